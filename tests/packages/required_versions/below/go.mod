module m

go 1.27

require (
	a.x/c v0.1.0
	a.x/b v0.1.0
)

replace (
	a.x/a => ../mods/a
	a.x/b => ../mods/b
	a.x/u => ../mods/u
	a.x/c v0.1.0 => ../mods/c1
	a.x/c v0.2.0 => ../mods/c2
)
