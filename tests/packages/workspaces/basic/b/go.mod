module b.x/b
go 1.21
