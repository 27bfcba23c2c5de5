module m

go 1.27

require example.com/a v1.0.0
