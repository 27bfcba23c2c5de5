package main

import "fmt"

type local struct{}

func logf(format string, args ...any) { fmt.Printf(format, args...) }

func main() {
	logf("%d", local{})
	fmt.Printf("%s", local{}, 1)
}
