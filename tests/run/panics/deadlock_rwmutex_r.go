// main waits for what nobody can do.
package main

import "sync"

func main() {
	var m sync.RWMutex
	m.Lock()
	m.RLock()
}
