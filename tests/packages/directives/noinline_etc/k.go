package main

//go:debug panicnil=1

//go:debug nosuch=1

//go:debug
//go:debug x
//go:debug madvdontneed=2
func main() {}
//go:debug panicnil=1
