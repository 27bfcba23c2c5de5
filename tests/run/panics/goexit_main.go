// main leaves by Goexit, nobody else runs.
package main

import "runtime"

func main() {
	defer println("deferred")
	runtime.Goexit()
}
