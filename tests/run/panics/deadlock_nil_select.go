// main waits for what nobody can do.
package main

func main() {
	var c chan int
	select {
	case <-c:
	case c <- 1:
	}
}
