package sub

const Name = "v1.1.0, the least that all are content with"

func Loops() int {
	var f func() int
	for i := 0; i < 3; i++ {
		if f == nil {
			f = func() int { return i }
		}
	}
	return f()
}
