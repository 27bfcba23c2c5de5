module m
go 1.13
require a.b/c v1.0.0
replace a.b/c => ./c
