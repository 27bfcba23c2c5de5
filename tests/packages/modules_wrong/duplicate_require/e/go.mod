module m
go 1.21
require a.b/c v1.0.0
require a.b/c v1.2.0
