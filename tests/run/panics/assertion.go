// A panic that nobody recovers: assertion.
package main

func main() {
	var x any = "s"
	println(x.(int))
}
