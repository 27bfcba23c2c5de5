package main

var _ = add("unix is no suffix")
