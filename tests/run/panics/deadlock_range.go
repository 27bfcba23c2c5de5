// main waits for what nobody can do.
package main

func main() {
	for range make(chan int) {
	}
}
