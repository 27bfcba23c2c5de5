// Types that only expressions mention: gc says that they are too large at the place of the function, or of the variable that was declared last.
package p

type B [1 << 17]byte // ERROR@6 `channel element type too large \(>64kB\)`

func made() { _ = make(chan B) } // ERROR@6 `channel element type too large \(>64kB\)`

func converted() { _ = (chan B)(nil) } // ERROR@6 `channel element type too large \(>64kB\)`

func composed() { _ = []chan B{nil} } // ERROR@6 `channel element type too large \(>64kB\)`

func passed() { func(c chan B) {}(nil) } // ERROR@6 `channel element type too large \(>64kB\)`

func asserted(x any) bool {
	_, ok := x.(chan B) // ERROR@5 `channel element type too large \(>64kB\)`
	return ok
}

func switched(x any) { // ERROR@6 `channel element type too large \(>64kB\)`
	switch x.(type) {
	case chan B:
	}
}

func after() {
	a := 1 // ERROR@2 `channel element type too large \(>64kB\)`
	_ = make(chan B)
	b := 2 // ERROR@2 `channel element type too large \(>64kB\)`
	_ = func() {
		c := 3 // ERROR@3 `channel element type too large \(>64kB\)`
		_ = make(chan B)
		_ = c
	}
	_ = make(chan B)
	_, _ = a, b
}

func values() {
	a, b := make(chan B), 1 // ERROR@2 `channel element type too large \(>64kB\)`
	c, d := 1, make(chan B) // ERROR@5 `channel element type too large \(>64kB\)`
	_, _, _, _ = a, b, c, d
}

func called() {
	a := gives()
	_ = a
}

func gives() chan B { return nil } // ERROR@6 `channel element type too large \(>64kB\)`

func local() {
	a := 1
	type L [1 << 17]byte // ERROR@7 `channel element type too large \(>64kB\)`
	_ = make(chan L)
	_ = a
}

func not() {
	if false {
		_ = make(chan B)
	}
}

func dependent[T any]() { // ERROR@6 `channel element type too large \(>64kB\)`
	a := 1 // ERROR@2 `channel element type too large \(>64kB\)`
	_ = make(chan T)
	_ = a
}

func same[T any](x T) T { return x }

func instances() {
	dependent[B]()
	dependent[int]()
	_ = same(make(chan B))
}

type G[T any] struct{ c chan T } // ERROR@6 `channel element type too large \(>64kB\)`

func (g G[T]) method(d chan<- T) { _ = make(chan T) } // ERROR@6 `channel element type too large \(>64kB\)`

func generic() { _ = G[B]{} }

type M int

func (m *M) method() { _ = make(chan B) } // ERROR@6 `channel element type too large \(>64kB\)`

func maps() { // ERROR@6 `map element type too large` `map key type too large`
	_ = make(map[string][1 << 32]byte)
	_ = map[[1 << 31]byte]int{}
}

func space() { _ = make(map[string][1 << 51]byte) } // ERROR@6 `type \[2251799813685248\]byte larger than address space` `map element type too large`

var first = make(chan L)

type L [1 << 16]byte // ERROR@6 `channel element type too large \(>64kB\)`

var second = func() chan B { x := 1; _ = x; return make(chan B) } // ERROR@30 `channel element type too large \(>64kB\)`

var third = struct{ c chan B }{} // ERROR@5 `channel element type too large \(>64kB\)`

var fourth any = make(chan B) // ERROR@5 `channel element type too large \(>64kB\)`
