package main

var _ = add("dot")
