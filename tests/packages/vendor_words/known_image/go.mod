module m

go 1.16

require image v1.0.0
