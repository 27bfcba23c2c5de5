// A function literal called to initialise a variable.
package main

var x = func() int {
	defer println("deferred")
	panic("in initialization")
}()

func main() { println(x) }
