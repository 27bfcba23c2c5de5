package main

import "\xff"

func main() { }
