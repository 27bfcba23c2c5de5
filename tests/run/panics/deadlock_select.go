// main waits for what nobody can do.
package main

func main() {
	select {
	case <-make(chan int):
	case make(chan string) <- "":
	}
}
