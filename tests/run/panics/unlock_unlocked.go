// A fatal error cannot be recovered.
package main

import "sync"

func main() {
	var m sync.Mutex
	defer func() { println(recover() != nil) }()
	m.Unlock()
}
