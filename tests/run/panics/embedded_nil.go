// A promoted method of what is nil inside: what gc generates for it is where the panic arises.
package main

type I interface{ M() }
type A struct{ I }
type B struct {
	n int
	*A
}

func main() {
	var b B
	defer func() {
		println(recover().(error).Error())
		b.A = &A{}
		defer func() {
			println(recover().(error).Error())
			var i I = b
			f := i.M
			f()
		}()
		b.M()
	}()
	b.M()
}
