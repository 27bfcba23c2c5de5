package main

func main() {}

func twice() {}
