package main

func main() {
	clear(map[int]int{})
	println(min(1, 2), max(1, 2))
	for i := range 3 {
		println(i)
	}
	for x := range func(func(int) bool) {} {
		println(x)
	}
}

