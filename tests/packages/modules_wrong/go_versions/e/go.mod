module a
go 01.2
