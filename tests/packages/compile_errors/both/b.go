package main

func twice() {}

func main() {}
