module example.com/m

go 1.27

require (
	example.com/lib v1.2.0
	example.com/unused v0.1.0
)

replace (
	example.com/lib => ./lib
	example.com/unused => ./unused
)
