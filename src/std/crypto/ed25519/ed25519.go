// Package ed25519 is the signature scheme of RFC 8032.
package ed25519

import (
	"bytes"
	"crypto"
	"crypto/internal/curves"
	"crypto/rand"
	"crypto/sha512"
	"crypto/subtle"
	"errors"
	"io"
	"strconv"
)

const (
	PublicKeySize  = 32
	PrivateKeySize = 64
	SignatureSize  = 64
	SeedSize       = 32
)

// A PublicKey is a point.
type PublicKey []byte

func (pub PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(PublicKey)
	return ok && subtle.ConstantTimeCompare(pub, other) == 1
}

// A PrivateKey is a seed, and the public key behind it.
type PrivateKey []byte

func (priv PrivateKey) Public() crypto.PublicKey {
	return PublicKey(bytes.Clone(priv[SeedSize:]))
}

func (priv PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(PrivateKey)
	return ok && subtle.ConstantTimeCompare(priv, other) == 1
}

func (priv PrivateKey) Seed() []byte { return append([]byte(nil), priv[:SeedSize]...) }

// Options choose a variant: a hash for Ed25519ph, a context for that or Ed25519ctx.
type Options struct {
	Hash    crypto.Hash
	Context string
}

func (o *Options) HashFunc() crypto.Hash { return o.Hash }

// prefix is what tells the variants apart. The message is a hash with SHA-512.
func prefix(hash crypto.Hash, message []byte, context string) ([]byte, error) {
	switch {
	case hash == crypto.SHA512:
		if len(message) != sha512.Size {
			return nil, errors.New("ed25519: bad Ed25519ph message hash length: " + strconv.Itoa(len(message)))
		}
		if len(context) > 255 {
			return nil, errors.New("ed25519: bad Ed25519ph context length: " + strconv.Itoa(len(context)))
		}
		return append([]byte("SigEd25519 no Ed25519 collisions\x01"), append([]byte{byte(len(context))}, context...)...), nil
	case hash == 0 && context != "":
		if len(context) > 255 {
			return nil, errors.New("ed25519: bad Ed25519ctx context length: " + strconv.Itoa(len(context)))
		}
		return append([]byte("SigEd25519 no Ed25519 collisions\x00"), append([]byte{byte(len(context))}, context...)...), nil
	}
	return nil, nil
}

func sum(parts ...[]byte) []byte {
	h := sha512.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

func sign(priv PrivateKey, dom, message []byte) []byte {
	if len(priv) != PrivateKeySize {
		panic("ed25519: bad private key: ed25519: bad private key length: " + strconv.Itoa(len(priv)))
	}
	secret := sha512.Sum512(priv[:SeedSize])
	r := sum(dom, secret[32:], message)
	signature := curves.Ed25519Base(r)
	k := sum(dom, signature, priv[SeedSize:], message)
	return append(signature, curves.Ed25519Sum(k, secret[:32], r)...)
}

func verify(pub PublicKey, dom, message, sig []byte) bool {
	if len(sig) != SignatureSize {
		return false
	}
	k := sum(dom, sig[:32], pub, message)
	return bytes.Equal(curves.Ed25519Check(k, sig[32:], pub), sig[:32])
}

// Sign signs a message, or with Options that name SHA-512 its hash.
func (priv PrivateKey) Sign(rand io.Reader, message []byte, opts crypto.SignerOpts) (signature []byte, err error) {
	hash, context := opts.HashFunc(), ""
	if o, ok := opts.(*Options); ok {
		context = o.Context
	}
	if len(priv) != PrivateKeySize {
		return nil, errors.New("ed25519: bad private key length: " + strconv.Itoa(len(priv)))
	}
	if hash != 0 && hash != crypto.SHA512 {
		return nil, errors.New("ed25519: expected opts.HashFunc() zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	}
	dom, err := prefix(hash, message, context)
	if err != nil {
		return nil, err
	}
	return sign(priv, dom, message), nil
}

// GenerateKey makes a key; without a reader, of the system's random bytes.
func GenerateKey(random io.Reader) (PublicKey, PrivateKey, error) {
	if random == nil {
		random = rand.Reader
	}
	seed := make([]byte, SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, nil, err
	}
	priv := NewKeyFromSeed(seed)
	return priv.Public().(PublicKey), priv, nil
}

// NewKeyFromSeed is the key of a seed.
func NewKeyFromSeed(seed []byte) PrivateKey {
	if len(seed) != SeedSize {
		panic("ed25519: bad seed length: " + strconv.Itoa(len(seed)))
	}
	secret := sha512.Sum512(seed)
	return append(append(make(PrivateKey, 0, PrivateKeySize), seed...), curves.Ed25519Base(secret[:32])...)
}

func Sign(privateKey PrivateKey, message []byte) []byte { return sign(privateKey, nil, message) }

func Verify(publicKey PublicKey, message, sig []byte) bool {
	return VerifyWithOptions(publicKey, message, sig, &Options{}) == nil
}

// VerifyWithOptions says what is wrong with a signature.
func VerifyWithOptions(publicKey PublicKey, message, sig []byte, opts *Options) error {
	if n := len(publicKey); n != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(n))
	}
	if opts.Hash != 0 && opts.Hash != crypto.SHA512 {
		return errors.New("ed25519: expected opts.Hash zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	}
	dom, err := prefix(opts.Hash, message, opts.Context)
	if err != nil {
		return err
	}
	if len(sig) != SignatureSize {
		return errors.New("ed25519: bad signature length: " + strconv.Itoa(len(sig)))
	}
	if !verify(publicKey, dom, message, sig) {
		return errors.New("ed25519: invalid signature")
	}
	return nil
}
