module a
go 1.28rc1
