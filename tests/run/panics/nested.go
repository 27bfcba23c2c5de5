package main

import "fmt"

func main() {
	defer func() {
		panic(fmt.Errorf("second: %d", 2))
	}()
	panic("first")
}
