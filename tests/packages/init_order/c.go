package main

import "example.com/m/log"

var c1 = f()
var c2 = log.Add("main c2")

func f() int { return log.Add("main c1", c2) }

func init() { log.Add("main init c") }
