// What recover gives for panic(nil).
package main

import "fmt"

func try(f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
	}()
	f()
	fmt.Println("not reached")
}

func main() {
	try(func() { panic(nil) })
	try(func() {
		var err error
		panic(err)
	})
	try(func() {
		defer func() { panic(recover()) }()
		panic(nil)
	})
	try(func() {
		defer func() { recover() }()
		panic(nil)
	})
}
