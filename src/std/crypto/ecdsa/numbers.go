package ecdsa

import (
	"crypto/hmac"
	"hash"
	"math/big"
)

// numbers are those that RFC 6979 derives from a key and a hash, section 3.2.
type numbers struct {
	hash func() hash.Hash
	k, v []byte
	more bool
}

func newNumbers(h func() hash.Hash, n *big.Int, secret, digest []byte) *numbers {
	size := h().Size()
	d := &numbers{hash: h, k: make([]byte, size), v: make([]byte, size)}
	for i := range d.v {
		d.v[i] = 1
	}
	for _, mark := range []byte{0, 1} {
		d.k = d.mac(d.v, []byte{mark}, secret, digest)
		d.v = d.mac(d.v)
	}
	return d
}

func (d *numbers) mac(parts ...[]byte) []byte {
	m := hmac.New(d.hash, d.k)
	for _, p := range parts {
		m.Write(p)
	}
	return m.Sum(nil)
}

// next is the next number from 1 below n.
func (d *numbers) next(n *big.Int) (*big.Int, error) {
	for {
		if d.more {
			d.k = d.mac(d.v, []byte{0})
			d.v = d.mac(d.v)
		}
		d.more = true
		var t []byte
		for len(t) < (n.BitLen()+7)/8 {
			d.v = d.mac(d.v)
			t = append(t, d.v...)
		}
		if k := truncated(n, t); k.Sign() > 0 && k.Cmp(n) < 0 {
			return k, nil
		}
	}
}
