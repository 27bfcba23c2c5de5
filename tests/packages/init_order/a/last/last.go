package last

import (
	"example.com/m/log"
	_ "example.com/m/zz"
)

func init() { log.Add("a/last, after zz") }
