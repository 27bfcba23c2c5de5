//go:build ÿ
package main
func main() {
}
