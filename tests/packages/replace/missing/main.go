package main

import (
	_ "example.com/lib/internal/own"
	_ "example.com/lib/nothere"
	_ "example.com/unused"
)

func main() {}
