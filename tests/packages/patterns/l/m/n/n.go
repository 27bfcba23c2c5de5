package n

var x int = "n"
