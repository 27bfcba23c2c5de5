module m
go 1.15
