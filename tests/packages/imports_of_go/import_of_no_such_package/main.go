package main

import "m/none"
import "m/none/x"

func main() {}
