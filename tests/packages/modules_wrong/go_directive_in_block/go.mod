module a
go (
	1.21
)
