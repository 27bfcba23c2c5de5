package main

import ("a.b/c"; "a.b/c/d"; "e.f/g")

func main() { c.X() }
