package sha3

import "errors"

// A sponge takes bytes in, rate of them between two permutations of its state, and then gives bytes out.
type sponge struct {
	a      [200]byte
	n      int // of the current block, how much was taken in or given out
	rate   int
	domain byte // stands behind the data, before the padding
	size   int  // of the sum
	given  bool // no more is taken in
}

// What distinguishes the functions.
const (
	domainSHA3   = 0x06
	domainSHAKE  = 0x1f
	domainCSHAKE = 0x04
)

// stored is the size of a stored state.
const stored = 4 + 1 + 200 + 1 + 1

var (
	errState    = errors.New("sha3: invalid hash state")
	errMagic    = errors.New("sha3: invalid hash state identifier")
	errFunction = errors.New("sha3: invalid hash state function")
)

// absorb mixes p in and squeeze fills p, from byte n of the current block on; they return the new n.
func absorb(a *[200]byte, n, rate int, p []byte) int
func squeeze(a *[200]byte, n, rate int, p []byte) int

// pad ends the data.
func pad(a *[200]byte, n, rate int, domain byte)

// fixed is the SHA-3 with sums of size bytes.
func fixed(size int) sponge { return sponge{rate: 200 - 2*size, domain: domainSHA3, size: size} }

func (s *sponge) reset() {
	s.a = [200]byte{}
	s.n = 0
	s.given = false
}

func (s *sponge) write(p []byte) (int, error) {
	if s.given {
		panic("sha3: Write after Read")
	}
	s.n = absorb(&s.a, s.n, s.rate, p)
	return len(p), nil
}

func (s *sponge) read(p []byte) (int, error) {
	if !s.given {
		pad(&s.a, s.n, s.rate, s.domain)
		s.n = 0
		s.given = true
	}
	s.n = squeeze(&s.a, s.n, s.rate, p)
	return len(p), nil
}

func (s *sponge) magic() string {
	switch s.domain {
	case domainSHA3:
		return "sha\x08"
	case domainSHAKE:
		return "sha\x09"
	}
	return "sha\x0a"
}

func (s *sponge) store(b []byte) []byte {
	b = append(b, s.magic()...)
	b = append(b, byte(s.rate))
	b = append(b, s.a[:]...)
	given := byte(0)
	if s.given {
		given = 1
	}
	return append(b, byte(s.n), given)
}

func (s *sponge) restore(b []byte) error {
	switch {
	case len(b) != stored:
		return errState
	case string(b[:4]) != s.magic():
		return errMagic
	case int(b[4]) != s.rate:
		return errFunction
	}
	// What stands before a fault is taken over.
	copy(s.a[:], b[5:])
	n, given := int(b[205]), b[206]
	if n > s.rate {
		return errState
	}
	s.n = n
	if given > 1 {
		return errState
	}
	s.given = given == 1
	return nil
}
