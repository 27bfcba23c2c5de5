module example.com/m

go 1.13

require example.com/lib v1.2.3
