package p

// What //go:embed cannot give a value; looked at only where all else is in order. (These are the words of go build:
// the compiler alone, which `xtask expect` asks, does not say it. Restore them by hand.)

import _ "embed"

//go:embed x.go
var number int // ERROR@5 `go:embed cannot apply to var of type int`
