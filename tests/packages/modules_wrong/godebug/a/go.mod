module m
go 1.21
godebug panicnil=1
