// Package blocks holds the natives of block ciphers, and AES as the packages aes and cipher both know it.
package blocks

func aesBlock(key, dst, src []byte, decrypt bool)
func aesCBC(key, iv, dst, src []byte, decrypt bool)
func aesCTR(key, counter, dst, src []byte, wide bool)
func ghash(h, data, more []byte) []byte
func desBlock(key, dst, src []byte, decrypt bool)

// AES is a key of AES, of a length that it may have.
type AES struct {
	key []byte
}

func NewAES(key []byte) *AES { return &AES{append([]byte(nil), key...)} }

func (c *AES) BlockSize() int { return 16 }

func (c *AES) block(dst, src []byte, decrypt bool) {
	if len(src) < 16 {
		panic("crypto/aes: input not full block")
	}
	if len(dst) < 16 {
		panic("crypto/aes: output not full block")
	}
	if Inexact(dst[:16], src[:16]) {
		panic("crypto/aes: invalid buffer overlap")
	}
	aesBlock(c.key, dst, src, decrypt)
}

func (c *AES) Encrypt(dst, src []byte) { c.block(dst, src, false) }
func (c *AES) Decrypt(dst, src []byte) { c.block(dst, src, true) }

// CBC handles whole blocks and moves iv on.
func (c *AES) CBC(iv, dst, src []byte, decrypt bool) { aesCBC(c.key, iv, dst, src, decrypt) }

// CTR handles bytes and moves the counter on; wide: all of it counts.
func (c *AES) CTR(counter, dst, src []byte, wide bool) { aesCTR(c.key, counter, dst, src, wide) }

// GHASH is the sum of two texts and their lengths under a key.
func GHASH(h, data, more []byte) []byte { return ghash(h, data, more) }

// DES is a key of DES or triple DES.
type DES struct {
	key []byte
}

func NewDES(key []byte) *DES { return &DES{append([]byte(nil), key...)} }

func (c *DES) BlockSize() int { return 8 }

func (c *DES) block(dst, src []byte, decrypt bool) {
	if len(src) < 8 {
		panic("crypto/des: input not full block")
	}
	if len(dst) < 8 {
		panic("crypto/des: output not full block")
	}
	if Inexact(dst[:8], src[:8]) {
		panic("crypto/des: invalid buffer overlap")
	}
	desBlock(c.key, dst, src, decrypt)
}

func (c *DES) Encrypt(dst, src []byte) { c.block(dst, src, false) }
func (c *DES) Decrypt(dst, src []byte) { c.block(dst, src, true) }
