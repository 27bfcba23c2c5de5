// $ GOMAXPROCS=1 run --explain panic.go
package main

type node struct {
	val  int
	next *node
}

func sum(list []int, at int) int {
	total := 0
	for i := 0; i <= at; i++ {
		total += list[i]
	}
	return total
}

func work(n int, done chan bool) {
	list := []int{1, 2, 3}
	name := "abc"
	_ = name
	println(sum(list, n))
	done <- true
}

func main() {
	done := make(chan bool)
	go work(5, done)
	<-done
}
