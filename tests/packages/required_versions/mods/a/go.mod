module a.x/a

go 1.17

require a.x/c v0.2.0
