package main

import _ "example.com/sub"

func main() {}
