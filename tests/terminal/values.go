// $ GOMAXPROCS=1 run --explain --gc-stress values.go
package main

import (
	"errors"
	"fmt"
)

type node struct {
	val  int
	name string
	next *node
}

type shape interface{ Area() float64 }
type sq struct{ a float64 }

func (s sq) Area() float64 { return s.a * s.a }

func inner(list []int, at int) int {
	total := 0
	for i, x := range list {
		y := x * 2
		total += y
		_ = i
	}
	{
		hidden := 7
		total += hidden
	}
	at += total
	return list[at]
}

func outer(n *node, m map[string]int, s shape, e error, b []byte, big [20]int) (result int, err error) {
	defer func() { fmt.Println("deferred", n.val) }()
	var c = 2 + 3i
	ch := make(chan string, 4)
	ch <- "x"
	f := func(k int) int { return inner([]int{1, 2, k}, n.val) }
	counter := 0
	inc := func() { counter++ }
	inc()
	if t := len(m); t > 0 {
		result = f(t)
	}
	_, _ = c, ch
	return
}

func main() {
	n := &node{1, "first", &node{2, "second", nil}}
	var p *node
	v, err := outer(n, map[string]int{"a": 1}, sq{2.5}, errors.New("bad"), []byte("hi"), [20]int{1, 2})
	fmt.Println(v, err, p)
}
