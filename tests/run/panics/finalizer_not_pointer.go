package main

import "runtime"

func main() {
	runtime.SetFinalizer(3, func(int) {})
}
