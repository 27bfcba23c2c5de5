// Package digest is what MD5 and the SHA families have in common: blocks, padding, stored states.
package digest

import (
	"errors"
	"hash"
)

// A Kind is one hash function.
type Kind struct {
	Family int // for Rust
	Size   int
	Block  int
	Magic  string // what a stored state begins with
	Name   string // of the package
	Init   [8]uint64
	Words  int // of the state
	Little bool
}

const (
	MD5 = iota
	SHA1
	SHA256
	SHA512
)

// A Digest is a hash that is being computed.
type Digest struct {
	kind *Kind
	h    [8]uint64
	x    [128]byte // what does not yet fill a block
	nx   int
	len  uint64
}

// compress takes in whole blocks.
func compress(family int, h *[8]uint64, blocks []byte)

// New returns a hash of the kind.
func New(k *Kind) *Digest {
	d := &Digest{kind: k}
	d.Reset()
	return d
}

func (d *Digest) Reset() {
	d.h = d.kind.Init
	d.nx = 0
	d.len = 0
}

func (d *Digest) Size() int { return d.kind.Size }

func (d *Digest) BlockSize() int { return d.kind.Block }

func (d *Digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.len += uint64(n)
	block := d.kind.Block
	if d.nx > 0 {
		k := copy(d.x[d.nx:block], p)
		d.nx += k
		p = p[k:]
		if d.nx < block {
			return n, nil
		}
		compress(d.kind.Family, &d.h, d.x[:block])
		d.nx = 0
	}
	if whole := len(p) / block * block; whole > 0 {
		compress(d.kind.Family, &d.h, p[:whole])
		p = p[whole:]
	}
	d.nx = copy(d.x[:], p)
	return n, nil
}

// number appends the lowest n bytes of v.
func number(b []byte, v uint64, n int, little bool) []byte {
	for i := range n {
		shift := 8 * (n - 1 - i)
		if little {
			shift = 8 * i
		}
		b = append(b, byte(v>>shift))
	}
	return b
}

func (k *Kind) wordSize() int { return k.Block / 16 }

// finish takes in what is left of a text of n bytes and what ends it, and writes the state as bytes.
func finish(family int, h *[8]uint64, rest []byte, n uint64, out []byte)

// Sum appends the sum; more may be written after.
func (d *Digest) Sum(in []byte) []byte {
	var out [64]byte
	h := d.h
	finish(d.kind.Family, &h, d.x[:d.nx], d.len, out[:])
	return append(in, out[:d.kind.Size]...)
}

// SumInto hashes data at once.
func SumInto(k *Kind, out, data []byte) {
	var whole [64]byte
	h := k.Init
	finish(k.Family, &h, data, uint64(len(data)), whole[:])
	copy(out, whole[:k.Size])
}

func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	k := d.kind
	b = append(b, k.Magic...)
	for _, w := range d.h[:k.Words] {
		b = number(b, w, k.wordSize(), false)
	}
	b = append(b, d.x[:d.nx]...)
	b = append(b, make([]byte, k.Block-d.nx)...)
	return number(b, d.len, 8, false), nil
}

func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *Digest) UnmarshalBinary(b []byte) error {
	k := d.kind
	if len(b) < len(k.Magic) || string(b[:len(k.Magic)]) != k.Magic {
		return errors.New("crypto/" + k.Name + ": invalid hash state identifier")
	}
	if len(b) != len(k.Magic)+k.Words*k.wordSize()+k.Block+8 {
		return errors.New("crypto/" + k.Name + ": invalid hash state size")
	}
	b = b[len(k.Magic):]
	for i := range d.h[:k.Words] {
		d.h[i] = get(b[:k.wordSize()])
		b = b[k.wordSize():]
	}
	copy(d.x[:], b[:k.Block])
	d.len = get(b[k.Block:])
	d.nx = int(d.len % uint64(k.Block))
	return nil
}

func get(b []byte) (v uint64) {
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

func (d *Digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
