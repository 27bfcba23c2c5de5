module a.b/d
go 1.21
