// Package runtime holds the Go side of gorun's runtime: the error types that run-time panics carry, what the
// print builtins call, and the functions that programs know from Go's package of this name.
package runtime

// nativeError is the error that native functions return when it has only a text.
type nativeError struct {
	s string
}

func (e *nativeError) Error() string { return e.s }
