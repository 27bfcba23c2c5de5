package main

import "a b"
import "a!b"
import ""
import " fmt"

func main() { }
