// $ check errors_habits.go
package main

type point struct{ x, y int }

func work() {}

func main() {
	go work
	m := map[string]point{}
	m["a"].x = 1
	a, b := []int{1}, []int{1}
	if a != b {
		println(len(m))
	}
	var n int = nil
	var s string = nil
	var p point = nil
	s = 5
	s = 'c'
	println(n, s, p.x)
}
