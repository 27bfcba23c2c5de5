module m/b

go 1.27
