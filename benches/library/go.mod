module library

go 1.27
