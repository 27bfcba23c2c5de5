// A goroutine panics in a method; main waits.
package main

type counter struct{ n int }

func (c *counter) step(by int) {
	if c.n += by; c.n > 2 {
		panic("too far")
	}
}

func main() {
	done := make(chan bool)
	c := &counter{}
	go func() {
		for {
			c.step(1)
		}
	}()
	<-done
}
