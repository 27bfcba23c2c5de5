package b

import "testing"

//go:embed x.go
var s string

func TestX(t *testing.T) {}
