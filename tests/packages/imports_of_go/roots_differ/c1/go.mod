module a.b/c
go 1.21
require a.b/d v1.1.0
