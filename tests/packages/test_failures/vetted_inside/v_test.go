package vetted_inside_test

var x int = "x"
