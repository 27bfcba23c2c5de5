// Package maphash hashes byte sequences and comparable values for tables in memory: fast, different in each run, and
// not to be foreseen by who does not know the seed.
package maphash

import (
	"hash"
	"unsafe"
)

func sum(seed uint64, s string) uint64
func sumValue(seed uint64, v any) uint64
func random() uint64

// A Seed picks one of many hash functions. The zero Seed is none.
type Seed struct{ s uint64 }

// MakeSeed returns a random seed.
func MakeSeed() Seed {
	for {
		if s := random(); s != 0 {
			return Seed{s}
		}
	}
}

func (seed Seed) check() uint64 {
	if seed.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return seed.s
}

func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Bytes hashes b.
func Bytes(seed Seed, b []byte) uint64 { return String(seed, view(b)) }

// String hashes s.
func String(seed Seed, s string) uint64 { return blocks(seed.check(), s) }

// Comparable hashes a value: equal values have equal hashes.
func Comparable[T comparable](seed Seed, v T) uint64 { return sumValue(seed.check(), v) }

const blockSize = 128

// blocks hashes s block by block, as a Hash does that it is written to.
func blocks(h uint64, s string) uint64 {
	for len(s) > blockSize {
		h = sum(h, s[:blockSize])
		s = s[blockSize:]
	}
	return sum(h, s)
}

// A Hash hashes what is written to it. The zero Hash takes a random seed when it is first used.
type Hash struct {
	_     [0]func()
	seed  Seed
	state uint64
	buf   [blockSize]byte
	n     int
}

func (h *Hash) init() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.init()
	return h.seed
}

// SetSeed sets the seed, and forgets what was written.
func (h *Hash) SetSeed(seed Seed) {
	h.state = seed.check()
	h.seed = seed
	h.n = 0
}

// Reset forgets what was written.
func (h *Hash) Reset() {
	h.init()
	h.state = h.seed.s
	h.n = 0
}

// WriteString adds s.
func (h *Hash) WriteString(s string) (int, error) {
	h.init()
	n := len(s)
	for len(s) > 0 {
		if h.n == blockSize {
			h.state = sum(h.state, view(h.buf[:]))
			h.n = 0
		}
		k := copy(h.buf[h.n:], s)
		h.n += k
		s = s[k:]
	}
	return n, nil
}

// Write adds b.
func (h *Hash) Write(b []byte) (int, error) { return h.WriteString(view(b)) }

// WriteByte adds b.
func (h *Hash) WriteByte(b byte) error {
	h.Write([]byte{b})
	return nil
}

// WriteComparable adds a value.
func WriteComparable[T comparable](h *Hash, x T) {
	h.init()
	v := sumValue(h.seed.s, x)
	for i := 0; i < 8; i++ {
		h.WriteByte(byte(v >> (8 * i)))
	}
}

// Sum64 is the hash of what was written.
func (h *Hash) Sum64() uint64 {
	h.init()
	return sum(h.state, view(h.buf[:h.n]))
}

// Sum appends the hash.
func (h *Hash) Sum(b []byte) []byte {
	x := h.Sum64()
	for i := 56; i >= 0; i -= 8 {
		b = append(b, byte(x>>i))
	}
	return b
}

// Size is 8.
func (h *Hash) Size() int { return 8 }

// BlockSize is the size that is hashed at once.
func (h *Hash) BlockSize() int { return blockSize }

// Clone returns a copy.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.init()
	c := *h
	return &c, nil
}

// A Hasher is how a table hashes and compares its keys.
type Hasher[T any] interface {
	Hash(*Hash, T)
	Equal(x, y T) bool
}

// A ComparableHasher hashes and compares as Go's own maps do.
type ComparableHasher[T comparable] struct {
	_ [0]func(T)
}

func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }

func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }
