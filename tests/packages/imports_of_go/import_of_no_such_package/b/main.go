package main

import "m/sub"
import "m/sub/x"
import "mm"

func main() {}
