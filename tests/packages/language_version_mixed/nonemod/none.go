package none

// New gives what closures over loop variables see.
func New() (out []int) {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		out = append(out, f())
	}
	return out
}
