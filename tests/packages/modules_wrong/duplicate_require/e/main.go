package main

import "a.b/d"
import "a.b/c"

func main() {}
