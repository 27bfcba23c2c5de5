package main

//line foo.go:100:5
func main() {
	/*line x:3:4*/ a := /*line y:7:8*/ b
	c := /*line :9:8*/ d
	e := /*line :8*/ g
	/*line ::8*/ g
	/*line z:1:2:3*/ h()
}
