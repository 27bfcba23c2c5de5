package main

import "embed"

//go:embed *
var s embed.FS

func main() { es, _ := s.ReadDir("."); for _, e := range es { println(e.Name()) } }
