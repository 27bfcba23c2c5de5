package main

import _ "example.com/m/inner/y"

func main() {}
