package sub

var x int = "a"
