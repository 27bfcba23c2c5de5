// A panic in a function that WaitGroup.Go runs.
package main

import "sync"

func main() {
	var w sync.WaitGroup
	w.Go(func() { panic("in Go") })
	w.Wait()
}
