// Unlock of an unlocked RWMutex.
package main

import "sync"

func main() {
	var m sync.RWMutex
	m.Unlock()
}
