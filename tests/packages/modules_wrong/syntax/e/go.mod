module m
require a.b/c v1.0.0 // indirect
go 1.21 // hello
require a.b/d v1.0.0 extra
