package main

import "example.com/m/vendor/x"

func main() {}
