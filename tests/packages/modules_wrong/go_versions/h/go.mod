module a
go 1.27.4
