module m

go 1.27

require (
	example.com/Abc v1.0.0
	example.com/abc v1.0.0
)

replace (
	example.com/Abc v1.0.0 => ./large
	example.com/abc v1.0.0 => ./small
)
