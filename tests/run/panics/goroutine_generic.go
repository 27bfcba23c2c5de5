// A generic function started with go.
package main

func run[T any](x T) { panic(any(x)) }

func main() {
	go run("generic")
	select {}
}
