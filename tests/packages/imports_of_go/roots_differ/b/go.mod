module m
go 1.16
require a.b/c v1.0.0
require a.b/d v1.0.0
replace a.b/c => ../c1
replace a.b/d => ../d
