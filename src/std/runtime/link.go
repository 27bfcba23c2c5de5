package runtime

import "unsafe"

// Functions that packages compiled from GOROOT, and programs, ask for by //go:linkname.

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

func memhash32(p unsafe.Pointer, seed uintptr) uintptr { return memhash(p, seed, 4) }

func memhash64(p unsafe.Pointer, seed uintptr) uintptr { return memhash(p, seed, 8) }

// stringHash hashes a string; strhash that at p.
func stringHash(s string, seed uintptr) uintptr {
	return memhash(unsafe.Pointer(unsafe.StringData(s)), seed, uintptr(len(s)))
}

func strhash(p unsafe.Pointer, seed uintptr) uintptr { return stringHash(*(*string)(p), seed) }

// Random numbers.

func rand32() uint32 { return uint32(rand() >> 32) }

func randn(n uint32) uint32 { return uint32(uint64(rand32()) * uint64(n) >> 32) }

func fastrand() uint32 { return rand32() }

func fastrand64() uint64 { return rand() }

func fastrandn(n uint32) uint32 { return randn(n) }

func fastrandu() uint { return uint(rand()) }

func cheaprand() uint32 { return rand32() }

func cheaprand64() int64 { return int64(rand()) }

func cheaprandn(n uint32) uint32 { return randn(n) }

// Memory: n bytes at an address.

func memmove(to, from unsafe.Pointer, n uintptr) {
	copy(unsafe.Slice((*byte)(to), n), unsafe.Slice((*byte)(from), n))
}

func memequal(a, b unsafe.Pointer, n uintptr) bool {
	return unsafe.String((*byte)(a), n) == unsafe.String((*byte)(b), n)
}

func memclrNoHeapPointers(p unsafe.Pointer, n uintptr) { clear(unsafe.Slice((*byte)(p), n)) }

func noescape(p unsafe.Pointer) unsafe.Pointer { return p }

func cmpstring(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// cputicks gives the time, in units of nobody's choice.
func cputicks() int64 { return nanotime() }

// procyield lets the processor's other half go on for some moments; there is nothing to be had here but time.
func procyield(cycles uint32) {
	for range cycles {
	}
}

func goyield() { Gosched() }

func throw(s string) { fatal(s) }

// fatal ends the program, which cannot recover.
func fatal(s string)

// faultError gives runtime/debug a value of the type of the panics that memory faults become.
func faultError() any { return errorAddressString{} }

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
