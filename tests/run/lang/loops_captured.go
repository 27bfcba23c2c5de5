// Closures over the variables of a loop: what they see of an iteration's copy, whoever changes it, and where they are made.
package main

import (
	"fmt"
	"sync"
)

type pair struct{ a, b int }

type wide struct {
	n     int
	words [12]int
}

func numbers(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func call(all []func() int) {
	for _, f := range all {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}

func body() (all []func() int) {
	for i := 0; i < 4; i++ {
		all = append(all, func() int { return i })
	}
	return all
}

func changedInBody() (all []func() int) {
	for i := 0; i < 10; i++ {
		all = append(all, func() int { return i })
		i++
		all = append(all, func() int { i += 100; return i })
	}
	return all
}

func changedByClosure() (all []func() int) {
	for i := 0; i < 6; i++ {
		all = append(all, func() int { i *= 2; return i }, func() int { return i })
		all[len(all)-2]()
	}
	return all
}

func inCondition() (all []func() int) {
	note := func(f func() int) bool {
		all = append(all, f)
		return true
	}
	for i := 0; note(func() int { return i }) && i < 3; i++ {
	}
	return all
}

func inPost() (all []func() int) {
	var f func() int
	for i := 0; i < 3; i, f = i+1, func() int { return i } {
		if f != nil {
			all = append(all, f)
		}
	}
	return append(all, f)
}

func postCallsClosure() (all []func() int) {
	for i, step := 0, 1; i < 20; func() { i += step; step++ }() {
		all = append(all, func() int { return i*100 + step })
	}
	return all
}

func inInit() (all []func() int) {
	i := 7
	for f, i := func() int { return i }, 0; i < 2; i++ {
		all = append(all, f, func() int { return f() + i })
	}
	i++
	return all
}

func severalAtOnce() (all []func() int) {
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		all = append(all, func() int { return i*100 + j })
	}
	return all
}

func structs() (all []func() int) {
	for p := (pair{0, 5}); p.a < 3; p.a++ {
		all = append(all, func() int { return p.a*10 + p.b })
		if p.a == 1 {
			p.b++
		}
	}
	for p := (pair{0, 5}); p.a < 3; p.a, p.b = p.a+1, p.b*2 {
		all = append(all, func() int { return p.a*10 + p.b })
	}
	return all
}

func inMemory() (all []func() int) {
	for w := (wide{}); w.n < 3; w.n++ {
		all = append(all, func() int { return w.n + w.words[3] })
	}
	for w := [9]int{}; w[0] < 3; w[0]++ {
		all = append(all, func() int { return w[0] + w[1] })
		w[1] += 10
	}
	for w := (wide{}); w.n < 3; w = (wide{n: w.n + 1}) {
		all = append(all, func() int { return w.n })
	}
	return all
}

func addressed() (all []func() int) {
	var last *int
	for i := 0; i < 3; i++ {
		if last != nil {
			*last += 50
		}
		last = &i
		all = append(all, func() int { return i })
	}
	return all
}

func nested() (all []func() int) {
	for i := 0; i < 3; i++ {
		for j := i; j < 3; j++ {
			all = append(all, func() int {
				inner := func() int { return i*10 + j }
				return inner()
			})
		}
	}
	for i := 0; i < 4; i++ {
		all = append(all, func() int {
			for i := i; i < 10; i += 3 {
				if i > 5 {
					return i
				}
			}
			return -1
		})
	}
	return all
}

func jumps() (all []func() int) {
outer:
	for i := 0; i < 5; i++ {
		tries := 0
	again:
		all = append(all, func() int { return i*10 + tries })
		if tries < 1 && i%2 == 1 {
			tries++
			goto again
		}
		switch i {
		case 1:
			continue outer
		case 4:
			break outer
		}
	}
	return all
}

func ranges() (all []func() int) {
	for i := 0; i < 3; i++ {
		for k := range numbers(2) {
			all = append(all, func() int { return i*10 + k })
		}
	}
	for i := 0; i < 6; i++ {
		for k := range numbers(2) {
			i += k
		}
		all = append(all, func() int { return i })
	}
	return all
}

func texts() (all []func() int) {
	for s := "a"; len(s) < 4; s += "b" {
		all = append(all, func() int { return len(s) })
	}
	for s := []int{1, 2, 3}; len(s) > 0; s = s[1:] {
		all = append(all, func() int { return s[0] })
	}
	for x := any(1); x != nil; {
		all = append(all, func() int { _, is := x.(int); return map[bool]int{true: 1}[is] })
		if _, is := x.(int); is {
			x = "text"
		} else {
			x = nil
		}
	}
	return all
}

func deferred() {
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("deferred ", i, "; ") }()
		defer fmt.Print("argument ", i, "; ")
	}
}

func goroutines() int {
	var wait sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := 1; i <= 100; i++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			mu.Lock()
			sum += i
			mu.Unlock()
		}()
	}
	wait.Wait()
	return sum
}

func generic[T ~int | ~float64](n, step T) (sum T) {
	var all []func() T
	for x := T(0); x < n; x += step {
		all = append(all, func() T { return x })
	}
	for _, f := range all {
		sum += f()
	}
	return sum
}

func main() {
	for _, f := range []func() []func() int{
		body, changedInBody, changedByClosure, inCondition, inPost, postCallsClosure, inInit, severalAtOnce, structs, inMemory,
		addressed, nested, jumps, ranges, texts,
	} {
		all := f()
		call(all)
		call(all)
	}
	deferred()
	fmt.Println()
	fmt.Println(goroutines(), generic(10, 3), generic(2.0, 0.25))
}
