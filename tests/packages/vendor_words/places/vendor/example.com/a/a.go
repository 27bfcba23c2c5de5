package a

import "example.com/a/internal/q"

func A() { q.Q() }
