// A method of a nil interface: the address is where the table of methods has it, exported ones first.
package main

import "fmt"

type Base interface {
	open() error
	Close() error
}

type File interface {
	Base
	Write(b []byte) (int, error)
	Name() string
}

type Log struct {
	File
	lines int
}

//go:noinline
func find() *Log { return &Log{lines: 3} }

func main() {
	l := find()
	fmt.Println(l.lines)
	l.open()
}
