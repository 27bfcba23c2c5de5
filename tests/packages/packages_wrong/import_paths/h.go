package main

import "\400"

func main() { }
