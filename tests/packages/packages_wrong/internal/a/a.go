package a

import "m/a/internal/i"

func A() { i.I() }
