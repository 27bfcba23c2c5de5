package main

import _ "example.com/m/third"
import _ "example.com/nowhere/x"
import _ "nowhere"

func main() {}
