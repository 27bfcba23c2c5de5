package loops

// Old gives what closures over loop variables see.
func Old() (out []int) {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i, v := range []int{10, 20} {
		fs = append(fs, func() int { return i*100 + v })
	}
	var ps []*int
	for k := range map[int]bool{7: true} {
		ps = append(ps, &k)
	}
	for _, p := range []int{1, 2, 3} {
		ps = append(ps, &p)
	}
	for i := range "ab" {
		ps = append(ps, &i)
	}
	c := make(chan int, 2)
	c <- 4
	c <- 5
	close(c)
	for v := range c {
		ps = append(ps, &v)
	}
	for i, v := range [2]int{8, 9} {
		defer func() { out = append(out, i, v) }()
	}
	for _, f := range fs {
		out = append(out, f())
	}
	for _, p := range ps {
		out = append(out, *p)
	}
	return out
}
