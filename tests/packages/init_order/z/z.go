package z

import "example.com/m/log"

func init() { log.Add("z") }
