package main

import "example.com/m@v1/x"

func main() {}
