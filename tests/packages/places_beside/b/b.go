package b

import . "m/a"

var X int

func f() { _ = F(1) }
