module block

go 1.25

godebug randseednop=0
