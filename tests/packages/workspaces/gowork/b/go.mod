module x.y/b
go 1.21
