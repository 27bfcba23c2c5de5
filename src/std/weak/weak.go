// Package weak has pointers that do not keep what they point to alive.
package weak

import (
	"runtime"
	"unsafe"
)

// Pointer is a weak pointer to a T. Two are equal if they were made of equal pointers, also when the object is gone.
type Pointer[T any] struct {
	_    [0]*T
	cell unsafe.Pointer // a word of the collector's: the address, or 0 when the object has died
}

func register(p unsafe.Pointer) unsafe.Pointer
func strong(cell unsafe.Pointer) unsafe.Pointer

// Make makes a weak pointer.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	p := Pointer[T]{cell: register(unsafe.Pointer(ptr))}
	runtime.KeepAlive(ptr)
	return p
}

// Value gives the pointer again, nil if the object has been reclaimed.
func (p Pointer[T]) Value() *T {
	if p.cell == nil {
		return nil
	}
	return (*T)(strong(p.cell))
}
