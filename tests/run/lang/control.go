package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "negative"
	case n == 0:
		return "zero"
	}
	switch n {
	case 1, 2, 3:
		fallthrough
	case 4:
		return "small"
	case 5:
		break
	default:
		return "large"
	}
	return "five"
}

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice of ", len(v))
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case func() int:
		return fmt.Sprint("func ", v())
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type str struct{}

func (str) String() string { return "str" }

func seq(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[end]")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func find(n int) int {
	for x := range seq(10) {
		if x == n {
			return x * 100
		}
	}
	return -1
}

func main() {
	for _, n := range []int{-1, 0, 1, 4, 5, 6} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println()
	for _, x := range []any{nil, 1, int64(2), "s", []int{1}, fmt.Errorf("e"), str{}, func() int { return 7 }, 2.5, [2]bool{}} {
		fmt.Println(kind(x))
	}
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		fmt.Print("goto", i, " ")
		i++
		goto loop
	}
	fmt.Println()
	for i := range 3 {
		defer func() { fmt.Print("deferred ", i, "\n") }()
	}
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i, r := range "aé世\xff!" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	for i := range "abc" {
		fmt.Print(i)
	}
	fmt.Println()
	for x := range seq(5) {
		if x == 1 {
			continue
		}
		if x == 3 {
			break
		}
		fmt.Print(x, " ")
	}
	fmt.Println(find(4), find(40))
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	v, ok := <-ch
	fmt.Println(v, ok)
	if x := 5; x > 3 {
		fmt.Println("x", x)
	} else if y := x * 2; y > 3 {
		fmt.Println("y", y)
	}
	for n := 3; n > 0; n-- {
		func() {
			defer func() { fmt.Print("d", n, " ") }()
			if n == 2 {
				return
			}
			fmt.Print("b", n, " ")
		}()
	}
	fmt.Println()
}
