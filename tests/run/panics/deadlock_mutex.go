// main waits for what nobody can do.
package main

import "sync"

func main() {
	var m sync.Mutex
	m.Lock()
	m.Lock()
}
