package y

import (
	"example.com/m/inner/x/internal/i"
	_ "example.com/m/inner/y"
)

var _ = i.X
