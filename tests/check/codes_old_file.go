//go:build go1.21

// A file that asks for an older language than its module does.
package p

func f(n int) {
	for range n { // ERROR@12 `cannot range over n \(variable of type int\): requires go1\.22 or later \(file declares //go:build go1\.21\)`
	}
	for i := range n { // ERROR@17 `cannot range over n \(variable of type int\): requires go1\.22 or later \(file declares //go:build go1\.21\)`
		_ = i
	}
	for range func(yield func() bool) {} { // ERROR@12 `cannot range over func\(yield func\(\) bool\) \{\} \(value of type func\(yield func\(\) bool\)\): requires go1\.23 or later \(file declares //go:build go1\.21\)`
	}
	_ = new(n) // ERROR@6 `new\(n\) requires go1\.26 or later \(file declares //go:build go1\.21\)`
}

type alias[T any] = []T // ERROR@12 `generic type alias requires go1\.23 or later \(file declares //go:build go1\.21\)`

type generic struct{}

func (generic) method[T any](T) {} // ERROR@23 `generic method requires go1\.27 or later \(file declares //go:build go1\.21\)`
