module a

go 1.21
toolchain go1.21 go1.22
