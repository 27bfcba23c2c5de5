// Bounds of signed and unsigned types in one slice expression: a panic shows each as its own type has it.
package main

import "fmt"

func try(n int, f func()) {
	defer func() { fmt.Println(n, recover()) }()
	f()
}

func main() {
	list, text, array := make([]int, 3, 6), "abc", [4]int{}
	minus, two, u, big := -128, 2, uint8(1), uint64(1<<63)
	try(1, func() { fmt.Println(list[minus:u]) })
	try(2, func() { fmt.Println(list[u:minus]) })
	try(3, func() { fmt.Println(list[minus:big]) })
	try(4, func() { fmt.Println(list[two:big]) })
	try(5, func() { fmt.Println(list[big:two]) })
	try(6, func() { fmt.Println(text[minus:u]) })
	try(7, func() { fmt.Println(text[u:minus]) })
	try(8, func() { fmt.Println(text[big:]) })
	try(9, func() { fmt.Println(text[minus:], text[:u]) })
	try(10, func() { fmt.Println(array[minus:u]) })
	try(11, func() { fmt.Println(array[u:big]) })
	try(12, func() { fmt.Println(list[u:minus:big]) })
	try(13, func() { fmt.Println(list[u:big:minus]) })
	try(14, func() { fmt.Println(list[u:big:two]) })
	try(15, func() { fmt.Println(list[big:two:u+2]) })
	try(16, func() { fmt.Println(list[minus:two:u+2]) })
	try(17, func() { fmt.Println(array[u:minus:two], list[u]) })
}
