// A panic that nobody recovers: negative waitgroup.
package main

import "sync"

func main() {
	var w sync.WaitGroup
	w.Done()
}
