package appends

func f(s []int) []int {
	s = append(s)
	s = (append)(s)
	return append(append(s), s...)
}
