package main
import "vendor/golang.org/x/net/idna"
func main() {}
