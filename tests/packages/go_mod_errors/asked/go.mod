module m

go 1.27

retract bad
retract v1.2.0+meta
retract v1.2.0
require c v1.2
exclude c/d v1.2.0+meta
replace c v1.3 => ../d
replace c/v2 v1.3 => ../d
