package main
import "cmd/vendor/golang.org/x/mod/semver"
func main() {}
