module m
go 1.21
require a.b/c v1.0.0
require a.b/d v1.2.0
replace a.b/c => x.y/z v1.0.0
replace a.b/d => x.y/z v1.0.0
