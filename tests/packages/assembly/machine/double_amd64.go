package machine

func Double(x int64) int64
