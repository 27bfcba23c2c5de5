package main
ÿ
func main() {}
