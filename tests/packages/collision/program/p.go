package main

import (
	_ "example.com/Abc"
	_ "m/third"
)

func main() {}
