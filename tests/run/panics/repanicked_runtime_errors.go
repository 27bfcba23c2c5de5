// Two panics with one value are shown as one: Go looks at the address of the value, which all panics of a kind share.
package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	try("divide", func() {
		defer func() {
			recover()
			zero := 0
			_ = 1 / zero
		}()
		zero := 0
		_ = 1 / zero
	})
	defer func() {
		fmt.Println("recovered", recover())
		var p *int
		*p = 2
	}()
	var p *int
	*p = 1
}
