package main

import "é"

func main() {}
