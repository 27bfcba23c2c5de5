// Method values, bound and of a nil pointer.
package main

type t struct{ n int }

func (v t) hit(s string)   { panic(s) }
func (v *t) phit(s string) { panic(s) }

func main() {
	defer (*t).phit(nil, "third")
	f := (&t{}).phit
	defer f("second")
	g := t{}.hit
	g("first")
}
