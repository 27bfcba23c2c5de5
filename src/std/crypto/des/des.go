// Package des is the Data Encryption Standard, which is broken, and triple DES.
package des

import (
	"crypto/cipher"
	"crypto/internal/blocks"
	"strconv"
)

// BlockSize is the size of a block in bytes.
const BlockSize = 8

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/des: invalid key size " + strconv.Itoa(int(k)) }

// NewCipher takes a key of 8 bytes.
func NewCipher(key []byte) (cipher.Block, error) {
	if len(key) != 8 {
		return nil, KeySizeError(len(key))
	}
	return blocks.NewDES(key), nil
}

// NewTripleDESCipher takes a key of 24 bytes.
func NewTripleDESCipher(key []byte) (cipher.Block, error) {
	if len(key) != 24 {
		return nil, KeySizeError(len(key))
	}
	return blocks.NewDES(key), nil
}
