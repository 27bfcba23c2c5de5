module m

go 1.27

require example.com/x v1.0.0

replace example.com/x => ./x
