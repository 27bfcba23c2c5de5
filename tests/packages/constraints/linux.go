package main

var _ = add("linux.go has no suffix")
