// With the setting panicnil=1 a panic's value may be nil.

//go:debug panicnil=1
package main

import "fmt"

func main() {
	defer func() {
		fmt.Println("recovered", recover())
		defer func() {
			panic(recover())
		}()
		panic(nil)
	}()
	panic(nil)
}
