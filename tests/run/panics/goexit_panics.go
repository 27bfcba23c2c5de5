// A panic in a function deferred before Goexit.
package main

import "runtime"

func main() {
	defer func() {
		panic("while in Goexit")
	}()
	runtime.Goexit()
}
