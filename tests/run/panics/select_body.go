// A send in select to a channel that was closed.
package main

func main() {
	c := make(chan int, 1)
	for i := 0; ; i++ {
		select {
		case c <- i:
		case v := <-c:
			if v == 2 {
				close(c)
			}
		}
	}
}
