module internal/foo

go 1.27
