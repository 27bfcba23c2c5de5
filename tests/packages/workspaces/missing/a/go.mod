module m/a

go 1.27
