// A recovered panic leaves no trace, a later one does.
package main

func f() {
	defer func() { recover() }()
	panic("quiet")
}

func main() {
	defer f()
	defer func() {
		f()
		panic("loud")
	}()
	panic("main")
}
