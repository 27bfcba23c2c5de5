package main

var _ = add("windows by name")
