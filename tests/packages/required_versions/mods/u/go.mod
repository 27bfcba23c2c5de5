module a.x/u

go 1.16

require a.x/a v0.1.0
