package lines

//go:build foo
