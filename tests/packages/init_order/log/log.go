package log

var Lines []string

func Add(line string, _ ...int) int {
	Lines = append(Lines, line)
	return len(Lines)
}
