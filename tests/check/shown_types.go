package main

import (
	"bufio"
	"context"
	"net/http"
)

type small byte
type letter rune
type smaller small
type alias = byte
type aliased alias

func use(small, ...letter) {}

func main() {
	var s small
	var l letter
	var t smaller
	var a aliased
	_ = struct{}(s) // ERROR@15 `cannot convert s \(variable of byte type small\) to type struct\{\}`
	_ = struct{}(l) // ERROR@15 `cannot convert l \(variable of rune type letter\) to type struct\{\}`
	_ = struct{}(t) // ERROR@15 `cannot convert t \(variable of byte type smaller\) to type struct\{\}`
	_ = struct{}(a) // ERROR@15 `cannot convert a \(variable of byte type aliased\) to type struct\{\}`
	use(300) // ERROR@6 `cannot use 300 \(untyped int constant\) as small value in argument to use \(overflows\)`
	_ = s &^ 1.5 // ERROR@11 `1\.5 \(untyped float constant\) truncated to byte`
	_ = struct{}((*bufio.Reader).ReadRune) // ERROR@15 `cannot convert \(\*bufio\.Reader\)\.ReadRune \(value of type func\(\*bufio\.Reader\) \(r rune, size int, err error\)\) to type struct\{\}`
	_ = struct{}((*bufio.Reader).Read) // ERROR@15 `cannot convert \(\*bufio\.Reader\)\.Read \(value of type func\(b \*bufio\.Reader, p \[\]byte\) \(n int, err error\)\) to type struct\{\}`
	_ = struct{}(context.Context.Deadline) // ERROR@15 `cannot convert context\.Context\.Deadline \(value of type func\(context\.Context\) \(deadline "time"\.Time, ok bool\)\) to type struct\{\}`
	*s = 1 // ERROR@3 `invalid operation: cannot indirect s \(variable of byte type small\)`
	_ = struct{}(new(http.Server).TLSNextProto) // ERROR@15 `cannot convert new\(http\.Server\)\.TLSNextProto \(variable of type map\[string\]func\(\*http\.Server, \*tls\.Conn, http\.Handler\)\) to type struct\{\}`
	_ = struct{}(new(http.Request).TLS) // ERROR@15 `cannot convert new\(http\.Request\)\.TLS \(variable of type \*tls\.ConnectionState\) to type struct\{\}`
	_ = struct{}(http.DefaultTransport.(*http.Transport).TLSClientConfig) // ERROR@15 `cannot convert http\.DefaultTransport\.\(\*http\.Transport\)\.TLSClientConfig \(variable of type \*tls\.Config\) to type struct\{\}`
}
