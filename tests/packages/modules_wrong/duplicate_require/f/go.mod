module m
go 1.21
require a.b/e v1.0.0
require a.b/d v1.2.0
require a.b/c v1.2.0
replace a.b/c => ./sub
replace a.b/d => ./sub
replace a.b/e => ./sub
