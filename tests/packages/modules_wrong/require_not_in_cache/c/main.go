package main

import ("a.b/c"; "a.b/c/e"; "x.y/z")

func main() { c.X() }
