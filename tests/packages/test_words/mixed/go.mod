module mixed

go 1.27
