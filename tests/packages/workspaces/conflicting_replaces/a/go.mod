module x.y/a
go 1.21
require q.r/s v1.0.0
replace q.r/s => ../s
