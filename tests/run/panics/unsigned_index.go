// Indexes of unsigned types, keys that cannot be hashed in empty maps, and slices of arrays with more than 1<<32 elements.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type Z struct{}

func main() {
	s, str, arr := []int{1, 2, 3}, "abc", [3]int{}
	var i uint
	var u64 uint64 = 1 << 63
	var up uintptr = 1 << 63
	p := &arr
	try(func() { _ = s[i-1] })
	try(func() { s[i-1] = 1 })
	try(func() { s[i-1]++ })
	try(func() { s[i-1] += 2 })
	try(func() { _ = &s[i-1] })
	try(func() { _ = str[u64] })
	try(func() { _ = arr[up] })
	try(func() { arr[up] = 1 })
	try(func() { p[up] = 1 })
	try(func() { fmt.Println(s[i-1], 2) })
	try(func() { x := s[i-1]; _ = x })
	try(func() { a, b := s[0], s[i-1]; _, _ = a, b })
	try(func() { s[0], s[i-1] = 1, 2 })
	try(func() { _ = s[i-1:] })
	try(func() { _ = s[:u64] })
	try(func() { _ = s[0:2:u64] })
	try(func() { _ = str[up:] })
	try(func() { _ = arr[:up] })
	try(func() { if s[i-1] == 3 {} })
	try(func() { if s[0] == 3 || s[s[i-1]] == s[i-2] {} })
	try(func() { for s[i-1] < 3 {} })
	try(func() { _ = map[any]int{}[[]int{}] })
	try(func() { delete(map[any]int{}, any([]int{})) })
	try(func() { delete(map[any]int{1: 1}, any([]int{})) })
	try(func() { _ = map[any]int(nil)[struct{ a any }{[]int{}}] })
	try(func() { var e [1 << 40]Z; q := e[:]; fmt.Println(len(q), len(e[1<<39:]), cap(e[:3])); _ = q[i-1] })
	grid := [][]int{{1}, {2}}
	try(func() { _ = grid[i-1][0] })
	try(func() { _ = grid[0][i-1] })
	try(func() { grid[1][u64]++ })
	panic(map[any]int{}[func() {}])
}
