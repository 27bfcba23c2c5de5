// Package aes is the Advanced Encryption Standard, in constant time.
package aes

import (
	"crypto/cipher"
	"crypto/internal/blocks"
	"strconv"
)

// BlockSize is the size of a block in bytes.
const BlockSize = 16

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/aes: invalid key size " + strconv.Itoa(int(k)) }

// NewCipher takes a key of 16, 24 or 32 bytes.
func NewCipher(key []byte) (cipher.Block, error) {
	switch len(key) {
	case 16, 24, 32:
		return blocks.NewAES(key), nil
	}
	return nil, KeySizeError(len(key))
}
