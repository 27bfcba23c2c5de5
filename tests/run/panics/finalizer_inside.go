package main

import "runtime"

type T struct{ a, b, c [10]int }

func main() {
	p := new(T)
	runtime.SetFinalizer(&p.b, func(p *[10]int) {})
}
