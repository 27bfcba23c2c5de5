package main

import "cmd"

func main() {}
