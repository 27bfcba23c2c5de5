package runtime

import "unsafe"

// Functions that packages compiled from GOROOT ask for by //go:linkname.

// rand gives a random number.
func rand() uint64

// nanotime gives nanoseconds since some moment before the program.
func nanotime() int64

// memhash hashes n bytes at p.
func memhash(p unsafe.Pointer, seed, n uintptr) uintptr {
	const (
		k1 = 0x9e3779b97f4a7c15
		k2 = 0xbf58476d1ce4e5b9
	)
	h := uint64(seed) ^ uint64(n)*k1
	mix := func(x uint64) {
		h = (h ^ x) * k2
		h ^= h >> 29
		h *= k1
		h ^= h >> 32
	}
	for ; n >= 8; n -= 8 {
		mix(*(*uint64)(p))
		p = unsafe.Add(p, 8)
	}
	for ; n > 0; n-- {
		mix(uint64(*(*byte)(p)))
		p = unsafe.Add(p, 1)
	}
	mix(k1)
	return uintptr(h)
}

// fatal ends the program.
func fatal(s string) {
	panic(errorString("fatal error: " + s))
}

// What Go's runtime gives to packages of its library that cannot import it. gorun has no FIPS mode: nothing is noted.

//go:linkname fipsGetIndicator crypto/internal/fips140.getIndicator
func fipsGetIndicator() uint8 { return 0 }

//go:linkname fipsSetIndicator crypto/internal/fips140.setIndicator
func fipsSetIndicator(uint8) {}

//go:linkname fipsFatal crypto/internal/fips140.fatal
func fipsFatal(s string) { fatal(s) }

//go:linkname fipsSetBypass crypto/fips140.setBypass
func fipsSetBypass() {}

//go:linkname fipsIsBypassed crypto/fips140.isBypassed
func fipsIsBypassed() bool { return false }

//go:linkname fipsUnsetBypass crypto/fips140.unsetBypass
func fipsUnsetBypass() {}

//go:linkname randFatal crypto/rand.fatal
func randFatal(s string) { fatal(s) }

//go:linkname fipsMonoTime crypto/internal/fips140deps/time.monoTime
func fipsMonoTime() int64 { return nanotime() }
