package main

import "runtime"

type T struct{ a, b, c int }

func main() {
	p := new(T)
	runtime.SetFinalizer(p, func(p *T) {})
	runtime.SetFinalizer(p, func(p *T) {})
}
