module m
go 1.1
