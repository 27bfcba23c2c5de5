package main

import (
	"fmt"
	"sync"
)

type T struct{ f func(int) error }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	t := &T{}
	try(func() { defer t.f(1) })
	try(func() { defer fmt.Println("first"); defer t.f(1) })
	var g func()
	try(func() { defer fmt.Println("first"); defer g() })
	var m sync.Mutex
	if len(t2) > 0 {
		defer t.f(2)
	} else {
		m.Lock()
	}
	defer m.Lock()
	defer t2[0](3)
}

var t2 = make([]func(int), 1)
