package main

//go:embed main.go
var s string

var (
	//go:embed main.go
	t string
	//go:embed main.go

	u []byte
)

func main() {}
