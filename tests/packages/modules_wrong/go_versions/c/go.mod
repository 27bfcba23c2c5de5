module a
go 1.21.x
