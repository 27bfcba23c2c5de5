// A literal without parameters that is called where it stands, and captures nothing; one in a goroutine's literal.
package main

import "fmt"

var table = []int{1, 2, 3}

func main() {
	defer func() {
		fmt.Println("deferred")
	}()
	done := make(chan bool)
	go func() {
		defer close(done)
		func() {
			defer fmt.Println("inner")
			func() { fmt.Println(table[len("three")]) }()
		}()
	}()
	<-done
	select {}
}
