package main

import (
	_ "example.com/m/testonly"
	_ "example.com/m/two"
	_ "nosuchpackage/anywhere"
)

func main() {}
