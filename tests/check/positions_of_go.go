// Where the library declares a type parameter, and where a constant's inherited value stands, is where gc sees it.
package p

import (
	"maps"
	"slices"
	"sync"
)

var (
	a = maps.Collect(3) // ERROR@18 `in call to maps\.Collect, cannot infer K \(declared at \$GOROOT/src/maps/iter\.go:58:14\)`
	b = sync.OnceValue(nil) // ERROR@20 `in call to sync\.OnceValue, cannot infer T \(declared at \$GOROOT/src/sync/oncefunc\.go:46:16\)`
	c = slices.Concat() // ERROR@19 `in call to slices\.Concat, cannot infer S \(declared at \$GOROOT/src/slices/slices\.go:491:13\)`
	d = slices.Collect // ERROR@6 `cannot use generic function slices\.Collect without instantiation`
)

const (
	e, f = iota, iota + 1
	g // ERROR@2 `extra init expr at 18:20`
	h = 1
	i, j = len("abc"), iota
	k // ERROR@2 `extra init expr at 21:21`
)
