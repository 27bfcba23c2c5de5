package main

import (
	"fmt"
	"iter"
)

// An iterator that goes on after the body has ended the loop.
func careless(name string, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(name, "saw", r)
				panic(r)
			}
		}()
		for i := range n {
			yield(i)
		}
	}
}

// One that keeps the body's panic for itself.
func swallows(yield func(int) bool) {
	defer func() { fmt.Println("swallowed", recover()) }()
	yield(1)
}

func broken() (res int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	for a := range careless("outer", 2) {
		for b := range careless("inner", 4) {
			if b == 2 {
				break
			}
			if a == 1 {
				goto end
			}
		}
	}
end:
	return res + 1, err
}

func returned() (res int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	for a := range careless("one", 3) {
		if a == 1 {
			return 7, nil
		}
	}
	return 8, nil
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	fmt.Println(broken())
	fmt.Println(returned())
	try("swallowed", func() {
		for range swallows {
			panic("in the body")
		}
	})
	try("late", func() {
		var kept func(int) bool
		for x := range func(yield func(int) bool) { kept = yield; yield(1) } {
			fmt.Println("body", x)
		}
		kept(2)
	})
	try("within", func() {
		var kept func(int) bool
		for x := range func(yield func(int) bool) { kept = yield; yield(1) } {
			fmt.Println("body", x)
			kept(x + 1)
		}
	})
	try("again", func() {
		for x := range func(yield func(int) bool) {
			defer func() {
				recover()
				yield(2)
			}()
			yield(1)
		} {
			panic(x)
		}
	})
	try("continue", func() {
		for x := range careless("fine", 3) {
			if x == 1 {
				continue
			}
			fmt.Println(x)
		}
	})
	try("labels", func() {
	outer:
		for x := range careless("labelled", 3) {
			for range careless("deep", 2) {
				if x == 0 {
					continue outer
				}
				break outer
			}
		}
	})
}
