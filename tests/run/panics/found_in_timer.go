// A panic in a function that a timer runs.
package main

import (
	"fmt"
	"time"
)

func main() {
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() {
		defer fmt.Println("deferred")
		var m map[string]int
		m["late"]++
	})
	<-done
}
