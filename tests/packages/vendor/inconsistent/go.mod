module example.com/m

go 1.21

require (
	example.com/lib v1.2.3
	example.com/two v1.0.0
)

replace example.com/lib => ../x
