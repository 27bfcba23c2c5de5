module example.com/old

go 1.24

godebug (
	panicnil=1
	urlstrictcolons=1
)
