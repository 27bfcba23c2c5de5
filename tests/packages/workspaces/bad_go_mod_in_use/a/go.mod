module x.y/a
go 1.21
