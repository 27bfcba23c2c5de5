package p

// Errors about names and declarations that no other program here provokes.

import (
	"container/ring"
	"fmt" // ERROR@2 `"fmt" imported and not used`
)

var _ = ring.Ring{nil, nil, 1} // ERROR `implicit assignment to unexported field next in struct literal of type ring\.Ring` `implicit assignment to unexported field prev in struct literal of type ring\.Ring`

type list struct { // ERROR@6 `invalid recursive type: list refers to itself`
	next list
	pair struct{ left, right list }
}

type alternating [2]other // ERROR@6 `invalid recursive type alternating\n\t17:6: alternating refers to other\n\t18:6: other refers to alternating`
type other struct{ alternating }

func fmt() {} // ERROR@6 `fmt already declared through import of package fmt \("fmt"\)\n\t7:2: other declaration of fmt`

func init() // ERROR@6 `func init must have a body`
