// Package stdio (internal/core/stdio) is how fmt and log reach the standard streams without loading package os.
package stdio

import "internal/core/io"

// Set by package os when it is part of the program: what os.Stdout and os.Stdin are now. Out answers nil while
// os.Stdout is still the process's standard output.
var (
	Out func() io.Writer
	In  func() io.Reader
)

// WriteError makes the error of a failed write, once package os is loaded; else a plain one is made.
var WriteError func(errno int) error

type stdin struct{}

func (stdin) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, errno := read(0, p)
	if errno != 0 {
		return 0, Errno(errno, "read /dev/stdin: ")
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Stdin gives the reader that stands for standard input.
func Stdin() io.Reader {
	if In != nil {
		return In()
	}
	return stdin{}
}

type ioError struct {
	s string
}

func (e *ioError) Error() string { return e.s }

// Errno makes an error from an error number of the system.
func Errno(errno int, prefix string) error {
	return &ioError{prefix + errorText(errno)}
}

// read reads from a file descriptor, waiting without holding a processor.
func read(fd int, p []byte) (int, int)

func errorText(errno int) string
