package main

import _ "example.com/m/testonly"

func main() {}
