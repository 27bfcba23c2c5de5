// Package rc4 is a stream cipher, which is broken.
package rc4

import (
	"crypto/internal/blocks"
	"strconv"
)

// A Cipher is a key's stream.
type Cipher struct {
	s    [256]byte
	i, j uint8
}

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/rc4: invalid key size " + strconv.Itoa(int(k)) }

// NewCipher takes a key of 1 to 256 bytes.
func NewCipher(key []byte) (*Cipher, error) {
	if len(key) < 1 || len(key) > 256 {
		return nil, KeySizeError(len(key))
	}
	c := new(Cipher)
	for i := range c.s {
		c.s[i] = byte(i)
	}
	var j uint8
	for i := range c.s {
		j += c.s[i] + key[i%len(key)]
		c.s[i], c.s[j] = c.s[j], c.s[i]
	}
	return c, nil
}

// Reset forgets the key.
func (c *Cipher) Reset() { *c = Cipher{} }

func (c *Cipher) XORKeyStream(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	if blocks.Inexact(dst[:len(src)], src) {
		panic("crypto/rc4: invalid buffer overlap")
	}
	for k, v := range src {
		c.i++
		x := c.s[c.i]
		c.j += x
		y := c.s[c.j]
		c.s[c.i], c.s[c.j] = y, x
		dst[k] = v ^ c.s[x+y]
	}
}
