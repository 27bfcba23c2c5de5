//go:build !appengine

// Package room has memory from the runtime itself, or, where that is not to be had, from Go.
package room

import "unsafe"

//go:linkname mallocgc runtime.mallocgc
func mallocgc(size uintptr, typ unsafe.Pointer, zeroed bool) unsafe.Pointer

// Of gives n bytes.
func Of(n int) []byte {
	return unsafe.Slice((*byte)(mallocgc(uintptr(n), nil, true)), n)
}
