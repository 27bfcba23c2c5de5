module a
go 2.0
