package main

import _ "m/a"

func main() {}
