package main

import "fmt"

func f() {}
type T int
var x, y = 1, 2
const c = 1
func (T) m() {}
func main() {}
