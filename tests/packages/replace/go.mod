module "example.com/m"

go 1.21

require (
	example.com/lib v1.2.3
	"example.com/lib/v2" v2.0.0 // indirect
)

replace (
	example.com/lib v1.2.3 => ./third/lib
	example.com/lib/v2 => ./third/lib2
)

replace example.com/unused => ./third/unused

exclude example.com/lib v1.0.0

retract (
	v0.1.0 // bad
	[v0.2.0, v0.3.0]
)
