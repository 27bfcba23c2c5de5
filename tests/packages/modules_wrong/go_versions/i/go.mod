module a
go
