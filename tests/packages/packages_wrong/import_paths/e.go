package main

import "\u0000"

func main() { }
