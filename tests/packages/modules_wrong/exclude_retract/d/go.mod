module m
go 1.21
exclude (
	a.b/c v1.0.0
	a.b/c v1.x
)
