//go:build go1.99

// A file that asks for a Go that does not exist yet.
package p // ERROR@9 `file requires newer Go version go1\.99`

var x = 1
