package main

import "x\"y"

func main() {}
