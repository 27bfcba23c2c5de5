package main

type level int

func main() {
	defer println("deferred")
	panic(level(3))
}
