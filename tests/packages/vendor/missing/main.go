package main

import _ "example.com/lib/other"

func main() {}
