// What select and range assign to is computed when there is something to assign: calls first, then the rest, as in a statement of its own.
package main

import "fmt"

type box struct {
	n int
	a [4]int
}

var gx int
var gb [4]box
var gm = map[int]int{}

func step(k int) int {
	fmt.Println("step", k, gx)
	gx += k
	return k
}

func feed(v int) chan int {
	c := make(chan int, 1)
	c <- v
	return c
}

func chans(k int) *[4]chan int {
	gx += k
	return &[4]chan int{feed(10), feed(11), feed(12), feed(13)}
}

func main() {
	for range 2 {
		select {
		case gb[gx&3].a[step(1)] = <-feed(7):
		}
		fmt.Println(gb, gx)
	}
	var oks [4]bool
	select {
	case gb[gx&3].a[step(1)], oks[gx&3] = <-feed(8):
	}
	fmt.Println(gb, oks, gx)
	select {
	case v := <-[4]chan int{feed(0), feed(1), feed(2), feed(3)}[gx&3+0*step(1)]:
		fmt.Println("v", v)
	}
	select {
	case chans(1)[gx&3] <- gx + step(2):
	case v := <-chans(1)[gx&3]:
		fmt.Println("w", v, gx)
	}
	select {
	case gm[gx] = <-chans(1)[(gx+step(1))&3]:
	}
	fmt.Println(gm, gx)
	select {
	case gm[gx+step(3)] = <-feed(gx):
	}
	fmt.Println(gm, gx)
	i := 0
	for gb[i&3].a[step(1)&3], gb[(i+gx)&3].n = range []int{5, 6} {
		i++
	}
	fmt.Println(gb, gx)
	for gb[gx&3].a[step(1)&3] = range 3 {
	}
	fmt.Println(gb, gx)
	for gm[gx+step(1)], gb[gx&3].a[gx&3+0*step(1)] = range map[int]int{4: 9} {
	}
	fmt.Println(gm, gb, gx)
	for gb[gx&3].a[step(1)&3] = range feedAll(1, 2, 3) {
	}
	fmt.Println(gb, gx)
	for gb[gx&3].a[step(1)&3], gb[gx&3].n = range pairs {
	}
	fmt.Println(gb, gx)
}

func pairs(yield func(int, int) bool) {
	_ = yield(step(1), gx) && yield(step(2), gx)
}

func feedAll(v ...int) chan int {
	c := make(chan int, len(v))
	for _, x := range v {
		c <- x
	}
	close(c)
	return c
}
