package main

func main() {
	println(max(1, 2))
}
