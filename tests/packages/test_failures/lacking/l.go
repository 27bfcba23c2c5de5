package lacking

import (
	"nope.example/x"
	"nope.example/y"
)
