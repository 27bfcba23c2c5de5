module example.com/m

foo (
	bar
)
require (
) x
