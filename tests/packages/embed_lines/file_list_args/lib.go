package main

import _ "embed"

//go:embed nothere2
var s2 int

