// Package hmac makes authentication codes of messages with a key and a hash function (FIPS 198).
package hmac

import (
	"crypto/subtle"
	"hash"
)

type hmac struct {
	inner, outer     hash.Hash
	innerPad, outPad []byte
}

// New returns a hash of what is written to it with the key. h must give a new hash each time it is called.
func New(h func() hash.Hash, key []byte) hash.Hash {
	m := &hmac{inner: h(), outer: h()}
	unique := true
	func() {
		// Hashes of types that cannot be compared are different ones.
		defer func() { _ = recover() }()
		if m.inner == m.outer {
			unique = false
		}
	}()
	if !unique {
		panic("crypto/hmac: hash generation function does not produce unique values")
	}
	size := m.inner.BlockSize()
	if len(key) > size {
		m.outer.Write(key)
		key = m.outer.Sum(nil)
	}
	m.innerPad = make([]byte, size)
	m.outPad = make([]byte, size)
	copy(m.innerPad, key)
	copy(m.outPad, key)
	for i := range size {
		m.innerPad[i] ^= 0x36
		m.outPad[i] ^= 0x5c
	}
	m.inner.Write(m.innerPad)
	return m
}

func (m *hmac) Write(p []byte) (int, error) { return m.inner.Write(p) }

func (m *hmac) Sum(in []byte) []byte {
	n := len(in)
	in = m.inner.Sum(in)
	m.outer.Reset()
	m.outer.Write(m.outPad)
	m.outer.Write(in[n:])
	return m.outer.Sum(in[:n])
}

func (m *hmac) Reset() {
	m.inner.Reset()
	m.inner.Write(m.innerPad)
}

func (m *hmac) Size() int { return m.outer.Size() }

func (m *hmac) BlockSize() int { return m.inner.BlockSize() }

// Equal compares two codes in a time that does not tell where they differ.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
