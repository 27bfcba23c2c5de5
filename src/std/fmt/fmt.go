// Package fmt formats and scans values, in the manner of C's printf and scanf.
//
// Formatting is done by native code. It cannot call methods, so it says which ones it needs; they are called here
// and the native code runs again with what they gave.
package fmt

import (
	"errors"
	"internal/core/io"
	"internal/core/stdio"
)

// Stringer is a value that has its own text form.
type Stringer interface {
	String() string
}

// GoStringer is a value that has its own text form for %#v.
type GoStringer interface {
	GoString() string
}

// Formatter is a value that formats itself under every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// State is what a Formatter writes to, and the flags of its directive.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// How native code is to read its operands.
const (
	modePrint = iota
	modePrintln
	modePrintf
)

// Methods, and bits of call.flags: shared with native code.
const (
	methodError = iota
	methodString
	methodFormat
	methodGoString
)

const (
	flagMinus = 1 << iota
	flagPlus
	flagSharp
	flagSpace
	flagZero
	flagWidth
	flagPrecision
)

// call is a method that native code needs called.
type call struct {
	arg    any
	method int
	verb   rune
	flags  uint32
	width  int
	prec   int
}

// result is what it gave; raw: to be written as it is.
type result struct {
	text     string
	raw      bool
	panicked bool
}

// These give what the functions of those names do, unless methods have to be called: they are tried first where one is called.

func trySprint(a []any) string
func trySprintln(a []any) string
func trySprintf(format string, a []any) string
func tryFprint(w io.Writer, a []any) (n int, err error)
func tryFprintln(w io.Writer, a []any) (n int, err error)
func tryFprintf(w io.Writer, format string, a []any) (n int, err error)
func tryAppend(b []byte, a []any) []byte
func tryAppendln(b []byte, a []any) []byte
func tryAppendf(b []byte, format string, a []any) []byte

func formatBytes(mode int, format string, a []any) ([]byte, bool)
func format(mode int, format string, a []any, results []result, calls []call) (string, int)
func formatError(format string, a []any, results []result, calls []call) (text string, needed, wrapped int, more []int)
func printOut(mode int, format string, a []any) int
func writeOut(s string) int
func isNilPointer(v any) bool

// state is the State of a call of Format.
type state struct {
	buf []byte
	c   *call
}

func (s *state) Write(b []byte) (int, error) {
	s.buf = append(s.buf, b...)
	return len(b), nil
}

func (s *state) WriteString(t string) (int, error) {
	s.buf = append(s.buf, t...)
	return len(t), nil
}

func (s *state) Width() (int, bool) { return s.c.width, s.c.flags&flagWidth != 0 }

func (s *state) Precision() (int, bool) { return s.c.prec, s.c.flags&flagPrecision != 0 }

func (s *state) Flag(b int) bool {
	switch b {
	case '-':
		return s.c.flags&flagMinus != 0
	case '+':
		return s.c.flags&flagPlus != 0
	case '#':
		return s.c.flags&flagSharp != 0
	case ' ':
		return s.c.flags&flagSpace != 0
	case '0':
		return s.c.flags&flagZero != 0
	}
	return false
}

// run makes the call. A panic becomes part of the text, except while the value of a panic is being printed.
func (c *call) run(panicking bool) (r result) {
	var s state
	method := ""
	defer func() {
		err := recover()
		if err == nil {
			return
		}
		if isNilPointer(c.arg) {
			r = result{string(s.buf) + "<nil>", true, false}
			return
		}
		if panicking {
			panic(err)
		}
		text := sprint(modePrint, "", []any{err}, true)
		r = result{string(s.buf) + "%!" + string(c.verb) + "(PANIC=" + method + " method: " + text + ")", true, true}
	}()
	switch c.method {
	case methodError:
		method = "Error"
		r.text = c.arg.(error).Error()
	case methodString:
		method = "String"
		r.text = c.arg.(Stringer).String()
	case methodGoString:
		method = "GoString"
		r.text = c.arg.(GoStringer).GoString()
	case methodFormat:
		method = "Format"
		s.c = c
		c.arg.(Formatter).Format(&s, c.verb)
		r = result{string(s.buf), true, false}
	}
	return r
}

func sprint(mode int, f string, a []any, panicking bool) string {
	text, n := format(mode, f, a, nil, nil)
	if n == 0 {
		return text
	}
	return sprintCalls(mode, f, a, n, panicking)
}

// sprintCalls is sprint where n methods are to be called.
func sprintCalls(mode int, f string, a []any, n int, panicking bool) (text string) {
	var results []result
	calls := make([]call, n)
	text, n = format(mode, f, a, nil, calls)
	for n > 0 {
		if n > len(calls) {
			calls = make([]call, n)
			text, n = format(mode, f, a, results, calls)
		}
		for i := range calls[:n] {
			r := calls[i].run(panicking)
			results = append(results, r)
			// What follows is formatted in another way: it has to be looked at again.
			if r.panicked {
				break
			}
		}
		text, n = format(mode, f, a, results, calls)
	}
	return text
}

func fprint(w io.Writer, mode int, f string, a []any) (n int, err error) {
	b, ok := formatBytes(mode, f, a)
	if !ok {
		b = []byte(sprintCalls(mode, f, a, 1, false))
	}
	return w.Write(b)
}

func print(mode int, f string, a []any) (n int, err error) {
	if stdio.Out != nil {
		if w := stdio.Out(); w != nil {
			return fprint(w, mode, f, a)
		}
	}
	n = printOut(mode, f, a)
	if n == -1 {
		n = writeOut(sprintCalls(mode, f, a, 1, false))
	}
	if n < 0 {
		errno := -2 - n
		if stdio.WriteError != nil {
			return 0, stdio.WriteError(errno)
		}
		return 0, stdio.Errno(errno, "write /dev/stdout: ")
	}
	return n, nil
}

// Fprintf formats a by format and writes to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	b, ok := formatBytes(modePrintf, format, a)
	if !ok {
		b = []byte(sprintCalls(modePrintf, format, a, 1, false))
	}
	return w.Write(b)
}

// Printf formats a by format and writes to standard output.
func Printf(format string, a ...any) (n int, err error) { return print(modePrintf, format, a) }

// Sprintf formats a by format.
func Sprintf(format string, a ...any) string { return sprint(modePrintf, format, a, false) }

// Appendf formats a by format and appends to b.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, sprint(modePrintf, format, a, false)...)
}

// Fprint writes a to w, with spaces between operands when neither is a string.
func Fprint(w io.Writer, a ...any) (n int, err error) { return fprint(w, modePrint, "", a) }

// Print writes a to standard output, with spaces between operands when neither is a string.
func Print(a ...any) (n int, err error) { return print(modePrint, "", a) }

// Sprint gives a as text, with spaces between operands when neither is a string.
func Sprint(a ...any) string { return sprint(modePrint, "", a, false) }

// Append appends to b what Sprint gives.
func Append(b []byte, a ...any) []byte { return append(b, sprint(modePrint, "", a, false)...) }

// Fprintln writes a to w, with spaces between operands and a newline at the end.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	b, ok := formatBytes(modePrintln, "", a)
	if !ok {
		b = []byte(sprintCalls(modePrintln, "", a, 1, false))
	}
	return w.Write(b)
}

// Println writes a to standard output, with spaces between operands and a newline at the end.
func Println(a ...any) (n int, err error) { return print(modePrintln, "", a) }

// Sprintln gives a as text, with spaces between operands and a newline at the end.
func Sprintln(a ...any) string { return sprint(modePrintln, "", a, false) }

// Appendln appends to b what Sprintln gives.
func Appendln(b []byte, a ...any) []byte { return append(b, sprint(modePrintln, "", a, false)...) }

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf makes an error whose text is a formatted by format, and which wraps the operands of %w.
func Errorf(format string, a ...any) (err error) {
	text, n, wrapped, more := formatError(format, a, nil, nil)
	if n > 0 {
		text, wrapped, more = errorfCalls(format, a, n)
	}
	switch wrapped {
	case -1:
		return errors.New(text)
	case -2:
		return wrapSeveral(text, a, more)
	}
	e := &wrapError{msg: text}
	e.err, _ = a[wrapped].(error)
	return e
}

// errorfCalls is what Errorf does where n methods are to be called.
func errorfCalls(format string, a []any, n int) (text string, wrapped int, more []int) {
	var results []result
	calls := make([]call, n)
	text, n, wrapped, more = formatError(format, a, nil, calls)
	for n > 0 {
		if n > len(calls) {
			calls = make([]call, n)
			text, n, wrapped, more = formatError(format, a, results, calls)
		}
		for i := range calls[:n] {
			r := calls[i].run(false)
			results = append(results, r)
			if r.panicked {
				break
			}
		}
		text, n, wrapped, more = formatError(format, a, results, calls)
	}
	return text, wrapped, more
}

func wrapSeveral(text string, a []any, wrapped []int) error {
	var errs []error
	for _, i := range wrapped {
		if e, ok := a[i].(error); ok {
			errs = append(errs, e)
		}
	}
	return &wrapErrors{text, errs}
}

// FormatString gives the directive that a Formatter was called for.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = Append(b, w)
	}
	if p, ok := state.Precision(); ok {
		b = append(b, '.')
		b = Append(b, p)
	}
	return string(append(b, string(verb)...))
}
