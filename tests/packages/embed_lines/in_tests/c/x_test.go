package c_test

import ("testing"; _ "embed")

//go:embed nofile
var s string

func TestX(t *testing.T) {}
