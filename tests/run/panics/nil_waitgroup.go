// A method of the library with a nil pointer: the signal is told of.
package main

import "sync"

func main() {
	var wg *sync.WaitGroup
	wg.Done()
}
