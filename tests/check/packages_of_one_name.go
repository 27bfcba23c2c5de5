package p

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Go's sync is made of internal/sync, so the name alone could be either.
var (
	a int = sync.Mutex{} // ERROR@10 `cannot use sync\.Mutex\{\} \(value of struct type "sync"\.Mutex\) as int value in variable declaration`
	b int = json.Decoder{} // ERROR@10 `cannot use json\.Decoder\{\} \(value of struct type "encoding/json"\.Decoder\) as int value in variable declaration`
	c int = time.Time{} // ERROR@10 `cannot use time\.Time\{\} \(value of struct type time\.Time\) as int value in variable declaration`
	// fmt reaches internal/runtime/atomic.
	e int = atomic.Int64{} // ERROR@10 `cannot use atomic\.Int64\{\} \(value of struct type "sync/atomic"\.Int64\) as int value in variable declaration`
	d     = new(sync.Once).Undo // ERROR@25 `new\(sync\.Once\)\.Undo undefined \(type \*"sync"\.Once has no field or method Undo\)`
)

//go:nowritebarrier // ERROR@3 `//go:nowritebarrier only allowed in runtime`
func f() {
	//go:noinline
	var m sync.Mutex //go:nosplit // ERROR@21 `misplaced compiler directive`
	fmt.Println(&m)
	//go:embed x.go // ERROR@4 `misplaced go:embed directive`
}

//go:systemstack // ERROR@3 `//go:systemstack only allowed in runtime` `misplaced compiler directive`
