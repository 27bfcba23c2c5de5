package main

import _ "example.com/other/nothere"

func main() {}
