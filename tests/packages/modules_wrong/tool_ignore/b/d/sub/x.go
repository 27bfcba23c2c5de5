package sub3

var x int = "a"
