module example.com/assembly

go 1.24
