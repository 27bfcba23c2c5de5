package defers

import (
	"fmt"
	"time"
)

func f() {
	start := time.Now()
	defer fmt.Println(time.Since(start))
	defer func() { fmt.Println(time.Since(start)) }()
	defer fmt.Println(func() time.Duration { return time.Since(start) }, (time.Since)(start))
	defer time.Since(start)
	since := time.Since
	defer fmt.Println(since(start))
	go fmt.Println(time.Since(start))
}
