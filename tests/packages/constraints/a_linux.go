package main

var _ = add("linux by name")
