package c3

import (
	_ "nostd"

	_ "example.com/m/c"
)
