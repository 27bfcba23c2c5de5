// For statements: all forms, and variables that are each iteration's own.
package main

import "fmt"

func forms() {
	fmt.Println("-- forms")
	n := 0
	for n < 3 {
		n++
	}
	for {
		n++
		if n > 5 {
			break
		}
	}
	for ; ; n++ {
		if n == 8 {
			break
		}
	}
	for n < 10 {
		n++
	}
	for i := 0; ; {
		if i++; i == 2 {
			break
		}
	}
	for n = 20; n < 22; n++ {
	}
	var i, j int
	for i, j = 0, 10; i < j; i, j = i+1, j-2 {
	}
	fmt.Println(n, i, j)
	for f := 1.0; f < 10; f *= 2.5 {
		fmt.Print(f, " ")
	}
	for s := ""; len(s) < 3; s += "x" {
		fmt.Printf("%q ", s)
	}
	for p := (&node{1, &node{2, nil}}); p != nil; p = p.next {
		fmt.Print(p.v, " ")
	}
	c := make(chan int, 3)
	for c <- 1; len(c) < 3; c <- len(c) {
	}
	fmt.Println(len(c))
	for x := 3; x > 0; func() { x--; fmt.Print("post ", x, " ") }() {
	}
	for i := uint8(250); i >= 250; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for a := [2]int{}; a[0] < 2; a[0]++ {
		a := a
		a[0] += 10
		fmt.Print(a, " ")
	}
	fmt.Println()
}

type node struct {
	v    int
	next *node
}

// Each iteration has its own variable; the post statement works on the next iteration's copy.
func captured() {
	fmt.Println("-- captured")
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()

	var ps []*int
	for i, j := 0, 5; i < j; i, j = i+1, j-1 {
		ps = append(ps, &i, &j)
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
}

func modified() {
	fmt.Println("-- modified in the body")
	var fs []func() int
	for i := 0; i < 10; i++ {
		fs = append(fs, func() int { return i })
		i += 2
		f := func() { i++ }
		f()
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()

	// A closure made in one iteration, called in the next, changes the old variable only.
	var previous func()
	for i := 0; i < 4; i++ {
		if previous != nil {
			previous()
		}
		fmt.Print(i, " ")
		previous = func() { i += 100; fmt.Print("(old ", i, ") ") }
	}
	fmt.Println()
}

// Closures in the condition and in the post statement see the variable of the iteration that they run in.
func inHeader() {
	fmt.Println("-- closures in the header")
	var conds, posts []func() int
	for i := 0; func() bool {
		conds = append(conds, func() int { return i })
		return i < 3
	}(); func() {
		posts = append(posts, func() int { return i })
		i++
	}() {
		i += 0
	}
	for _, f := range conds {
		fmt.Print(f(), " ")
	}
	fmt.Print("| ")
	for _, f := range posts {
		fmt.Print(f(), " ")
	}
	fmt.Println()

	// The init statement's closure has the first iteration's variable.
	for i, get := 0, func() int { return -1 }; i < 3; i++ {
		if i == 0 {
			get = func() int { return i }
		}
		fmt.Print(get(), " ")
		i := i * 2
		fmt.Print(i, " ")
	}
	fmt.Println()
}

func jumps() {
	fmt.Println("-- continue, goto, break")
	var fs []func() int
outer:
	for i := 0; i < 4; i++ {
		for j := i; ; j++ {
			fs = append(fs, func() int { return i*10 + j })
			if j == 1 {
				continue outer
			}
			if j == 3 {
				break outer
			}
			if j == 2 {
				goto next
			}
			continue
		next:
			i++
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()

	fs = nil
	i := 7
	for i := 0; i < 3; i++ {
	again:
		fs = append(fs, func() int { i *= 2; return i })
		if len(fs)%2 == 1 {
			goto again
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(i)

	// A loop made of goto has one variable as long as its declaration is not passed again.
	fs = nil
	k := 0
loop:
	x := k
	fs = append(fs, func() int { x++; return x })
	if k++; k < 3 {
		goto loop
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}

func deferred() {
	fmt.Println("-- deferred in a loop")
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("closure ", i, " ") }()
		defer fmt.Print("argument ", i, " ")
		i := i * i
		defer func() { fmt.Print("inner ", i, " ") }()
	}
}

func goroutines() {
	fmt.Println("\n-- goroutines")
	c := make(chan int)
	for i := 0; i < 5; i++ {
		go func() { c <- 1 << i }()
	}
	sum := 0
	for i := 0; i < 5; i++ {
		sum += <-c
	}
	fmt.Println(sum)
}

type big struct {
	a [6]int
	s string
}

// Variables that are larger than registers, captured and not.
func large() {
	fmt.Println("-- large variables")
	var fs []func() string
	for b := (big{s: "b"}); b.a[0] < 3; b.a[0]++ {
		b.s += "x"
		fs = append(fs, func() string { b.a[5]++; return fmt.Sprint(b) })
	}
	for _, f := range fs {
		f()
		fmt.Println(f())
	}
	for b := (big{}); b.a[1] < 2; b.a[1]++ {
		c := b
		c.a[1] = 50
	}
	for s := []int{1}; len(s) < 4; s = append(s, len(s)) {
		fs = append(fs, func() string { return fmt.Sprint(s) })
	}
	fmt.Println(fs[3](), fs[4](), fs[5]())
}

func returns() (r int) {
	defer func() { r *= 2 }()
	for i := 1; ; i++ {
		for {
			if i == 5 {
				return i
			}
			break
		}
	}
}

func generic[T ~int | ~float64](to T, step T) (fs []func() T) {
	for i := T(0); i < to; i += step {
		fs = append(fs, func() T { i += step; return i })
	}
	return
}

func main() {
	forms()
	captured()
	modified()
	inHeader()
	jumps()
	deferred()
	goroutines()
	large()
	fmt.Println(returns())
	for _, f := range generic(2.0, 0.75) {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}
