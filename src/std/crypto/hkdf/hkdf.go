// Package hkdf derives keys from a secret by HMAC (RFC 5869).
package hkdf

import (
	"crypto/hmac"
	"errors"
	"hash"
)

// maker is h as package hmac takes it.
func maker[H hash.Hash](h func() H) func() hash.Hash { return func() hash.Hash { return h() } }

// Extract makes a pseudorandom key of a secret and a salt, which may be nil.
func Extract[H hash.Hash](h func() H, secret, salt []byte) ([]byte, error) {
	if salt == nil {
		salt = make([]byte, h().Size())
	}
	mac := hmac.New(maker(h), salt)
	mac.Write(secret)
	return mac.Sum(nil), nil
}

// Expand makes keyLength bytes of a pseudorandom key for what info says.
func Expand[H hash.Hash](h func() H, pseudorandomKey []byte, info string, keyLength int) ([]byte, error) {
	size := h().Size()
	if keyLength > 255*size {
		return nil, errors.New("hkdf: requested key length too large")
	}
	key := make([]byte, 0, keyLength)
	mac := hmac.New(maker(h), pseudorandomKey)
	var block []byte
	for i := byte(1); len(key) < keyLength; i++ {
		mac.Reset()
		mac.Write(block)
		mac.Write([]byte(info))
		mac.Write([]byte{i})
		block = mac.Sum(block[:0])
		key = append(key, block[:min(size, keyLength-len(key))]...)
	}
	return key, nil
}

// Key is Expand of what Extract makes.
func Key[Hash hash.Hash](h func() Hash, secret, salt []byte, info string, keyLength int) ([]byte, error) {
	pseudorandomKey, err := Extract(h, secret, salt)
	if err != nil {
		return nil, err
	}
	return Expand(h, pseudorandomKey, info, keyLength)
}
