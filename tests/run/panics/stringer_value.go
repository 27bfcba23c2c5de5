// A Stringer prints what String says.
package main

import "fmt"

type when struct{ h, m int }

func (w when) String() string { return fmt.Sprintf("%02d:%02d", w.h, w.m) }

func main() {
	panic(when{7, 30})
}
