package p

var Name string = "p"
