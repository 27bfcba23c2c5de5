package main

import _ "example.com/lib/unlisted"

func main() {}
