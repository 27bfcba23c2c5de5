// ÿ
package main
func main() {}
