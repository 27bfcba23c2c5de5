package testing

import "runtime"

// AllocsPerRun is how many allocations a call of f makes, on average and rounded down. It calls f once more, first.
func AllocsPerRun(runs int, f func()) (avg float64) {
	if parallelNow.Load() != 0 {
		panic("testing: AllocsPerRun called during parallel test")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	before := allocated().Mallocs
	for range runs {
		f()
	}
	return float64((allocated().Mallocs - before) / uint64(runs))
}

func allocated() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}
