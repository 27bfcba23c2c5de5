module m
go 1.21
replace a.b/c => ./sub
