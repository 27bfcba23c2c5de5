modul m
go 1.21
