module m
go 1.24
tool a.b/c/cmd
