// The same where the type has no name: the method is no package's.
package main

type I interface{ M() int }
type V struct{ n int }

//go:noinline
func (v V) M() int { return v.n }

//go:noinline
func call(i I) int { return i.M() }

func main() {
	defer func() {
		recover()
		call(&struct{ *V }{})
	}()
	defer func() {
		recover()
		defer call(struct {
			*V
			n int
		}{})
		panic("third")
	}()
	call(struct{ I }{})
}
