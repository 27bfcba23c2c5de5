// Labeled, break, continue, goto, fallthrough, return and empty statements; terminating statements.
package main

import "fmt"

func empty() {
	fmt.Println("-- empty statements")

	{
	}
	{

	}
	if true {
	} else {
	}
	for i := 0; i < 2; i++ {
	}
	switch {
	default:

	}
L:
	;
	if false {
		goto L
	}
	func() {}()
end:
	for range 1 {
		goto end2
	}
	if false {
		goto end
	}
end2:
}

// Labels are function-scoped, in a name space of their own, and not blocks.
func scopes() {
	fmt.Println("-- scopes of labels")
	x := 0
x:
	x++
	if x < 3 {
		goto x
	}
	fmt.Println("x", x)
fmt:
	for fmt2 := range 2 {
		if fmt2 == 1 {
			break fmt
		}
	}
	f := func() int {
		n := 0
	x:
		if n++; n < 5 {
			goto x
		}
		return n
	}
	fmt.Println(f())
	{
	inner:
		for range 3 {
			continue inner
		}
	}
	if x == 3 {
		goto after
	}
after:
	fmt.Println("after")
}

func nested() {
	fmt.Println("-- nested")
a:
	for i := 0; i < 3; i++ {
	b:
		for j := 0; ; j++ {
		c:
			switch {
			case j == 0:
				continue b
			case j == 1 && i == 0:
				continue a
			case j == 2:
				break c
			case j == 3:
				break b
			case i == 2:
				break a
			}
			fmt.Print(i, j, " ")
		}
		fmt.Print("| ")
	}
	fmt.Println()
	m := map[int]int{1: 1}
	c := make(chan int, 1)
	c <- 1
outer:
	for range m {
		for {
			select {
			case <-c:
				continue outer
			default:
				break outer
			}
		}
	}
	fmt.Println(len(c))
two:
	one := 1
	switch one {
	case 1:
		if len(c) == 0 {
			c <- 1
			goto two
		}
	}
	fmt.Println(len(c))
}

func gotos(n int) (s string) {
	i := 0
loop:
	if i < n {
		s += fmt.Sprint(i)
		i++
		goto loop
	}
	switch {
	case n == 2:
		goto two
	case n == 3:
		goto three
	}
	goto end
two:
	s += "two"
	goto end
three:
	s += "three"
	{
		if n == 3 {
			goto two
		}
	}
end:
	return s + "."
}

// A jump back to before a declaration makes a new variable.
func fresh() {
	fmt.Println("-- goto and variables")
	var ps []*int
again:
	v := len(ps)
	w := [3]int{v}
	ps = append(ps, &v, &w[0])
	v += 10
	if len(ps) < 6 {
		goto again
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	k := 0
back:
	var zero int
	zero++
	k++
	if k < 3 {
		goto back
	}
	fmt.Println(zero)
	for i := range 2 {
		{
			if i == 1 {
				goto out
			}
		}
	}
out:
	{
		goto in
	}
in:
}

func fall(n int) (s string) {
	switch n {
	case 1:
		s += "1"
		fallthrough
	case 2:
		s += "2"
		{
		}
		fallthrough
	default:
		s += "d"
		if n == 1 {
			break
		}
		s += "e"
		fallthrough
	case 3:
		s += "3"
		goto label
	label:
		fallthrough
	case 4:
		s += "4"
		if n == 200 {
			goto lab2
		}
	lab2:
		fallthrough
	case 5:
		if n == 100 {
			goto lab3
		}
	lab3:
	}
	return
	goto lab2x
lab2x:
	return
}

// Functions that end in a terminating statement need no return behind it.
func t1(x int) int {
	if x > 0 {
		return 1
	} else if x < 0 {
		return -1
	} else {
		panic("zero")
	}
}

func t2() int {
	for {
	}
}

func t3(x int) int {
	switch x {
	case 1:
		return 1
	case 2:
		fallthrough
	case 3:
		panic(3)
	default:
		return 0
	}
}

func t4(x any) int {
	switch x.(type) {
	case int:
		return 1
	default:
		for {
		}
	}
}

func t5(c chan int) int {
	select {
	case v := <-c:
		return v
	case c <- 1:
		panic("sent")
	}
}

func t6() int {
	select {}
}

func t7(n int) int {
L:
	for {
		if n > 3 {
			return n
		}
		for {
			break
		}
		switch {
		default:
			break
		}
		n++
		continue L
	}
}

func t8() int {
	{
		{
			return 8
		}
	}
}

func t9(n int) int {
loop:
	n++
	if n < 9 {
		goto loop
	}
	goto end
end:
	return n
}

func t10() int {
	func() int { return 3 }()
L:
	{
		goto L2
	}
L2:
	panic("t10")
	goto L
}

func t11(ok bool) (n int) {
	if ok {
		return
	} else {
		n = 4
		return n + 1
	}
}

// Results.
func r1() (a int, b string, _ error, _ float64) { a, b = 1, "b"; return }

func r2() (int, string, error, float64) { return r1() }

func r3() (x any, y fmt.Stringer) { return nil, nil }

func r4() (a, b any) { return r5() }

func r5() (int, string) { return 5, "five" }

func r6() (n int) {
	if n := 7; n > 0 {
		return n
	}
	return
}

func r7() (n int) {
	{
		n := 5
		_ = n
	}
	return
}

func main() {
	empty()
	scopes()
	nested()
	fmt.Println("-- goto")
	for i := range 4 {
		fmt.Print(gotos(i), " ")
	}
	fmt.Println()
	fresh()
	fmt.Println("-- fallthrough")
	for i := range 7 {
		fmt.Print(fall(i), " ")
	}
	fmt.Println()
	fmt.Println("-- terminating statements")
	c := make(chan int, 1)
	c <- 5
	fmt.Println(t1(1), t1(-1), t3(1), t3(0), t4(1), t5(c), t7(0), t8(), t9(0), t11(true), t11(false))
	for _, f := range []func() int{func() int { return t1(0) }, func() int { return t3(2) }, t10} {
		func() {
			defer func() { fmt.Print(recover(), " ") }()
			f()
		}()
	}
	fmt.Println()
	fmt.Println("-- results")
	fmt.Println(r1())
	fmt.Println(r2())
	fmt.Println(r3())
	fmt.Println(r4())
	fmt.Println(r6(), r7())
}
