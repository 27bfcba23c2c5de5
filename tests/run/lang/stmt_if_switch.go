// If and expression switch statements.
package main

import "fmt"

func trace[T any](v T) T {
	fmt.Print(v, " ")
	return v
}

func ifs() {
	fmt.Println("-- if")
	if x := trace(1); x > 2 {
		fmt.Println("no")
	} else if y := x + 1; y == 2 && x == 1 {
		fmt.Println("x", x, "y", y)
	} else {
		fmt.Println("no", x, y)
	}
	if x, err := fmt.Sscan("12", new(int)); err == nil {
		x := x + 1
		fmt.Println(x)
	}
	type flag bool
	if f := flag(true); f && !false {
		fmt.Println("named bool")
	}
	if (struct{ a int }{1}) == (struct{ a int }{1}) {
		fmt.Println("composite literal in parentheses")
	}
	if f := func() bool { return true }; f() {
		fmt.Println("func literal")
	}
	if true {
		fmt.Println("empty init")
	}
	if trace(false) && trace(true) || trace(true) {
		fmt.Println()
	}
}

func values() {
	fmt.Println("-- switch")
	switch x := trace(5); x {
	case trace(4), trace(5), trace(6):
		fmt.Println("five")
	case trace(7):
		fmt.Println("seven")
	}
	switch x := 3; {
	case x > 2:
		x := "inner"
		fmt.Println(x)
	case x > 1:
		fmt.Println("too late")
	}
	switch {
	default:
		fmt.Println("default first")
	case false:
	}
	switch trace(1) {
	default:
		fmt.Println("default in the middle")
	case 2, 3:
	}
	switch f := 1.0; f {
	case 1:
		fmt.Println("float one")
	}
	switch 'a' + 1 {
	case 98:
		fmt.Println("rune constant")
	}
	switch "x" + "y" {
	case "xy":
		fmt.Println("string constant")
	}
	switch {
	}
	switch trace(8) {
	}
	switch trace(9); {
	}
	fmt.Println()
}

func fallthroughs(n int) (out []string) {
	add := func(s string) { out = append(out, s) }
	switch n {
	case 0:
		add("0")
		fallthrough
	case 1:
		add("1")
		fallthrough
	default:
		add("default")
		fallthrough
	case 2:
		add("2")
	case 3:
		add("3")
		if n == 3 {
			break
		}
		add("unreached")
	case 4:
		{
			add("4")
		}
		fallthrough
	case 5:
	}
	return
}

type celsius float64

type pair struct {
	a any
	b int
}

func interfaces(x any) string {
	switch x {
	case nil:
		return "nil"
	case 1:
		return "int 1"
	case int8(1):
		return "int8 1"
	case 1.0:
		return "float64 1"
	case celsius(1):
		return "celsius 1"
	case "1", '1':
		return "a string or a rune"
	case pair{1, 2}:
		return "a pair"
	case [2]any{1, "x"}:
		return "an array"
	case error(nil), (*int)(nil):
		return "a nil pointer"
	}
	return fmt.Sprintf("other %T", x)
}

func concrete(c celsius, p *pair, f func(), s []int, m map[int]int, ch chan int) {
	switch c {
	case 1, 2.5:
		fmt.Println("constants are converted to the operand's type")
	}
	switch p {
	case nil:
		fmt.Println("nil pointer")
	}
	switch f {
	case nil:
		fmt.Println("nil func")
	}
	switch s {
	case nil:
		fmt.Println("nil slice")
	}
	switch m {
	case nil:
		fmt.Println("nil map")
	}
	switch ch {
	case nil:
		fmt.Println("nil chan")
	}
	var e error
	switch x := any(c); x {
	case e, c:
		fmt.Println("interface against a value")
	}
	switch c {
	case any(celsius(2.5)):
		fmt.Println("value against an interface")
	}
	switch p := (pair{1, 2}); p {
	case pair{"1", 2}:
		fmt.Println("no")
	case pair{1, 2}:
		fmt.Println("struct")
	}
	switch a := [2]string{"x"}; a {
	case [...]string{"x", ""}:
		fmt.Println("array")
	}
}

func variables(x int) string {
	a, b := 2, 2
	// Duplicates are allowed when they are no constants; the first wins.
	switch x {
	case a:
		return "a"
	case b:
		return "b"
	case a + b, 5:
		return "sum"
	}
	switch {
	case x == 7, x == 7:
		return "seven"
	case true, false, true:
		return "bools"
	}
	return ""
}

func dense(n uint8) int {
	switch n {
	case 0:
		return 10
	case 1:
		return 11
	case 2, 3, 4:
		return 12
	case 5:
		return 13
	case 255:
		return 14
	case 254, 253:
		return 15
	}
	return -1
}

func sparse(n int64) string {
	switch n {
	case -1 << 63:
		return "min"
	case 1<<63 - 1:
		return "max"
	case -5, -4, -3, -2, -1, 0, 1:
		return "around zero"
	case 1000, 1001, 1002, 1003, 1005:
		return "thousand"
	}
	return "none"
}

func words(s string) int {
	switch s {
	case "":
		return 0
	case "break", "case":
		return 1
	case "chan":
		return 2
	case "continue":
		return 3
	case "\xff":
		return 4
	case "é":
		return 5
	}
	return -1
}

func once() {
	fmt.Println("-- the operand once, cases left to right and only as far as needed")
	n := 0
	f := func(v int) int { n++; return v }
	switch f(3) {
	case f(1), f(2):
	case f(3), f(4):
		fmt.Println("calls", n)
	case f(5):
	}
	defer func() { fmt.Println("panic:", recover()) }()
	switch f(1) {
	case 1:
		fmt.Println("no panic yet")
	case f(1) / (n - n):
	}
	switch f(2) {
	case 1:
	case f(1) / (n - n):
	}
}

func leave() {
	fmt.Println("-- break and continue")
outer:
	for i := 0; ; i++ {
		switch {
		case i == 1:
			continue
		case i == 2:
			break
		case i == 4:
			break outer
		default:
			fmt.Print(i, " ")
		}
		fmt.Print("after ", i, " ")
	}
named:
	switch {
	default:
		for {
			break named
		}
	}
	fmt.Println()
}

func main() {
	ifs()
	values()
	fmt.Println("-- fallthrough")
	for i := range 7 {
		fmt.Println(i, fallthroughs(i))
	}
	fmt.Println("-- interface operands")
	for _, x := range []any{nil, 1, int8(1), 1.0, celsius(1), "1", '1', pair{1, 2}, pair{1, 3}, [2]any{1, "x"}, (*int)(nil), uint(1), error(nil)} {
		fmt.Println(interfaces(x))
	}
	concrete(2.5, nil, nil, nil, nil, nil)
	for _, x := range []int{2, 4, 5, 7, 8} {
		fmt.Print(variables(x), " ")
	}
	fmt.Println()
	for i := range 256 {
		if d := dense(uint8(i)); d >= 0 {
			fmt.Print(i, ":", d, " ")
		}
	}
	fmt.Println()
	for _, n := range []int64{-1 << 63, 1<<63 - 1, -6, -5, 1, 2, 999, 1000, 1004, 1005, 1006} {
		fmt.Print(sparse(n), ", ")
	}
	fmt.Println()
	for _, s := range []string{"", "case", "chan", "continue", "\xff", "é", "e"} {
		fmt.Print(words(s), " ")
	}
	fmt.Println()
	once()
	leave()
}
