// Package runtime holds the Go side of gorun's runtime: the error types that run-time panics carry, what the
// print builtins call, and the functions that programs know from Go's package of this name.
package runtime

import "unsafe"

// nativeError is the error that native functions return when it has only a text.
type nativeError struct {
	s string
}

func (e *nativeError) Error() string { return e.s }

// runloopdefers runs what the bodies of a range-over-func loop have deferred, when the function around the loop
// returns. The compiler calls it; it does not appear in tracebacks.
func runloopdefers(list *[]func()) {
	for _, f := range *list {
		defer f()
	}
}

// The state of a loop over a function, as the compiler keeps it: 0 when the body may be called, positive when a statement
// has left the loop.
const (
	rangeRunning   = -1
	rangeExhausted = -3
)

// panicrangestate says why the body of a loop over a function must not be called now.
func panicrangestate(state int) {
	switch state {
	case rangeRunning:
		panic(errorString("range function continued iteration after loop body panic"))
	case rangeExhausted:
		panic(errorString("range function continued iteration after whole loop exit"))
	}
	panic(errorString("range function continued iteration after function for loop body returned false"))
}

// panicrangemissing: the function ranged over has returned although the body has panicked.
func panicrangemissing() {
	panic(errorString("range function recovered a loop body panic and did not resume panicking"))
}

// unsafeslice and unsafestring check the arguments of unsafe.Slice and unsafe.String.
func unsafeslice(p unsafe.Pointer, n int, size uintptr) {
	if n < 0 || size > 0 && uintptr(n) > ^uintptr(0)/size {
		panic(errorString("unsafe.Slice: len out of range"))
	}
	if p == nil && n > 0 {
		panic(errorString("unsafe.Slice: ptr is nil and len is not zero"))
	}
	if -uintptr(p) < uintptr(n)*size && p != nil {
		panic(errorString("unsafe.Slice: len out of range"))
	}
}

func unsafestring(p unsafe.Pointer, n int, size uintptr) {
	if n < 0 {
		panic(errorString("unsafe.String: len out of range"))
	}
	if p == nil && n > 0 {
		panic(errorString("unsafe.String: ptr is nil and len is not zero"))
	}
	if -uintptr(p) < uintptr(n) && p != nil {
		panic(errorString("unsafe.String: len out of range"))
	}
}
