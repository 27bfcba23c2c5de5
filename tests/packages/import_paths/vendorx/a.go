package main

import "vendor/x"

func main() {}
