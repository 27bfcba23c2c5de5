package main

import "aÿ"

func main() { }
