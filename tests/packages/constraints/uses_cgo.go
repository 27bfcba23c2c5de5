package main

import "C"

var _ = add("import C")
