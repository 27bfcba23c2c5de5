module m

go 1.27

require example.com/sub v1.0.0

replace example.com/sub => ./sub
