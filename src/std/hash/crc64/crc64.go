// Package crc64 computes cyclic redundancy checks of 64 bits.
package crc64

import (
	"errors"
	"hash"
	"sync"
)

// Size is the length of a checksum in bytes.
const Size = 8

const (
	ISO  = 0xD800000000000000 // of HDLC
	ECMA = 0xC96C5795D7870F42
)

// A Table holds the checksums of single bytes for a polynomial.
type Table [256]uint64

var (
	iso  = sync.OnceValue(func() *Table { return build(ISO) })
	ecma = sync.OnceValue(func() *Table { return build(ECMA) })
)

func build(poly uint64) *Table {
	t := new(Table)
	for i := range t {
		crc := uint64(i)
		for range 8 {
			if crc&1 == 1 {
				crc = crc>>1 ^ poly
			} else {
				crc >>= 1
			}
		}
		t[i] = crc
	}
	return t
}

// MakeTable returns the table of a polynomial.
func MakeTable(poly uint64) *Table {
	switch poly {
	case ISO:
		return iso()
	case ECMA:
		return ecma()
	}
	return build(poly)
}

func update(crc uint64, tab *Table, p []byte) uint64

// Update is the checksum of what gave crc, followed by p.
func Update(crc uint64, tab *Table, p []byte) uint64 {
	_ = tab[0]
	return update(crc, tab, p)
}

// Checksum is the checksum of data.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

// New returns a hash with the polynomial of the table.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func put(b []byte, v uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(v>>shift))
	}
	return b
}

func get(b []byte) (v uint64) {
	for _, c := range b[:8] {
		v = v<<8 | uint64(c)
	}
	return v
}

func (d *digest) Sum(in []byte) []byte { return put(in, d.crc) }

const magic = "crc\x02"

func (d *digest) tableSum() uint64 {
	var b []byte
	for _, v := range d.tab {
		b = put(b, v)
	}
	return Checksum(b, iso())
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return put(put(append(b, magic...), d.tableSum()), d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc64: invalid hash state identifier")
	}
	if len(b) != len(magic)+16 {
		return errors.New("hash/crc64: invalid hash state size")
	}
	if d.tableSum() != get(b[4:]) {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = get(b[12:])
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
