// Package crc32 computes cyclic redundancy checks of 32 bits, polynomials with the lowest bit first.
package crc32

import (
	"errors"
	"hash"
	"sync"
)

// Size is the length of a checksum in bytes.
const Size = 4

const (
	IEEE       = 0xedb88320 // of Ethernet, gzip, zip, PNG
	Castagnoli = 0x82f63b78 // of iSCSI
	Koopman    = 0xeb31d82e
)

// A Table holds the checksums of single bytes for a polynomial.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = build(IEEE)

var castagnoli = sync.OnceValue(func() *Table { return build(Castagnoli) })

func build(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		crc := uint32(i)
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
func MakeTable(poly uint32) *Table {
	switch poly {
	case IEEE:
		return IEEETable
	case Castagnoli:
		return castagnoli()
	}
	return build(poly)
}

func update(crc uint32, tab *Table, p []byte) uint32
func updateIEEE(crc uint32, p []byte) uint32

// Update is the checksum of what gave crc, followed by p.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	if tab == IEEETable {
		return updateIEEE(crc, p)
	}
	_ = tab[0]
	return update(crc, tab, p)
}

// Checksum is the checksum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE is the checksum of data with the polynomial of IEEE.
func ChecksumIEEE(data []byte) uint32 { return updateIEEE(0, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New returns a hash with the polynomial of the table.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a hash with the polynomial of IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func put(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func get(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func (d *digest) Sum(in []byte) []byte { return put(in, d.crc) }

const magic = "crc\x01"

func (d *digest) tableSum() uint32 {
	var b []byte
	for _, v := range d.tab {
		b = put(b, v)
	}
	return ChecksumIEEE(b)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return put(put(append(b, magic...), d.tableSum()), d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if d.tableSum() != get(b[4:]) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = get(b[8:])
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
