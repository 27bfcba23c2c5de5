package main

import "fmt"

type pair struct {
	name string
	n    int
}

type names []string

// Inlined, it loses what it prints in Go 1.27.3.
//
//go:noinline
func length() int { fmt.Print("length "); return 3 }

func base() []int { fmt.Print("base "); return []int{1} }

func try(n int) {
	defer func() { fmt.Println(recover()) }()
	s := append([]int{1, 2}, make([]int, n)...)
	fmt.Println(s, len(s))
}

func main() {
	s := append([]int{1, 2}, make([]int, 3)...)
	fmt.Println(s, len(s), cap(s))

	// In place: what was there before goes.
	room := []int{1, 2, 3, 4, 5, 6, 7, 8}
	t := append(room[:2], make([]int, 4)...)
	fmt.Println(t, room, len(t), cap(t))
	n := 2
	t = append(room[:7], make([]int, n)...)
	fmt.Println(t, room, &t[0] == &room[0])

	fmt.Println(append([]byte(nil), make([]byte, 0)...) == nil, append([]byte{}, make([]byte, 0)...) == nil)
	b := append([]byte(nil), make([]byte, 1000)...)
	fmt.Println(len(b), cap(b), b[999])
	b = append(b, make([]byte, 30000)...)
	fmt.Println(len(b), cap(b), b[30999])
	p := append([]pair{{"a", 1}}, make([]pair, 2)...)
	fmt.Println(p, len(p), cap(p))
	e := append([]struct{}{{}}, make([]struct{}, 4)...)
	fmt.Println(len(e))
	var small uint8 = 200
	var large uint64 = 5
	fmt.Println(len(append([]int8{1}, make([]int8, small)...)), len(append([]int8{1}, make([]int8, large)...)))
	x := append(names{"n"}, make([]string, 2)...)
	y := append([]string{"n"}, make(names, 1)...)
	fmt.Printf("%T %q %T %q\n", x, x, y, y)
	z := append([]any{1}, make([]any, 2)...)
	fmt.Println(z, len(append([]int(nil), make([]int, 2, 10)...)))
	fmt.Println(append(base(), make([]int, length())...))
	m := make(map[string][]int)
	m["a"] = append(m["a"], make([]int, 2)...)
	m["a"][1] = 5
	m["a"] = append(m["a"], make([]int, len(m["a"]))...)
	fmt.Println(m)

	try(1)
	try(-1)
	try(-1 << 63)
	made := make([]int, 2)
	made[0] = 9
	fmt.Println(append(made, made...))
	{
		make := func(s []int, n int) []int { return []int{n} }
		fmt.Println(append([]int{1}, make(nil, 7)...))
	}
}
