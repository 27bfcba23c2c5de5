module m
go 1.21
godebug default=go1.20
godebug default=go1.99
