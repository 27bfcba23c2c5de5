package main

import (
	"os"
	"runtime"
)

type system string

var (
	_ uint8    = os.O_RDWR // ERROR@15 `cannot use os\.O_RDWR \(constant 2 of type int\) as uint8 value in variable declaration`
	_ int64    = os.SEEK_END // ERROR@15 `cannot use os\.SEEK_END \(constant 2 of type int\) as int64 value in variable declaration`
	_ struct{} = os.O_APPEND // ERROR@15 `cannot use os\.O_APPEND \(constant 1024 of type int\) as struct\{\} value in variable declaration`
	_ system   = runtime.GOOS // ERROR@15 `cannot use runtime\.GOOS \(constant "linux" of type string\) as system value in variable declaration`
	_ system   = runtime.GOARCH // ERROR@15 `cannot use runtime\.GOARCH \(constant "amd64" of type string\) as system value in variable declaration`
	_ rune     = os.PathSeparator
	_ int      = os.O_CREATE | os.O_TRUNC
)

func main() {}
