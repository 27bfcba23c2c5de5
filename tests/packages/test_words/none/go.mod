module n

go 1.27
