// $ check errors_habits_syntax.go
package main

func main() {
	for (i := 0; i < 3; i++) {
		println(i)
	}
	int x = 5
	const y := 5
	var z: int = 3
	j := x++
	list := []int{y, z, j}
	for (v in list) {
		println(v)
	}
}
