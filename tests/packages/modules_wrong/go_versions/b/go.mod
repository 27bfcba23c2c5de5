module a
go go1.21
