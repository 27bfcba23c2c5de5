package lacking_tests

import (
	"nope.example/x"
	"nope.example/y"
)
