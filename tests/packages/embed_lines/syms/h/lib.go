package main

import _ "embed"

//go:embed none
var x string
