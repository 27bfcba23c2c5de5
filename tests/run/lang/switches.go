package main

import "fmt"

type state int

func step(s state, c byte) state {
	switch s {
	case 0:
		return 1
	case 1:
		if c == 'x' {
			return 2
		}
		return 0
	case 2, 3, 4:
		return s + 1
	case 5:
		return -1
	case -1:
		return 9
	}
	return 100
}
func main() {
	s := state(0)
	for i := 0; i < 10; i++ {
		s = step(s, "xyz"[i%3])
		fmt.Print(s, " ")
	}
	fmt.Println()
	for _, w := range []string{"a", "bb", "ccc"} {
		switch w {
		case "a":
			fmt.Println("A")
		case "bb", "x":
			fmt.Println("B")
		default:
			fmt.Println("other")
		}
	}
	switch x := any(3.5).(type) {
	case int, float64:
		fmt.Printf("%T\n", x)
	}
	var e error
	switch e {
	case nil:
		fmt.Println("nil")
	}
	switch f := func() int { return 4 }; f() {
	case 4:
		fmt.Println("four")
	}
}
