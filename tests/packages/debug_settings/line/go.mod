module line

go 1.25
