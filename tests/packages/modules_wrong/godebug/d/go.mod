module m
go 1.21
godebug (
	panicnil=1
	panicnil=0
	x
	a=b,c
)
