// A method of a nil interface panics at the defer statement.
package main

func main() {
	var e error
	defer println("first")
	defer e.Error()
	println("body")
}
