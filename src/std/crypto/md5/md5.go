// Package md5 is the hash MD5 of RFC 1321, which is broken: for old formats only.
package md5

import (
	"crypto"
	"hash"
	"internal/digest"
)

func init() {
	crypto.RegisterHash(crypto.MD5, New)
}

// Sizes of sums and of a block, in bytes.
const (
	Size      = 16
	BlockSize = 64
)

var (
	kind0 = digest.Kind{Family: digest.MD5, Size: Size, Block: BlockSize, Magic: "md5\x01", Name: "md5", Words: 4, Little: true,
		Init: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}}
)

// New returns a hash for MD5; it can be stored by MarshalBinary.
func New() hash.Hash { return digest.New(&kind0) }

// Sum returns the MD5 sum of data.
func Sum(data []byte) [Size]byte {
	var sum [Size]byte
	digest.SumInto(&kind0, sum[:], data)
	return sum
}
