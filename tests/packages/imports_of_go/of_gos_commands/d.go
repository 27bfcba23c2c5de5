package main
import "golang.org/x/net/idna"
func main() {}
