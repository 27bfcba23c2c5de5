module example.com/m

go 1.27

require (
	example.com/Upper/lib v1.2.3
	example.com/other v1.1.0
)
