// Package sha256 is the hashes SHA-224 and SHA-256 of FIPS 180-4.
package sha256

import (
	"crypto"
	"hash"
	"internal/digest"
)

func init() {
	crypto.RegisterHash(crypto.SHA256, New)
	crypto.RegisterHash(crypto.SHA224, New224)
}

// Sizes of sums and of a block, in bytes.
const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

var (
	kind0 = digest.Kind{Family: digest.SHA256, Size: Size, Block: BlockSize, Magic: "sha\x03", Name: "sha256", Words: 8, Little: false,
		Init: [8]uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
	kind1 = digest.Kind{Family: digest.SHA256, Size: Size224, Block: BlockSize, Magic: "sha\x02", Name: "sha256", Words: 8, Little: false,
		Init: [8]uint64{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}}
)

// New returns a hash for SHA-256; it can be stored by MarshalBinary.
func New() hash.Hash { return digest.New(&kind0) }

// New224 returns a hash for SHA-224; it can be stored by MarshalBinary.
func New224() hash.Hash { return digest.New(&kind1) }

// Sum256 returns the SHA-256 sum of data.
func Sum256(data []byte) [Size]byte {
	var sum [Size]byte
	digest.SumInto(&kind0, sum[:], data)
	return sum
}

// Sum224 returns the SHA-224 sum of data.
func Sum224(data []byte) [Size224]byte {
	var sum [Size224]byte
	digest.SumInto(&kind1, sum[:], data)
	return sum
}
