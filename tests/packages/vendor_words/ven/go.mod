module vendor/x

go 1.27
