module new

go 1.25
