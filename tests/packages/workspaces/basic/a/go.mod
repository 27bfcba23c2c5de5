module a.x/a
go 1.21
