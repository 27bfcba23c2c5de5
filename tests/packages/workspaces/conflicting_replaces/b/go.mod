module x.y/b
go 1.21
replace q.r/s => ../none2
