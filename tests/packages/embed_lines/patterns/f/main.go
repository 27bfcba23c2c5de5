package main

import "embed"

//go:embed sub
var s embed.FS

//go:embed .hidden _under sub/*
var t embed.FS

//go:embed all:sub
var u embed.FS

func list(f embed.FS, d string) {
	es, _ := f.ReadDir(d)
	for _, e := range es {
		println(d, e.Name())
		if e.IsDir() {
			if d == "." { list(f, e.Name()) } else { list(f, d+"/"+e.Name()) }
		}
	}
}

func main() { list(s, "."); list(t, "."); list(u, ".") }
