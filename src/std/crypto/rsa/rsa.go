// Package rsa is RSA as PKCS #1 has it: encryption and signatures.
package rsa

import (
	"crypto"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"math"
	"math/big"
)

var one = big.NewInt(1)

// A PublicKey is a modulus and an exponent.
type PublicKey struct {
	N *big.Int
	E int
}

// Size is the length of signatures and of what is encrypted.
func (pub *PublicKey) Size() int { return (pub.N.BitLen() + 7) / 8 }

func same(a, b *big.Int) bool {
	if a == nil || b == nil {
		return a == b
	}
	return subtle.ConstantTimeCompare(a.Bytes(), b.Bytes()) == 1
}

func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(*PublicKey)
	return ok && same(pub.N, other.N) && pub.E == other.E
}

// A PrivateKey has the private exponent, and what N is made of.
type PrivateKey struct {
	PublicKey
	D           *big.Int
	Primes      []*big.Int
	Precomputed PrecomputedValues
}

// PrecomputedValues make the private operation faster.
type PrecomputedValues struct {
	Dp, Dq    *big.Int // D modulo the first primes less one
	Qinv      *big.Int // the inverse of the second prime modulo the first
	CRTValues []CRTValue
	n         *big.Int // of the key that they are of
}

// A CRTValue is of a prime behind the second.
type CRTValue struct {
	Exp   *big.Int // D modulo prime-1
	Coeff *big.Int // R⁻¹ modulo prime
	R     *big.Int // the product of the primes before
}

func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(*PrivateKey)
	if !ok || !priv.PublicKey.Equal(&other.PublicKey) || !same(priv.D, other.D) || len(priv.Primes) != len(other.Primes) {
		return false
	}
	for i := range priv.Primes {
		if !same(priv.Primes[i], other.Primes[i]) {
			return false
		}
	}
	return true
}

var (
	ErrMessageTooLong = errors.New("crypto/rsa: message too long for RSA key size")
	ErrDecryption     = errors.New("crypto/rsa: decryption error")
	ErrVerification   = errors.New("crypto/rsa: verification error")
)

// leastBits is the size below which keys are refused, unless the program is for a Go before 1.24 or says otherwise.
const leastBits = 1024

var size1024 = godebug.New("rsa1024min")

func checkSize(bits int) error {
	if bits >= leastBits || size1024.Value() == "0" {
		return nil
	}
	return fmt.Errorf("crypto/rsa: %d-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)", bits)
}

func (pub *PublicKey) checkSize() error {
	if pub.N == nil {
		return errors.New("crypto/rsa: missing public modulus")
	}
	return checkSize(pub.N.BitLen())
}

func (pub *PublicKey) check() error {
	switch {
	case pub.N == nil:
		return errors.New("crypto/rsa: missing public modulus")
	case pub.N.Bit(0) == 0:
		return errors.New("crypto/rsa: public modulus is even")
	case pub.E < 2:
		return errors.New("crypto/rsa: public exponent too small or negative")
	case pub.E&1 == 0:
		return errors.New("crypto/rsa: public exponent is even")
	case pub.E > 1<<31-1:
		return errors.New("crypto/rsa: public exponent too large")
	}
	return nil
}

// Validate says what is wrong with a key.
func (priv *PrivateKey) Validate() error {
	if len(priv.Primes) < 2 {
		return errors.New("crypto/rsa: missing primes")
	}
	_, err := priv.precompute()
	return err
}

// Precompute fills Precomputed.
func (priv *PrivateKey) Precompute() {
	if priv.Precomputed.n != nil && priv.Precomputed.n.Cmp(priv.N) == 0 {
		return
	}
	if values, err := priv.precompute(); err == nil {
		priv.Precomputed = values
	}
}

func (priv *PrivateKey) precompute() (v PrecomputedValues, err error) {
	if priv.N == nil {
		return v, errors.New("crypto/rsa: missing public modulus")
	}
	if priv.D == nil {
		return v, errors.New("crypto/rsa: missing private exponent")
	}
	if len(priv.Primes) == 2 {
		if priv.Primes[0] == nil {
			return v, errors.New("crypto/rsa: prime P is nil")
		}
		if priv.Primes[1] == nil {
			return v, errors.New("crypto/rsa: prime Q is nil")
		}
	}
	if err := priv.check(); err != nil {
		return v, err
	}
	if len(priv.Primes) < 2 {
		v.n = priv.N
		return v, nil
	}
	product := big.NewInt(1)
	for _, prime := range priv.Primes {
		if prime == nil {
			return v, errors.New("crypto/rsa: prime factor is nil")
		}
		if prime.Cmp(one) <= 0 {
			if len(priv.Primes) == 2 {
				return v, errors.New("crypto/rsa: invalid prime")
			}
			return v, errors.New("crypto/rsa: prime factor is <= 1")
		}
		product.Mul(product, prime)
	}
	p, q := priv.Primes[0], priv.Primes[1]
	if product.Cmp(priv.N) != 0 {
		return v, errors.New("crypto/rsa: p * q != n")
	}
	if p.Bit(0) == 0 || q.Bit(0) == 0 {
		return v, errors.New("crypto/rsa: invalid prime")
	}
	e := big.NewInt(int64(priv.E))
	for _, prime := range priv.Primes {
		less := new(big.Int).Sub(prime, one)
		de := new(big.Int).Mul(priv.D, e)
		if de.Mod(de, less).Cmp(one) != 0 {
			return v, errors.New("crypto/rsa: invalid CRT exponent")
		}
	}
	modLess := func(prime *big.Int) *big.Int {
		less := new(big.Int).Sub(prime, one)
		return less.Mod(priv.D, less)
	}
	v.n = priv.N
	v.Dp, v.Dq = modLess(p), modLess(q)
	if v.Qinv = new(big.Int).ModInverse(q, p); v.Qinv == nil {
		return v, errors.New("crypto/rsa: prime factors are not relatively prime")
	}
	v.CRTValues = make([]CRTValue, 0)
	r := new(big.Int).Mul(p, q)
	for _, prime := range priv.Primes[2:] {
		value := CRTValue{Exp: modLess(prime), R: new(big.Int).Set(r), Coeff: new(big.Int).ModInverse(r, prime)}
		if value.Coeff == nil {
			return v, errors.New("crypto/rsa: prime factors are not relatively prime")
		}
		v.CRTValues = append(v.CRTValues, value)
		r.Mul(r, prime)
	}
	return v, nil
}

// GenerateKey makes a key; random counts for nothing.
func GenerateKey(random io.Reader, bits int) (*PrivateKey, error) {
	if err := checkSize(bits); err != nil {
		return nil, err
	}
	if bits < 32 {
		return nil, errors.New("rsa: key too small")
	}
	return generate(2, bits)
}

// GenerateMultiPrimeKey makes a key of more than two primes.
func GenerateMultiPrimeKey(random io.Reader, nprimes int, bits int) (*PrivateKey, error) {
	if nprimes == 2 {
		return GenerateKey(random, bits)
	}
	if nprimes < 2 {
		return nil, errors.New("crypto/rsa: GenerateMultiPrimeKey: nprimes must be >= 2")
	}
	if bits < 64 {
		// About how many primes of the length there are; a quarter of them begins with 11. Twice as many as are needed are soon found.
		limit := float64(uint64(1) << uint(bits/nprimes))
		if limit/(math.Log(limit)-1)/8 <= float64(nprimes) {
			return nil, errors.New("crypto/rsa: too few primes of given length to generate an RSA key")
		}
	}
	return generate(nprimes, bits)
}

func generate(nprimes, bits int) (*PrivateKey, error) {
	const e = 65537
	for {
		priv := &PrivateKey{PublicKey: PublicKey{N: big.NewInt(1), E: e}}
		phi := big.NewInt(1)
		left := bits
		if nprimes >= 7 {
			// The product of primes that begin with 11 falls short otherwise.
			left += (nprimes - 2) / 5
		}
		for i := range nprimes {
			prime, err := rand.Prime(rand.Reader, left/(nprimes-i))
			if err != nil {
				return nil, err
			}
			left -= prime.BitLen()
			priv.Primes = append(priv.Primes, prime)
			priv.N.Mul(priv.N, prime)
			phi.Mul(phi, new(big.Int).Sub(prime, one))
		}
		if priv.N.BitLen() != bits || twins(priv.Primes) {
			continue
		}
		if nprimes == 2 {
			// The least of the exponents: by the primes' common multiple.
			a, b := new(big.Int).Sub(priv.Primes[0], one), new(big.Int).Sub(priv.Primes[1], one)
			phi.Div(phi, new(big.Int).GCD(nil, nil, a, b))
		}
		if priv.D = new(big.Int).ModInverse(big.NewInt(e), phi); priv.D != nil {
			priv.Precompute()
			return priv, nil
		}
	}
}

func twins(primes []*big.Int) bool {
	for i, p := range primes {
		for _, q := range primes[:i] {
			if p.Cmp(q) == 0 {
				return true
			}
		}
	}
	return false
}

// encrypt is the public operation.
func encrypt(pub *PublicKey, text []byte) ([]byte, error) {
	if err := pub.check(); err != nil {
		return nil, err
	}
	m := new(big.Int).SetBytes(text)
	if m.Cmp(pub.N) >= 0 {
		return nil, errors.New("input overflows the modulus")
	}
	m.Exp(m, big.NewInt(int64(pub.E)), pub.N)
	return m.FillBytes(make([]byte, pub.Size())), nil
}

// decrypt is the private operation. The text is blinded, so that the time says nothing about the key, and the result is checked, so
// that a fault in the arithmetic gives no prime away.
func decrypt(priv *PrivateKey, text []byte) ([]byte, error) {
	if err := priv.check(); err != nil {
		return nil, err
	}
	if priv.D == nil {
		return nil, errors.New("crypto/rsa: missing private exponent")
	}
	c := new(big.Int).SetBytes(text)
	if c.Cmp(priv.N) >= 0 {
		return nil, ErrDecryption
	}
	e := big.NewInt(int64(priv.E))
	var unblind *big.Int
	blinded := new(big.Int)
	for unblind == nil {
		r, err := rand.Int(rand.Reader, priv.N)
		if err != nil {
			return nil, err
		}
		if r.Sign() == 0 {
			continue
		}
		unblind = new(big.Int).ModInverse(r, priv.N)
		blinded.Exp(r, e, priv.N)
	}
	blinded.Mul(blinded, c).Mod(blinded, priv.N)
	m := priv.power(blinded)
	m.Mul(m, unblind).Mod(m, priv.N)
	if new(big.Int).Exp(m, e, priv.N).Cmp(c) != 0 {
		return nil, errors.New("crypto/rsa: internal error")
	}
	return m.FillBytes(make([]byte, priv.Size())), nil
}

// power is c to the private exponent; by the primes where they are known.
func (priv *PrivateKey) power(c *big.Int) *big.Int {
	v := priv.Precomputed
	if v.n == nil || v.n.Cmp(priv.N) != 0 {
		v, _ = priv.precompute()
	}
	if v.Dp == nil || v.Dq == nil || v.Qinv == nil || len(v.CRTValues) != len(priv.Primes)-2 {
		return new(big.Int).Exp(c, priv.D, priv.N)
	}
	p, q := priv.Primes[0], priv.Primes[1]
	m := new(big.Int).Exp(c, v.Dp, p)
	m2 := new(big.Int).Exp(c, v.Dq, q)
	m.Sub(m, m2)
	m.Mul(m.Mod(m, p), v.Qinv).Mod(m, p)
	m.Mul(m, q).Add(m, m2)
	for i, value := range v.CRTValues {
		prime := priv.Primes[2+i]
		m2.Exp(c, value.Exp, prime)
		m2.Sub(m2, m)
		m2.Mul(m2, value.Coeff).Mod(m2, prime)
		m.Add(m, m2.Mul(m2, value.R))
	}
	return m
}
