package g
func F() { { }
