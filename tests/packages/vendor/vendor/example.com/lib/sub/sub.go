package sub

// Loops shows that the module is of Go 1.20.
func Loops() int {
	var f func() int
	for i := 0; i < 3; i++ {
		if f == nil {
			f = func() int { return i }
		}
	}
	return f()
}
