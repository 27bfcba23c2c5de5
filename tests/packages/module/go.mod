module example.com/m // the module

go 1.21
