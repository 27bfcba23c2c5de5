// // +build no

// +build linux,!!x
// +build lin-ux

//go:build linux || go1x || !go.21

// Package lines has lines for the build.
package lines

// +build late
// //go:build late

//go:build late
func f() {
	/*
//go:build inside
	*/
}
