package main

import (
	"fmt"

	"example.com/m/loops"
)

func main() {
	fmt.Println(loops.Old())
	var f func() int
	for i := 0; i < 3; i++ {
		if f == nil {
			f = func() int { return i }
		}
	}
	fmt.Println(f())
}
