package vetted_test

import "example.com/m/vetted"

var x int = vetted.F()
