package main

func init() {}
var f int
func T() {}
func y() {}
func main() {}
