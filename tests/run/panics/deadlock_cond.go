// main waits for what nobody can do.
package main

import "sync"

func main() {
	c := sync.NewCond(&sync.Mutex{})
	c.L.Lock()
	c.Wait()
}
