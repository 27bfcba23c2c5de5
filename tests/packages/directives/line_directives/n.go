package main

//line x.go:1
func main() {
//line x.go:1073741824
	a()
//line x.go:1073741823
	b()
//line x.go:1:1073741824
	c()
//line x.go:1:300
	d()
//line x.go:1:70000
	e()
}
