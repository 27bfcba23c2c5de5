// Package dsa is the signature algorithm of FIPS 186-3 over numbers, which is no longer recommended.
package dsa

import (
	"crypto/rand"
	"errors"
	"internal/godebug"
	"io"
	"math/big"
)

// Parameters may be shared by keys.
type Parameters struct {
	P, Q, G *big.Int
}

type PublicKey struct {
	Parameters
	Y *big.Int
}

type PrivateKey struct {
	PublicKey
	X *big.Int
}

// ErrInvalidPublicKey is of keys that cannot be.
var ErrInvalidPublicKey = errors.New("crypto/dsa: invalid public key")

// ParameterSizes are the lengths of P and Q.
type ParameterSizes int

const (
	L1024N160 ParameterSizes = iota
	L2048N224
	L2048N256
	L3072N256
)

// GenerateParameters makes P, Q and G.
func GenerateParameters(params *Parameters, random io.Reader, sizes ParameterSizes) error {
	var long, short int
	switch sizes {
	case L1024N160:
		long, short = 1024, 160
	case L2048N224:
		long, short = 2048, 224
	case L2048N256:
		long, short = 2048, 256
	case L3072N256:
		long, short = 3072, 256
	default:
		return errors.New("crypto/dsa: invalid ParameterSizes")
	}
	one := big.NewInt(1)
	for {
		q, err := rand.Prime(random, short)
		if err != nil {
			return err
		}
		for range 4 * long {
			b := make([]byte, long/8)
			if _, err := io.ReadFull(random, b); err != nil {
				return err
			}
			b[0] |= 0x80
			b[len(b)-1] |= 1
			p := new(big.Int).SetBytes(b)
			rem := new(big.Int).Mod(p, q)
			p.Sub(p, rem.Sub(rem, one))
			if p.BitLen() < long || !p.ProbablyPrime(64) {
				continue
			}
			e := new(big.Int).Sub(p, one)
			e.Div(e, q)
			for h := big.NewInt(2); ; h.Add(h, one) {
				if g := new(big.Int).Exp(h, e, p); g.Cmp(one) != 0 {
					params.P, params.Q, params.G = p, q, g
					return nil
				}
			}
		}
	}
}

// GenerateKey makes a key of the parameters that priv has.
func GenerateKey(priv *PrivateKey, rand io.Reader) error {
	if priv.P == nil || priv.Q == nil || priv.G == nil {
		return errors.New("crypto/dsa: parameters not set up before generating key")
	}
	x := new(big.Int)
	b := make([]byte, priv.Q.BitLen()/8)
	for x.Sign() == 0 || x.Cmp(priv.Q) >= 0 {
		if _, err := io.ReadFull(rand, b); err != nil {
			return err
		}
		x.SetBytes(b)
	}
	priv.X = x
	priv.Y = new(big.Int).Exp(priv.G, x, priv.P)
	return nil
}

var customReaders = godebug.New("cryptocustomrand")

// Sign signs a hash, which should be cut to the length of Q. The reader does not count, unless the setting of GODEBUG wants it.
func Sign(random io.Reader, priv *PrivateKey, hash []byte) (r, s *big.Int, err error) {
	if customReaders.Value() != "1" {
		random = rand.Reader
	}
	n := priv.Q.BitLen()
	if priv.P.Sign() <= 0 || priv.Q.Sign() <= 0 || priv.G.Sign() <= 0 || priv.X.Sign() <= 0 || n%8 != 0 {
		return nil, nil, ErrInvalidPublicKey
	}
	b := make([]byte, n/8)
	for range 10 {
		k := new(big.Int)
		for k.Sign() == 0 || k.Cmp(priv.Q) >= 0 {
			if _, err := io.ReadFull(random, b); err != nil {
				return nil, nil, err
			}
			k.SetBytes(b)
		}
		inverse := new(big.Int).ModInverse(k, priv.Q)
		if inverse == nil {
			return nil, nil, ErrInvalidPublicKey
		}
		r = new(big.Int).Exp(priv.G, k, priv.P)
		if r.Mod(r, priv.Q).Sign() == 0 {
			continue
		}
		s = new(big.Int).Mul(priv.X, r)
		s.Add(s, new(big.Int).SetBytes(hash)).Mod(s, priv.Q)
		s.Mul(s, inverse).Mod(s, priv.Q)
		if s.Sign() != 0 {
			return r, s, nil
		}
	}
	return nil, nil, ErrInvalidPublicKey
}

// Verify says whether a signature is good.
func Verify(pub *PublicKey, hash []byte, r, s *big.Int) bool {
	if pub.P.Sign() == 0 || r.Sign() <= 0 || r.Cmp(pub.Q) >= 0 || s.Sign() <= 0 || s.Cmp(pub.Q) >= 0 || pub.Q.BitLen()%8 != 0 {
		return false
	}
	w := new(big.Int).ModInverse(s, pub.Q)
	if w == nil {
		return false
	}
	u1 := new(big.Int).SetBytes(hash)
	u1.Mul(u1, w).Mod(u1, pub.Q)
	w.Mul(r, w).Mod(w, pub.Q)
	v := u1.Exp(pub.G, u1, pub.P)
	v.Mul(v, w.Exp(pub.Y, w, pub.P)).Mod(v, pub.P)
	return v.Mod(v, pub.Q).Cmp(r) == 0
}
