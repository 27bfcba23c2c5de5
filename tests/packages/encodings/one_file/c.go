package main

func mÿin() { }
func main() { ÿ }
