// Package sha3 is the hashes of FIPS 202: SHA-3, and SHAKE, whose output has any length.
package sha3

import (
	"crypto"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA3_224, func() hash.Hash { return New224() })
	crypto.RegisterHash(crypto.SHA3_256, func() hash.Hash { return New256() })
	crypto.RegisterHash(crypto.SHA3_384, func() hash.Hash { return New384() })
	crypto.RegisterHash(crypto.SHA3_512, func() hash.Hash { return New512() })
}

// Sum224 returns the SHA3-224 hash of data.
func Sum224(data []byte) [28]byte {
	var sum [28]byte
	sumInto(sum[:], data)
	return sum
}

// Sum256 returns the SHA3-256 hash of data.
func Sum256(data []byte) [32]byte {
	var sum [32]byte
	sumInto(sum[:], data)
	return sum
}

// Sum384 returns the SHA3-384 hash of data.
func Sum384(data []byte) [48]byte {
	var sum [48]byte
	sumInto(sum[:], data)
	return sum
}

// Sum512 returns the SHA3-512 hash of data.
func Sum512(data []byte) [64]byte {
	var sum [64]byte
	sumInto(sum[:], data)
	return sum
}

// sumInto fills sum with the hash of its size.
func sumInto(sum, data []byte) {
	s := fixed(len(sum))
	s.write(data)
	s.read(sum)
}

// SHA3 is a SHA-3 hash that is being computed; SHA3-256 where it was made by nobody.
type SHA3 struct {
	s sponge
}

// New224 returns a SHA3-224 hash.
func New224() *SHA3 { return &SHA3{fixed(28)} }

// New256 returns a SHA3-256 hash.
func New256() *SHA3 { return &SHA3{fixed(32)} }

// New384 returns a SHA3-384 hash.
func New384() *SHA3 { return &SHA3{fixed(48)} }

// New512 returns a SHA3-512 hash.
func New512() *SHA3 { return &SHA3{fixed(64)} }

func (s *SHA3) sponge() *sponge {
	if s.s.size == 0 {
		s.s = fixed(32)
	}
	return &s.s
}

// Write takes in more of the data.
func (s *SHA3) Write(p []byte) (n int, err error) { return s.sponge().write(p) }

// Sum appends the hash of what was written so far to b.
func (s *SHA3) Sum(b []byte) []byte {
	from := s.sponge()
	if from.given {
		panic("sha3: Sum after Read")
	}
	end := *from
	sum := make([]byte, end.size)
	end.read(sum)
	return append(b, sum...)
}

// Reset goes back to the beginning.
func (s *SHA3) Reset() { s.sponge().reset() }

// Size returns the number of bytes that Sum appends.
func (s *SHA3) Size() int { return s.sponge().size }

// BlockSize returns the bytes between two permutations.
func (s *SHA3) BlockSize() int { return s.sponge().rate }

// MarshalBinary returns the state.
func (s *SHA3) MarshalBinary() ([]byte, error) {
	return s.AppendBinary(make([]byte, 0, stored))
}

// AppendBinary appends the state.
func (s *SHA3) AppendBinary(p []byte) ([]byte, error) { return s.sponge().store(p), nil }

// UnmarshalBinary goes on from a state.
func (s *SHA3) UnmarshalBinary(data []byte) error { return s.sponge().restore(data) }

// Clone returns a hash in the same state.
func (d *SHA3) Clone() (hash.Cloner, error) {
	other := *d
	return &other, nil
}
