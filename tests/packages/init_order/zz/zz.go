package zz

import "example.com/m/log"

func init() { log.Add("zz") }
