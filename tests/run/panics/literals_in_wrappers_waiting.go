package main

import "time"

func main() {
	c := make(chan int)
	k := func(x int) { <-c }
	go k(1)
	time.Sleep(time.Millisecond)
	k2 := func(x int) { select {} }
	go k2(1)
	time.Sleep(time.Millisecond)
	go func(x int) { <-c }(1)
	time.Sleep(time.Millisecond)
	go func(c chan int) { <-c }(c)
	time.Sleep(time.Millisecond)
	go func() int { <-c; return 1 }()
	time.Sleep(time.Millisecond)
	select {}
}
