package main

//line foo.go:100
func main() {
//line 	foo.go:100
	aa()
//line foo bar.go:100 
	ab()
//line foo.go: 100
	ac()
//line
	ad()
//line 5
	ae()
//linefoo.go:1
	af()
//line foo.go:1 // x
	ag()
/*line
foo.go:7*/
	ah()
/*line foo.go:8
*/
	ai()
}
