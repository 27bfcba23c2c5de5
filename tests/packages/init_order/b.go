package main

import (
	"example.com/m/log"
	_ "example.com/m/z"
)

var b1 = log.Add("main b1", c1)

func init() { log.Add("main init b 1") }

func init() { log.Add("main init b 2") }
