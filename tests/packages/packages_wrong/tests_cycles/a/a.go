package a
func A() {}
