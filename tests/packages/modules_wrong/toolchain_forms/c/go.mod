module a

go 1.21
toolchain 1.21
