package main

import "./x"
import "../x"
import "."
import ".."
import "/x"
import "x/../y"
import "x//y"
import "x/"
import "-x"
import "x@v1"
import "std"
import "all"
import "..."
import "x/..."
import "fmt/..."

func main() { }
