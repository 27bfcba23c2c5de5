module excluded

go 1.27
