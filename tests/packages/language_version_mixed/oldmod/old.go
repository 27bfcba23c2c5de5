package old

// New gives what closures over loop variables see.
func New() (out []int) {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i, v := range []int{10, 20} {
		fs = append(fs, func() int { return i*100 + v })
	}
	for _, f := range fs {
		out = append(out, f())
	}
	return out
}
