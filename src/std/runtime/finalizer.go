package runtime

import "unsafe"

// setFinalizer and addCleanup report whether the goroutine for the calls has to be started.
func setFinalizer(obj any, finalizer any) bool
func addCleanup(ptr unsafe.Pointer, call, cleanup func(), arg unsafe.Pointer) (id uint64, start bool)
func stopCleanup(ptr uintptr, id uint64)

// runFinalizers and runCleanups make calls that are due, one after the other, and never return.
func runFinalizers()
func runCleanups()

// SetFinalizer asks for finalizer to be called with obj after obj has become unreachable; nil takes that back.
func SetFinalizer(obj any, finalizer any) {
	if setFinalizer(obj, finalizer) {
		go runFinalizers()
	}
}

// A Cleanup is a call of AddCleanup that may be taken back.
type Cleanup struct {
	id  uint64
	ptr uintptr
}

// Stop takes the cleanup back.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(c.ptr, c.id)
	}
}

// AddCleanup asks for cleanup(arg) to be called after ptr has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	p := unsafe.Pointer(ptr)
	id, start := addCleanup(p, func() { cleanup(arg) }, *(*func())(unsafe.Pointer(&cleanup)), pointerIn(arg))
	if start {
		go runCleanups()
	}
	return Cleanup{id, uintptr(p)}
}

// pointerIn gives the address in a value of a pointer type.
func pointerIn(v any) unsafe.Pointer
