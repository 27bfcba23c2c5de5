module example.com/m

go 1.24

require (
	example.com/new v0.0.0
	example.com/none v0.0.0
	example.com/old v0.0.0
)

replace example.com/new => ./newmod

replace example.com/old => ./oldmod

replace example.com/none => ./nonemod
