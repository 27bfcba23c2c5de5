// main waits for what nobody can do.
package main

func main() {
	c := make(chan int, 1)
	println(<-c)
}
