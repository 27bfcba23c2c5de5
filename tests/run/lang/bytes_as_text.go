package main

import (
	"fmt"
	"testing"
)

type name string

var count int

// counted changes the bytes that were compared with its result.
func counted(b []byte, s string) string {
	count++
	b[0] = 'X'
	return s
}

func main() {
	m := map[string]int{"abc": 1, "": 2, "a slightly longer key": 3}
	n := map[name]string{"abc": "yes"}
	b := []byte("abc")
	long := []byte("a slightly longer key")
	var none []byte

	fmt.Println(m[string(b)], m[string(none)], m[string(long)], m[string(b[:2])], n[name(b)])
	v, ok := m[string(long[2:])]
	fmt.Println(v, ok)
	if v, ok := m[string(b)]; ok {
		fmt.Println(v)
	}

	// A key that is stored is a copy.
	m[string(b)] += 10
	m[string(b[1:])] = 7
	b[0], b[1] = 'z', 'z'
	fmt.Println(m)
	b[0], b[1] = 'a', 'b'

	fmt.Println(string(b) == "abc", "abc" != string(b), string(b) < string(long), string(none) == "")
	fmt.Println(string(b) == counted(b, "abc"), string(b), counted(b, "Xbc") == string(b), count)
	b[0] = 'a'
	fmt.Println(string(b)+"-"+string(long), string(b)+string(b), string([]rune{'x', 'y'}) == "xy")
	s := string(b) + string(none)
	b[0] = 'q'
	fmt.Println(s)
	b[0] = 'a'

	switch string(b) {
	case "x":
		fmt.Println("x")
	case "abc":
		fmt.Println("abc it is")
	}

	sum := 0
	none2 := testing.AllocsPerRun(100, func() {
		sum += m[string(long)]
		if string(long) == "a slightly longer key" {
			sum++
		}
		if _, ok := m[string(long[:4])]; ok {
			sum++
		}
	})
	fmt.Println(none2, sum)
}
