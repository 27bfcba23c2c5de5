module example.com/ten

go 1.27
