module sort

go 1.27
