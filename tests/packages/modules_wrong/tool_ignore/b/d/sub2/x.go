package sub2

var x int = "a"
