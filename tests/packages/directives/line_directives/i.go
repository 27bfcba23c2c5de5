package main

import "runtime"

//line foo.go:100
func f() {
	_, file, line, _ := runtime.Caller(0)
	println(file, line)
	/*line bar.go:1:1*/ _, file, line, _ = runtime.Caller(0); println(file, line)
}

func main() {
	f()
}
