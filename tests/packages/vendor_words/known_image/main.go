package main

import _ "unicode/utf8"

func main() { println("ok") }
