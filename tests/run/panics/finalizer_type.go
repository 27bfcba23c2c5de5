package main

import "runtime"

type T struct{ a, b, c int }

func main() {
	defer func() { println("not recovered:", recover() == nil) }()
	runtime.SetFinalizer(new(T), func(p *int) {})
}
