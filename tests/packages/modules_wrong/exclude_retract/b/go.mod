module m
go 1.21
require a.b/c v1.0.0
exclude a.b/c v1.0.0
replace a.b/c => ./sub
