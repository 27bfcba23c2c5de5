// The first cleanup and the first finalizer of a program, asked for in a bubble: who makes their calls is not of the bubble.
package main

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

type resource struct{ p *int }

func main() {
	os.Args = os.Args[:1]
	tests := []testing.InternalTest{{Name: "Cleanups", F: func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			a, b := &resource{new(int)}, &resource{new(int)}
			runtime.AddCleanup(a, func(int) {}, 3)
			runtime.SetFinalizer(b, func(*resource) {})
			c := make(chan int)
			go func() {
				time.Sleep(time.Hour)
				c <- 1
			}()
			synctest.Wait()
			fmt.Println(<-c)
			runtime.KeepAlive(a)
			runtime.KeepAlive(b)
		})
	}}}
	testing.Main(func(pattern, name string) (bool, error) { return true, nil }, tests, nil, nil)
}
