// A method started with go.
package main

type w struct{ id int }

func (x w) run(c chan int) { <-c; panic(x.id) }

func main() {
	c := make(chan int)
	go w{3}.run(c)
	close(c)
	select {}
}
