module a
go 1
