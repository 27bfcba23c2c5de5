package cipher

import (
	"crypto/internal/blocks"
	"crypto/internal/sysrand"
	"crypto/subtle"
	"errors"
)

// An AEAD encrypts, and makes sure that nothing was changed.
type AEAD interface {
	NonceSize() int
	Overhead() int
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}

const (
	gcmBlock = 16
	gcmNonce = 12
	gcmTag   = 16
)

// A gcm is a block cipher in Galois/counter mode.
type gcm struct {
	b     Block
	h     []byte // the key of GHASH
	nonce int
	tag   int
}

var errOpen = errors.New("cipher: message authentication failed")

func NewGCM(cipher Block) (AEAD, error) { return newGCM(cipher, gcmNonce, gcmTag) }

// NewGCMWithNonceSize is for what uses other nonces than of 12 bytes.
func NewGCMWithNonceSize(cipher Block, size int) (AEAD, error) { return newGCM(cipher, size, gcmTag) }

// NewGCMWithTagSize is for what uses shorter tags, of at least 12 bytes.
func NewGCMWithTagSize(cipher Block, tagSize int) (AEAD, error) {
	return newGCM(cipher, gcmNonce, tagSize)
}

func newGCM(b Block, nonce, tag int) (AEAD, error) {
	if tag < 12 || tag > gcmBlock {
		return nil, errors.New("cipher: incorrect tag size given to GCM")
	}
	if nonce <= 0 {
		return nil, errors.New("cipher: the nonce can't have zero length")
	}
	if own, ok := b.(ownGCM); ok {
		return own.NewGCM(nonce, tag)
	}
	if b.BlockSize() != gcmBlock {
		return nil, errors.New("cipher: NewGCM requires 128-bit block cipher")
	}
	g := &gcm{b, make([]byte, gcmBlock), nonce, tag}
	b.Encrypt(g.h, g.h)
	return g, nil
}

func (g *gcm) NonceSize() int { return g.nonce }
func (g *gcm) Overhead() int  { return g.tag }

// start is the first counter, which the tag is encrypted with.
func (g *gcm) start(nonce []byte) []byte {
	if len(nonce) == gcmNonce {
		return append(append(make([]byte, 0, gcmBlock), nonce...), 0, 0, 0, 1)
	}
	return blocks.GHASH(g.h, nil, nonce)
}

// crypt encrypts and decrypts; the counter begins behind start.
func (g *gcm) crypt(start, dst, src []byte) {
	counter := append([]byte(nil), start...)
	next := func() {
		for i := gcmBlock - 1; i >= gcmNonce; i-- {
			counter[i]++
			if counter[i] != 0 {
				break
			}
		}
	}
	next()
	if aes, ok := g.b.(*blocks.AES); ok {
		aes.CTR(counter, dst, src, false)
		return
	}
	stream := make([]byte, gcmBlock)
	for len(src) > 0 {
		g.b.Encrypt(stream, counter)
		next()
		n := subtle.XORBytes(dst, src, stream)
		dst, src = dst[n:], src[n:]
	}
}

func (g *gcm) sum(start, text, more []byte) []byte {
	tag := blocks.GHASH(g.h, more, text)
	mask := make([]byte, gcmBlock)
	g.b.Encrypt(mask, start)
	subtle.XORBytes(tag, tag, mask)
	return tag[:g.tag]
}

func (g *gcm) Seal(dst, nonce, plaintext, more []byte) []byte {
	if len(nonce) != g.nonce {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	if uint64(len(plaintext)) > (1<<32-2)*gcmBlock {
		panic("crypto/cipher: message too large for GCM")
	}
	whole, out := blocks.Extend(dst, len(plaintext)+g.tag)
	if blocks.Inexact(out, plaintext) {
		panic("crypto/cipher: invalid buffer overlap of output and input")
	}
	if blocks.Overlap(out, more) {
		panic("crypto/cipher: invalid buffer overlap of output and additional data")
	}
	start := g.start(nonce)
	text := out[:len(plaintext)]
	g.crypt(start, text, plaintext)
	copy(out[len(text):], g.sum(start, text, more))
	return whole
}

func (g *gcm) Open(dst, nonce, sealed, more []byte) ([]byte, error) {
	if len(nonce) != g.nonce {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	if len(sealed) < g.tag || uint64(len(sealed)) > (1<<32-2)*gcmBlock+uint64(g.tag) {
		return nil, errOpen
	}
	text, tag := sealed[:len(sealed)-g.tag], sealed[len(sealed)-g.tag:]
	whole, out := blocks.Extend(dst, len(text))
	if blocks.Inexact(out, text) {
		panic("crypto/cipher: invalid buffer overlap of output and input")
	}
	if blocks.Overlap(out, more) {
		panic("crypto/cipher: invalid buffer overlap of output and additional data")
	}
	start := g.start(nonce)
	if subtle.ConstantTimeCompare(g.sum(start, text, more), tag) != 1 {
		// Nothing of a text that was changed is given away.
		clear(out)
		return nil, errOpen
	}
	g.crypt(start, out, text)
	return whole, nil
}

// A randomGCM puts its own nonces before the texts.
type randomGCM struct {
	g *gcm
}

// NewGCMWithRandomNonce is of AES; there is no nonce to give.
func NewGCMWithRandomNonce(cipher Block) (AEAD, error) {
	if _, ok := cipher.(*blocks.AES); !ok {
		return nil, errors.New("cipher: NewGCMWithRandomNonce requires aes.Block")
	}
	g, err := newGCM(cipher, gcmNonce, gcmTag)
	if err != nil {
		return nil, err
	}
	return randomGCM{g.(*gcm)}, nil
}

func (randomGCM) NonceSize() int { return 0 }
func (randomGCM) Overhead() int  { return gcmNonce + gcmTag }

func (r randomGCM) Seal(dst, nonce, plaintext, more []byte) []byte {
	if len(nonce) != 0 {
		panic("crypto/cipher: incorrect nonce length given to GCMWithRandomNonce")
	}
	whole, out := blocks.Extend(dst, gcmNonce+len(plaintext)+gcmTag)
	if blocks.Overlap(out, more) {
		panic("crypto/cipher: invalid buffer overlap of output and additional data")
	}
	// The text may stand where the output goes.
	text := append([]byte(nil), plaintext...)
	own := out[:gcmNonce]
	sysrand.Read(own)
	start := r.g.start(own)
	sealed := out[gcmNonce : gcmNonce+len(text)]
	r.g.crypt(start, sealed, text)
	copy(out[gcmNonce+len(text):], r.g.sum(start, sealed, more))
	return whole
}

func (r randomGCM) Open(dst, nonce, sealed, more []byte) ([]byte, error) {
	if len(nonce) != 0 {
		panic("crypto/cipher: incorrect nonce length given to GCMWithRandomNonce")
	}
	if len(sealed) < gcmNonce+gcmTag {
		return nil, errOpen
	}
	text := append([]byte(nil), sealed[gcmNonce:]...)
	return r.g.Open(dst, append([]byte(nil), sealed[:gcmNonce]...), text, more)
}
