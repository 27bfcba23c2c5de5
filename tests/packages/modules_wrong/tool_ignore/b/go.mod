module m
go 1.25
ignore ./sub
ignore sub2
