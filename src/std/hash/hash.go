// Package hash holds the interfaces of hash functions.
package hash

import "io"

// A Hash takes in bytes by Write, which never fails, and gives their sum.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte // b with the sum of what was written appended
	Reset()
	Size() int      // how many bytes Sum appends
	BlockSize() int // Write does best with multiples of it
}

// A Hash32 has a sum of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 has a sum of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can be copied together with what was written to it.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF gives as much output as is read.
type XOF interface {
	io.Writer
	io.Reader
	Reset()
	BlockSize() int
}
