// $ check -e errors_types.go
package main

import (
	"fmt"
	"os"
)

type Reader interface {
	Read(p []byte) (n int, err error)
	Close() error
}

type file struct{ name string }

func (f *file) Read(p []byte) (int, error) { return 0, nil }
func (f *file) Close() error               { return nil }

type empty struct{}

type celsius float64

func two() (int, error) { return 1, nil }

func name() string {
	fmt.Print()
}

func main() {
	var r Reader = file{"a"}
	var e Reader = empty{}
	n := 3
	var f float64 = n
	var c celsius = f * n
	fmt.Println("n = " + n)
	var s string = n
	var any any = n
	var m int = any
	pn := &n
	var k int = pn
	var b byte = "b"
	var get int = two
	if n {
	}
	v := two()
	n := 4
	unused, other := 1, 2
	for i, x := range []int{1} {
		fmt.Println(i)
	}
	fmt.Println(r, e, c, s, m, k, b, get, v, other)
}
