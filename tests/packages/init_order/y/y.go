package y

import (
	_ "example.com/m/a/last"
	"example.com/m/log"
	_ "example.com/m/w"
)

var v = log.Add("y")
