// Package cipher holds the modes that block ciphers run in. For AES the work is done by natives.
package cipher

import (
	"crypto/internal/blocks"
	"crypto/subtle"
	"io"
)

// A Block is a block cipher with a key.
type Block interface {
	BlockSize() int
	Encrypt(dst, src []byte)
	Decrypt(dst, src []byte)
}

// A BlockMode works on whole blocks.
type BlockMode interface {
	BlockSize() int
	CryptBlocks(dst, src []byte)
}

// A Stream works on bytes.
type Stream interface {
	XORKeyStream(dst, src []byte)
}

// A cbc is both directions of cipher block chaining.
type cbc struct {
	b       Block
	iv      []byte
	decrypt bool
}

// Ciphers that know modes of their own.
type (
	ownEncrypter interface{ NewCBCEncrypter(iv []byte) BlockMode }
	ownDecrypter interface{ NewCBCDecrypter(iv []byte) BlockMode }
	ownCTR       interface{ NewCTR(iv []byte) Stream }
	ownGCM       interface {
		NewGCM(nonceSize, tagSize int) (AEAD, error)
	}
)

func newCBC(b Block, iv []byte, name string, decrypt bool) BlockMode {
	if len(iv) != b.BlockSize() {
		panic("cipher." + name + ": IV length must equal block size")
	}
	if own, ok := b.(ownDecrypter); ok && decrypt {
		return own.NewCBCDecrypter(iv)
	}
	if own, ok := b.(ownEncrypter); ok && !decrypt {
		return own.NewCBCEncrypter(iv)
	}
	return &cbc{b, append([]byte(nil), iv...), decrypt}
}

func NewCBCEncrypter(b Block, iv []byte) BlockMode { return newCBC(b, iv, "NewCBCEncrypter", false) }
func NewCBCDecrypter(b Block, iv []byte) BlockMode { return newCBC(b, iv, "NewCBCDecrypter", true) }

func (x *cbc) BlockSize() int { return len(x.iv) }

func (x *cbc) SetIV(iv []byte) {
	if len(iv) != len(x.iv) {
		panic("cipher: incorrect length IV")
	}
	copy(x.iv, iv)
}

func (x *cbc) CryptBlocks(dst, src []byte) {
	size := len(x.iv)
	if len(src)%size != 0 {
		panic("crypto/cipher: input not full blocks")
	}
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	if blocks.Inexact(dst[:len(src)], src) {
		panic("crypto/cipher: invalid buffer overlap")
	}
	if aes, ok := x.b.(*blocks.AES); ok {
		aes.CBC(x.iv, dst, src, x.decrypt)
		return
	}
	for ; len(src) > 0; src, dst = src[size:], dst[size:] {
		if x.decrypt {
			given := append([]byte(nil), src[:size]...)
			x.b.Decrypt(dst[:size], src[:size])
			subtle.XORBytes(dst, dst[:size], x.iv)
			copy(x.iv, given)
		} else {
			subtle.XORBytes(x.iv, src[:size], x.iv)
			x.b.Encrypt(x.iv, x.iv)
			copy(dst, x.iv)
		}
	}
}

func checkStream(dst, src []byte) {
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	if blocks.Inexact(dst[:len(src)], src) {
		panic("crypto/cipher: invalid buffer overlap")
	}
}

// A ctr is the counter mode.
type ctr struct {
	b       Block
	counter []byte
	left    []byte // of the key stream
}

func NewCTR(block Block, iv []byte) Stream {
	if own, ok := block.(ownCTR); ok {
		return own.NewCTR(iv)
	}
	if len(iv) != block.BlockSize() {
		if _, ok := block.(*blocks.AES); ok {
			panic("bad IV length")
		}
		panic("cipher.NewCTR: IV length must equal block size")
	}
	return &ctr{b: block, counter: append([]byte(nil), iv...)}
}

func (x *ctr) XORKeyStream(dst, src []byte) {
	aes, ok := x.b.(*blocks.AES)
	if ok && len(dst) < len(src) {
		panic("crypto/aes: len(dst) < len(src)")
	}
	if ok && blocks.Inexact(dst[:len(src)], src) {
		panic("crypto/aes: invalid buffer overlap")
	}
	checkStream(dst, src)
	take := func() {
		n := subtle.XORBytes(dst, src, x.left)
		x.left, dst, src = x.left[n:], dst[n:], src[n:]
	}
	if len(x.left) > 0 {
		take()
	}
	size := len(x.counter)
	if ok {
		if whole := len(src) / size * size; whole > 0 {
			aes.CTR(x.counter, dst[:whole], src[:whole], true)
			dst, src = dst[whole:], src[whole:]
		}
	}
	for len(src) > 0 {
		x.left = make([]byte, size)
		x.b.Encrypt(x.left, x.counter)
		for i := size - 1; i >= 0; i-- {
			x.counter[i]++
			if x.counter[i] != 0 {
				break
			}
		}
		take()
	}
}

// An ofb is output feedback.
type ofb struct {
	b     Block
	block []byte
	used  int
}

func NewOFB(b Block, iv []byte) Stream {
	if len(iv) != b.BlockSize() {
		panic("cipher.NewOFB: IV length must equal block size")
	}
	return &ofb{b, append([]byte(nil), iv...), len(iv)}
}

func (x *ofb) XORKeyStream(dst, src []byte) {
	checkStream(dst, src)
	for i, v := range src {
		if x.used == len(x.block) {
			x.b.Encrypt(x.block, x.block)
			x.used = 0
		}
		dst[i] = v ^ x.block[x.used]
		x.used++
	}
}

// A cfb is cipher feedback.
type cfb struct {
	b       Block
	next    []byte
	out     []byte
	used    int
	decrypt bool
}

func newCFB(b Block, iv []byte, decrypt bool) Stream {
	if len(iv) != b.BlockSize() {
		panic("cipher.newCFB: IV length must equal block size")
	}
	return &cfb{b: b, next: append([]byte(nil), iv...), out: make([]byte, len(iv)), used: len(iv), decrypt: decrypt}
}

func NewCFBEncrypter(block Block, iv []byte) Stream { return newCFB(block, iv, false) }
func NewCFBDecrypter(block Block, iv []byte) Stream { return newCFB(block, iv, true) }

func (x *cfb) XORKeyStream(dst, src []byte) {
	checkStream(dst, src)
	for i, v := range src {
		if x.used == len(x.out) {
			x.b.Encrypt(x.out, x.next)
			x.used = 0
		}
		made := v ^ x.out[x.used]
		if x.decrypt {
			x.next[x.used] = v
		} else {
			x.next[x.used] = made
		}
		dst[i] = made
		x.used++
	}
}

// A StreamReader applies a stream to what is read.
type StreamReader struct {
	S Stream
	R io.Reader
}

func (r StreamReader) Read(dst []byte) (n int, err error) {
	n, err = r.R.Read(dst)
	r.S.XORKeyStream(dst[:n], dst[:n])
	return n, err
}

// A StreamWriter applies a stream to what is written.
type StreamWriter struct {
	S   Stream
	W   io.Writer
	Err error // unused
}

func (w StreamWriter) Write(src []byte) (n int, err error) {
	c := make([]byte, len(src))
	w.S.XORKeyStream(c, src)
	n, err = w.W.Write(c)
	if n != len(src) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

// Close closes W if that can be closed.
func (w StreamWriter) Close() error {
	if c, ok := w.W.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
