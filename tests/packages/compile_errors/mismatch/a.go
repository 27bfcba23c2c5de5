package main

func main( {}
