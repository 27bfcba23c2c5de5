module example.com/m

go 1.23

require example.com/lib v1.2.3
