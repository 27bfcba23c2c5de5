package os

import (
	"internal/core/io"
	"internal/core/stdio"
	"syscall"
)

// fmt and log know the standard streams through package stdio, which knows nothing of this package.
func init() {
	first := Stdout
	stdio.Out = func() io.Writer {
		if Stdout == first {
			return nil
		}
		return Stdout
	}
	stdio.In = func() io.Reader { return Stdin }
	stdio.WriteError = func(errno int) error {
		return &PathError{Op: "write", Path: "/dev/stdout", Err: syscall.Errno(errno)}
	}
}
