package main

import _ "example.com/m/third/lib"

func main() {}
