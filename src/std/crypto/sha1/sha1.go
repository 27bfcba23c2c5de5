// Package sha1 is the hash SHA-1 of RFC 3174, which is broken: for old formats only.
package sha1

import (
	"crypto"
	"hash"
	"internal/digest"
)

func init() {
	crypto.RegisterHash(crypto.SHA1, New)
}

// Sizes of sums and of a block, in bytes.
const (
	Size      = 20
	BlockSize = 64
)

var (
	kind0 = digest.Kind{Family: digest.SHA1, Size: Size, Block: BlockSize, Magic: "sha\x01", Name: "sha1", Words: 5, Little: false,
		Init: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}}
)

// New returns a hash for SHA-1; it can be stored by MarshalBinary.
func New() hash.Hash { return digest.New(&kind0) }

// Sum returns the SHA-1 sum of data.
func Sum(data []byte) [Size]byte {
	var sum [Size]byte
	digest.SumInto(&kind0, sum[:], data)
	return sum
}
