module a.x/c

go 1.17
