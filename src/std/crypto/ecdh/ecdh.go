// Package ecdh is the exchange of keys over NIST's curves and Curve25519.
package ecdh

import (
	"bytes"
	"crypto"
	"crypto/internal/curves"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"io"
)

// A Curve makes and reads keys.
type Curve interface {
	GenerateKey(rand io.Reader) (*PrivateKey, error)
	NewPrivateKey(key []byte) (*PrivateKey, error)
	NewPublicKey(key []byte) (*PublicKey, error)
	ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error)
}

// A PublicKey is what the other side gets.
type PublicKey struct {
	curve Curve
	key   []byte
}

func (k *PublicKey) Bytes() []byte { return bytes.Clone(k.key) }
func (k *PublicKey) Curve() Curve  { return k.curve }

func (k *PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(*PublicKey)
	return ok && k.curve == other.curve && subtle.ConstantTimeCompare(k.key, other.key) == 1
}

// A KeyExchanger is a private key that may be elsewhere.
type KeyExchanger interface {
	PublicKey() *PublicKey
	Curve() Curve
	ECDH(*PublicKey) ([]byte, error)
}

var _ KeyExchanger = (*PrivateKey)(nil)

// A PrivateKey is what one keeps.
type PrivateKey struct {
	curve  Curve
	key    []byte
	public *PublicKey
}

func (k *PrivateKey) Bytes() []byte            { return bytes.Clone(k.key) }
func (k *PrivateKey) Curve() Curve             { return k.curve }
func (k *PrivateKey) PublicKey() *PublicKey    { return k.public }
func (k *PrivateKey) Public() crypto.PublicKey { return k.public }

func (k *PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(*PrivateKey)
	return ok && k.curve == other.curve && subtle.ConstantTimeCompare(k.key, other.key) == 1
}

// ECDH is the secret that both sides come to.
func (k *PrivateKey) ECDH(remote *PublicKey) ([]byte, error) {
	if k.curve != remote.curve {
		return nil, errors.New("crypto/ecdh: private key and public key curves do not match")
	}
	return k.curve.ecdh(k, remote)
}

type nistCurve struct {
	name  string
	bits  int
	order string // in bytes
}

func (c *nistCurve) String() string { return c.name }

var (
	p256 = &nistCurve{"P-256", 256, "\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x51"}
	p384 = &nistCurve{"P-384", 384, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xc7\x63\x4d\x81\xf4\x37\x2d\xdf" +
		"\x58\x1a\x0d\xb2\x48\xb0\xa7\x7a\xec\xec\x19\x6a\xcc\xc5\x29\x73"}
	p521 = &nistCurve{"P-521", 521, "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfa" +
		"\x51\x86\x87\x83\xbf\x2f\x96\x6b\x7f\xcc\x01\x48\xf7\x09\xa5\xd0\x3b\xb5\xc9\xb8\x89\x9c\x47\xae\xbb\x6f\xb7\x1e\x91\x38\x64\x09"}
	c25519 = &x25519{}
)

func P256() Curve   { return p256 }
func P384() Curve   { return p384 }
func P521() Curve   { return p521 }
func X25519() Curve { return c25519 }

func (c *nistCurve) GenerateKey(io.Reader) (*PrivateKey, error) {
	for {
		key := make([]byte, (c.bits+7)/8)
		if _, err := io.ReadFull(rand.Reader, key); err != nil {
			return nil, err
		}
		if c.bits == 521 {
			key[0] &= 1
		}
		if k, err := c.NewPrivateKey(key); err == nil {
			return k, nil
		}
	}
}

func (c *nistCurve) NewPrivateKey(key []byte) (*PrivateKey, error) {
	zero := make([]byte, len(c.order))
	if len(key) != len(c.order) || string(key) >= c.order || bytes.Equal(key, zero) {
		return nil, errors.New("crypto/ecdh: invalid private key")
	}
	return &PrivateKey{c, bytes.Clone(key), &PublicKey{c, curves.Mult(c.bits, key, nil)}}, nil
}

func (c *nistCurve) NewPublicKey(key []byte) (*PublicKey, error) {
	if len(key) == 0 || key[0] != 4 || curves.Point(c.bits, key) == nil {
		return nil, errors.New("crypto/ecdh: invalid public key")
	}
	return &PublicKey{c, bytes.Clone(key)}, nil
}

func (c *nistCurve) ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error) {
	p := curves.Mult(c.bits, local.key, remote.key)
	if len(p) < 3 {
		return nil, errors.New("crypto/ecdh: public key is the identity element")
	}
	return p[1 : 1+len(p)/2], nil
}

type x25519 struct{}

func (c *x25519) String() string { return "X25519" }

func (c *x25519) GenerateKey(io.Reader) (*PrivateKey, error) {
	key := make([]byte, 32)
	if _, err := io.ReadFull(rand.Reader, key); err != nil {
		return nil, err
	}
	return c.NewPrivateKey(key)
}

func (c *x25519) NewPrivateKey(key []byte) (*PrivateKey, error) {
	if len(key) != 32 {
		return nil, errors.New("crypto/ecdh: invalid private key size")
	}
	base := make([]byte, 32)
	base[0] = 9
	return &PrivateKey{c, bytes.Clone(key), &PublicKey{c, curves.X25519(key, base)}}, nil
}

func (c *x25519) NewPublicKey(key []byte) (*PublicKey, error) {
	if len(key) != 32 {
		return nil, errors.New("crypto/ecdh: invalid public key")
	}
	return &PublicKey{c, bytes.Clone(key)}, nil
}

func (c *x25519) ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error) {
	secret := curves.X25519(local.key, remote.key)
	if subtle.ConstantTimeCompare(secret, make([]byte, 32)) == 1 {
		return nil, errors.New("crypto/ecdh: bad X25519 remote ECDH input: low order point")
	}
	return secret, nil
}
