module m
go 1.21
godebug nosuch=1
