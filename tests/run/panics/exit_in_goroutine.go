// os.Exit in a goroutine.
package main

import "os"

func main() {
	go os.Exit(4)
	select {}
}
