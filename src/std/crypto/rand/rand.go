// Package rand gives random numbers that nobody can foresee.
package rand

import (
	"errors"
	"internal/godebug"
	"io"
	"math/big"
)

func fill(b []byte)

type reader struct{}

func (reader) Read(b []byte) (n int, err error) {
	fill(b)
	return len(b), nil
}

// Reader gives the system's random bytes. It never fails.
var Reader io.Reader = reader{}

// Read fills b from Reader. It never fails.
func Read(b []byte) (n int, err error) {
	if _, err := io.ReadFull(Reader, b); err != nil {
		panic("crypto/rand: failed to read random data (see https://go.dev/issue/66821): " + err.Error())
	}
	return len(b), nil
}

// Text returns a random text of the letters of base32, with at least 128 random bits.
func Text() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	b := make([]byte, 26)
	Read(b)
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return string(b)
}

// Int returns a random number in [0, max); it panics where max is not positive.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	n = new(big.Int)
	bits := n.Sub(max, big.NewInt(1)).BitLen()
	if bits == 0 {
		return n, nil
	}
	b := make([]byte, (bits+7)/8)
	for {
		if _, err = io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		if over := uint(bits % 8); over != 0 {
			b[0] &= 1<<over - 1
		}
		if n.SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

var customReaders = godebug.New("cryptocustomrand")

// Prime returns a number of exactly so many bits that is prime with great probability; the two highest bits are set. r does not count, unless the
// setting of GODEBUG wants it as before Go 1.26.
func Prime(r io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	if customReaders.Value() != "1" {
		r = reader{}
	}
	b := make([]byte, (bits+7)/8)
	p := new(big.Int)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		p.SetBytes(b)
		for i := p.BitLen() - 1; i >= bits; i-- {
			p.SetBit(p, i, 0)
		}
		p.SetBit(p, bits-1, 1)
		if bits > 2 {
			p.SetBit(p, bits-2, 1)
		}
		p.SetBit(p, 0, 1)
		if bits == 2 {
			p.SetInt64(2 + int64(b[0]&1))
		}
		if p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
