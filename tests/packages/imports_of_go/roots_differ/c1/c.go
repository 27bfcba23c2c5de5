package c
import "a.b/d"
func X() { d.D() }
