// Runtime errors without the prefix "runtime error: ".
package main

func main() {
	var c chan int
	defer close(c)
	defer func() {
		var m map[int]int
		m[1]++
	}()
	c2 := make(chan int)
	close(c2)
	c2 <- 1
}
