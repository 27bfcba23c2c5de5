module a.x/b

go 1.17

require a.x/a v0.1.0
