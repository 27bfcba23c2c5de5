package main

import "os"

func f() {}
type T string
var x = 3
var c = 3
func (T) m() {}
var os = 1
func fmt() {}
