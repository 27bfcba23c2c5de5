package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"example.com/lib"
	"example.com/m/p"
)

var version = "none"

var (
	first, second string
	number        int
	joined        = "a" + constant
	copied        = version
	kind          named
)

const constant = "b"

type named string

func main() {
	fmt.Println(version, first, second, number, joined, copied, kind, lib.Name, p.Name)
	info, ok := debug.ReadBuildInfo()
	text := strings.TrimPrefix(info.String(), "go\t"+info.GoVersion+"\n")
	fmt.Print(ok, "\n", text)
}
