package w

import "example.com/m/log"

var v = log.Add("w")
