package main
var x = "€"
