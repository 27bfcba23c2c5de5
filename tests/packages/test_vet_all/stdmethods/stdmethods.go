package stdmethods

import (
	"encoding/xml"
	"fmt"
	"io"
)

type T int

func (T) Scan(x fmt.ScanState, c byte) {}
func (T) Format(fmt.State, byte)       {}
func (T) ReadByte() byte               { return 0 }
func (T) WriteByte(c byte)             {}
func (T) WriteTo(w io.Writer, more ...int) int {
	return 0
}
func (T) ReadFrom(r io.Reader) (n int, err error) { return }
func (*T) Seek(int64, uintptr)                    {}
func (T) UnreadByte()                             {}
func (T) MarshalJSON() string                     { return "" }
func (*T) UnmarshalXML(*xml.Decoder, xml.StartElement) (err string) {
	return
}

type U int

func (U) WriteTo(w io.Writer)   {}
func (U) Seek(a int, b int)     {}
func (U) Format(a int)          {}
func (U) ReadFrom(x []byte) int { return 0 }
func (U) Is(x int) bool         { return false }
func (U) GobEncode() (b []byte) { return }
func (U) ReadRune() (r rune, n int, e error, x int) {
	return
}

type E struct{}

func (E) Error() string           { return "" }
func (E) Is(x error, y int) bool  { return false }
func (E) As(x interface{}) string { return "" }
func (E) Unwrap() (error, bool)   { return nil, false }

type F struct{}

func (*F) Error() string             { return "" }
func (*F) Unwrap() (e []error)       { return }
func (F) Is(x error) (y, z bool)     { return }
func (*F) As(target any) (good bool) { return }

type I interface {
	ReadByte() byte
	WriteByte(x int) error
	Error() string
	Unwrap(n int) error
	Scan(s fmt.ScanState, verb rune) error
}

var _ interface{ UnreadRune() }

type G[X any] struct{ x X }

func (G[X]) WriteByte(x X) error { return nil }
