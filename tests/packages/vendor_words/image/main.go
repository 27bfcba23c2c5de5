package main

import (
	_ "image"
	_ "m/sub"
)

func main() { println("ok") }
