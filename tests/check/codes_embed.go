package p

// Where //go:embed may not stand.

import _ "embed"

//go:embed x.go // ERROR@3 `misplaced go:embed directive`
func f() {
	//go:embed x.go // ERROR@4 `go:embed cannot apply to var inside func`
	var local string
	_ = local
}

//go:embed x.go // ERROR@3 `go:embed cannot apply to multiple vars`
var a, b string

//go:embed x.go // ERROR@3 `go:embed cannot apply to var with initializer`
var set string = "x"
