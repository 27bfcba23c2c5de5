module a
go 1.99
