module m
go 1.17
require a.b/c v1.0.0
require a.b/d v1.0.0
