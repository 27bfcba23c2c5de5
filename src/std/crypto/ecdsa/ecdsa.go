// Package ecdsa is the signature algorithm of FIPS 186 over elliptic curves.
package ecdsa

import (
	"crypto"
	"crypto/ecdh"
	"crypto/elliptic"
	"crypto/internal/curves"
	"crypto/rand"
	"crypto/subtle"
	"encoding/asn1"
	"errors"
	"io"
	"math/big"
)

// A PublicKey is a point of a curve.
type PublicKey struct {
	elliptic.Curve
	X, Y *big.Int
}

// A PrivateKey has the number that makes the point.
type PrivateKey struct {
	PublicKey
	D *big.Int
}

// bits is the size of a curve that natives know; 224 of the one that they do not; 0 of others.
func bits(c elliptic.Curve) int {
	switch c {
	case elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521():
		return c.Params().BitSize
	}
	return 0
}

func toECDH(c elliptic.Curve) ecdh.Curve {
	switch c {
	case elliptic.P256():
		return ecdh.P256()
	case elliptic.P384():
		return ecdh.P384()
	case elliptic.P521():
		return ecdh.P521()
	}
	return nil
}

// ECDH is the key for exchanges.
func (pub *PublicKey) ECDH() (*ecdh.PublicKey, error) {
	c := toECDH(pub.Curve)
	if c == nil {
		return nil, errors.New("ecdsa: unsupported curve by crypto/ecdh")
	}
	b, err := pub.Bytes()
	if err != nil {
		return nil, err
	}
	return c.NewPublicKey(b)
}

func (priv *PrivateKey) ECDH() (*ecdh.PrivateKey, error) {
	c := toECDH(priv.Curve)
	if c == nil {
		return nil, errors.New("ecdsa: unsupported curve by crypto/ecdh")
	}
	b, err := priv.Bytes()
	if err != nil {
		return nil, err
	}
	return c.NewPrivateKey(b)
}

func same(a, b *big.Int) bool {
	return a != nil && b != nil && subtle.ConstantTimeCompare(a.Bytes(), b.Bytes()) == 1
}

func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(*PublicKey)
	return ok && same(pub.X, other.X) && same(pub.Y, other.Y) && pub.Curve == other.Curve
}

func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(*PrivateKey)
	return ok && priv.PublicKey.Equal(&other.PublicKey) && same(priv.D, other.D)
}

func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

func size(c elliptic.Curve) int { return (c.Params().BitSize + 7) / 8 }

// ParseUncompressedPublicKey reads what Bytes writes.
func ParseUncompressedPublicKey(curve elliptic.Curve, data []byte) (*PublicKey, error) {
	if len(data) < 1 || data[0] != 4 {
		return nil, errors.New("ecdsa: invalid uncompressed public key")
	}
	if bits(curve) == 0 {
		return nil, errors.New("ecdsa: curve not supported by ParseUncompressedPublicKey")
	}
	x, y := elliptic.Unmarshal(curve, data)
	if x == nil {
		return nil, errors.New("ecdsa: invalid public key encoding")
	}
	return &PublicKey{curve, x, y}, nil
}

// Bytes is the point, uncompressed.
func (pub *PublicKey) Bytes() ([]byte, error) {
	if bits(pub.Curve) == 0 {
		return nil, errors.New("ecdsa: curve not supported by PublicKey.Bytes")
	}
	if err := pub.check(); err != nil {
		return nil, err
	}
	return elliptic.Marshal(pub.Curve, pub.X, pub.Y), nil
}

func (pub *PublicKey) check() error {
	for _, v := range []*big.Int{pub.X, pub.Y} {
		if v.Sign() < 0 {
			return errors.New("negative coordinate")
		}
		if v.BitLen() > pub.Curve.Params().BitSize {
			return errors.New("overflowing coordinate")
		}
	}
	if !pub.Curve.IsOnCurve(pub.X, pub.Y) {
		return errors.New("ecdsa: invalid public key encoding")
	}
	return nil
}

// ParseRawPrivateKey reads a number of the curve's size.
func ParseRawPrivateKey(curve elliptic.Curve, data []byte) (*PrivateKey, error) {
	if bits(curve) == 0 {
		return nil, errors.New("ecdsa: curve not supported by ParseRawPrivateKey")
	}
	n := curve.Params().N
	d := new(big.Int).SetBytes(data)
	if len(data) != size(curve) {
		return nil, errors.New("ecdsa: invalid private key length")
	}
	if d.Sign() == 0 {
		return nil, errors.New("ecdsa: private key is zero")
	}
	if d.Cmp(n) >= 0 {
		return nil, errors.New("input overflows the modulus")
	}
	return fromNumber(curve, d), nil
}

func fromNumber(c elliptic.Curve, d *big.Int) *PrivateKey {
	priv := &PrivateKey{PublicKey{Curve: c}, d}
	priv.X, priv.Y = c.ScalarBaseMult(d.FillBytes(make([]byte, (c.Params().N.BitLen()+7)/8)))
	return priv
}

// Bytes is the number, in the curve's size.
func (priv *PrivateKey) Bytes() ([]byte, error) {
	if bits(priv.Curve) == 0 {
		return nil, errors.New("ecdsa: curve not supported by PrivateKey.Bytes")
	}
	return priv.number()
}

func (priv *PrivateKey) number() ([]byte, error) {
	n := priv.Curve.Params().N
	if priv.D.Sign() <= 0 {
		return nil, errors.New("ecdsa: private key scalar is zero or negative")
	}
	if priv.D.BitLen() > n.BitLen() {
		return nil, errors.New("ecdsa: private key scalar too large")
	}
	return priv.D.FillBytes(make([]byte, (n.BitLen()+7)/8)), nil
}

// random is a number from 1 below n.
func random(n *big.Int) (*big.Int, error) {
	top := new(big.Int).Sub(n, big.NewInt(1))
	k, err := rand.Int(rand.Reader, top)
	if err != nil {
		return nil, err
	}
	return k.Add(k, big.NewInt(1)), nil
}

// GenerateKey makes a key; r counts for nothing.
func GenerateKey(c elliptic.Curve, r io.Reader) (*PrivateKey, error) {
	d, err := random(c.Params().N)
	if err != nil {
		return nil, err
	}
	return fromNumber(c, d), nil
}

// Sign signs a hash; without a reader as RFC 6979 says.
func (priv *PrivateKey) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts != nil {
		h := opts.HashFunc()
		if h == 0 {
			return nil, errors.New("ecdsa: Sign must be called with a hash, not with crypto.Hash(0)")
		}
		if h.Size() != len(digest) {
			return nil, errors.New("ecdsa: hash length does not match hash function")
		}
	}
	if random == nil {
		return priv.deterministic(digest, opts)
	}
	return SignASN1(random, priv, digest)
}

func (priv *PrivateKey) deterministic(digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts == nil {
		return nil, errors.New("ecdsa: Sign called with nil random and nil opts")
	}
	h := opts.HashFunc()
	if bits(priv.Curve) == 0 {
		return nil, errors.New("ecdsa: curve not supported by deterministic signatures")
	}
	if !h.Available() {
		return nil, errors.New("ecdsa: requested hash function unavailable: " + h.String())
	}
	secret, err := priv.number()
	if err != nil {
		return nil, err
	}
	n := priv.Curve.Params().N
	z := truncated(n, digest)
	z.Mod(z, n)
	numbers := newNumbers(h.New, n, secret, z.FillBytes(make([]byte, len(secret))))
	r, s, err := sign(priv, digest, numbers.next)
	if err != nil {
		return nil, err
	}
	return encode(r, s)
}

// truncated is a hash as a number of n's size.
func truncated(n *big.Int, hash []byte) *big.Int {
	order := n.BitLen()
	hash = hash[:min(len(hash), (order+7)/8)]
	v := new(big.Int).SetBytes(hash)
	if over := 8*len(hash) - order; over > 0 {
		v.Rsh(v, uint(over))
	}
	return v
}

// multBase is k times the base point, in x; the time does not depend on k for curves with natives.
func multBase(c elliptic.Curve, k *big.Int) *big.Int {
	n := c.Params().N
	x, _ := c.ScalarBaseMult(k.FillBytes(make([]byte, (n.BitLen()+7)/8)))
	return x
}

// inverse is of k modulo n; blinded, so that the time says nothing about k.
func inverse(k, n *big.Int) (*big.Int, error) {
	b, err := random(n)
	if err != nil {
		return nil, err
	}
	v := new(big.Int).Mul(k, b)
	v.ModInverse(v.Mod(v, n), n)
	v.Mul(v, b)
	return v.Mod(v, n), nil
}

func sign(priv *PrivateKey, hash []byte, number func(n *big.Int) (*big.Int, error)) (r, s *big.Int, err error) {
	if _, err := priv.number(); err != nil {
		return nil, nil, err
	}
	n := priv.Curve.Params().N
	if n.Sign() == 0 {
		return nil, nil, errors.New("zero parameter")
	}
	z := truncated(n, hash)
	for {
		k, err := number(n)
		if err != nil {
			return nil, nil, err
		}
		r = multBase(priv.Curve, k)
		if r.Mod(r, n).Sign() == 0 {
			continue
		}
		kInv, err := inverse(k, n)
		if err != nil {
			return nil, nil, err
		}
		s = new(big.Int).Mul(priv.D, r)
		s.Add(s, z)
		s.Mul(s, kInv)
		if s.Mod(s, n).Sign() != 0 {
			return r, s, nil
		}
	}
}

type signature struct {
	R, S *big.Int
}

func encode(r, s *big.Int) ([]byte, error) { return asn1.Marshal(signature{r, s}) }

// Sign signs a hash; rand counts for nothing.
func Sign(rand io.Reader, priv *PrivateKey, hash []byte) (r, s *big.Int, err error) {
	if len(hash) == 0 {
		return nil, nil, errors.New("ecdsa: hash cannot be empty")
	}
	return sign(priv, hash, random)
}

// SignASN1 is Sign with the signature in DER.
func SignASN1(r io.Reader, priv *PrivateKey, hash []byte) ([]byte, error) {
	a, b, err := Sign(r, priv, hash)
	if err != nil {
		return nil, err
	}
	return encode(a, b)
}

// Verify says whether a signature is good.
func Verify(pub *PublicKey, hash []byte, r, s *big.Int) bool {
	n := pub.Curve.Params().N
	if len(hash) == 0 || r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(n) >= 0 || s.Cmp(n) >= 0 || pub.check() != nil {
		return false
	}
	w := new(big.Int).ModInverse(s, n)
	if w == nil {
		return false
	}
	u1 := truncated(n, hash)
	u1.Mul(u1, w).Mod(u1, n)
	u2 := w.Mul(r, w).Mod(w, n)
	c := pub.Curve
	var x *big.Int
	if b := bits(c); b > 224 {
		field := size(c)
		p := curves.Sum(b, u1.FillBytes(make([]byte, field)), nil, u2.FillBytes(make([]byte, field)), elliptic.Marshal(c, pub.X, pub.Y))
		if len(p) < 3 {
			return false
		}
		x = new(big.Int).SetBytes(p[1 : 1+field])
	} else {
		x1, y1 := c.ScalarBaseMult(u1.Bytes())
		x2, y2 := c.ScalarMult(pub.X, pub.Y, u2.Bytes())
		var y *big.Int
		if x, y = c.Add(x1, y1, x2, y2); x.Sign() == 0 && y.Sign() == 0 {
			return false
		}
	}
	return x.Mod(x, n).Cmp(r) == 0
}

// VerifyASN1 is Verify of a signature in DER.
func VerifyASN1(pub *PublicKey, hash, sig []byte) bool {
	var v signature
	rest, err := asn1.Unmarshal(sig, &v)
	if err != nil || len(rest) != 0 {
		return false
	}
	// Nothing else than the two may stand there.
	again, err := encode(v.R, v.S)
	return err == nil && string(again) == string(sig) && Verify(pub, hash, v.R, v.S)
}
