// Package crypto names hash functions, and holds the interfaces of keys.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// A Hash names a hash function, which is there if a package that has it is imported.
type Hash uint

const (
	MD4 Hash = 1 + iota
	MD5
	SHA1
	SHA224
	SHA256
	SHA384
	SHA512
	MD5SHA1
	RIPEMD160
	SHA3_224
	SHA3_256
	SHA3_384
	SHA3_512
	SHA512_224
	SHA512_256
	BLAKE2s_256
	BLAKE2b_256
	BLAKE2b_384
	BLAKE2b_512
	MLDSAMu
	count
)

var known = [count]struct {
	name string
	size int
}{
	MD4: {"MD4", 16}, MD5: {"MD5", 16}, SHA1: {"SHA-1", 20}, SHA224: {"SHA-224", 28}, SHA256: {"SHA-256", 32},
	SHA384: {"SHA-384", 48}, SHA512: {"SHA-512", 64}, MD5SHA1: {"MD5+SHA1", 36}, RIPEMD160: {"RIPEMD-160", 20},
	SHA3_224: {"SHA3-224", 28}, SHA3_256: {"SHA3-256", 32}, SHA3_384: {"SHA3-384", 48}, SHA3_512: {"SHA3-512", 64},
	SHA512_224: {"SHA-512/224", 28}, SHA512_256: {"SHA-512/256", 32}, BLAKE2s_256: {"BLAKE2s-256", 32},
	BLAKE2b_256: {"BLAKE2b-256", 32}, BLAKE2b_384: {"BLAKE2b-384", 48}, BLAKE2b_512: {"BLAKE2b-512", 64},
	MLDSAMu: {"ML-DSA μ message representative", 64},
}

var makers [count]func() hash.Hash

// HashFunc makes a Hash a SignerOpts.
func (h Hash) HashFunc() Hash { return h }

func (h Hash) String() string {
	if 0 < h && h < count {
		return known[h].name
	}
	return "unknown hash value " + strconv.Itoa(int(h))
}

// Size is the length of a sum in bytes.
func (h Hash) Size() int {
	if 0 < h && h < count {
		return known[h].size
	}
	panic("crypto: Size of unknown hash function")
}

// New returns a hash; it panics if no imported package has the function.
func (h Hash) New() hash.Hash {
	if h.Available() {
		return makers[h]()
	}
	panic(unavailable(h).Error())
}

// Available reports whether an imported package has the function.
func (h Hash) Available() bool { return h < count && makers[h] != nil }

// RegisterHash makes f the maker of hashes for h.
func RegisterHash(h Hash, f func() hash.Hash) {
	if h == 0 || h >= count {
		panic("crypto: RegisterHash of unknown hash function")
	}
	if h == MLDSAMu {
		panic("crypto: cannot RegisterHash for MLDSAMu")
	}
	makers[h] = f
}

// A PublicKey is one of any algorithm; those of the library have Equal(x crypto.PublicKey) bool.
type PublicKey any

// A PrivateKey is one of any algorithm; those of the library have Public and Equal.
type PrivateKey any

// A Signer signs with a key that may lie elsewhere.
type Signer interface {
	Public() PublicKey
	Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
}

// A MessageSigner signs messages that it hashes itself.
type MessageSigner interface {
	Signer
	SignMessage(rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error)
}

// SignerOpts says how to sign; HashFunc is 0 where the message was not hashed.
type SignerOpts interface {
	HashFunc() Hash
}

type unavailable Hash

func (h unavailable) Error() string {
	return "crypto: requested hash function unavailable: " + Hash(h).String()
}

// SignMessage signs msg, which is hashed first where the signer does not do that itself.
func SignMessage(signer Signer, rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error) {
	if s, ok := signer.(MessageSigner); ok {
		return s.SignMessage(rand, msg, opts)
	}
	if h := opts.HashFunc(); h != 0 {
		if !h.Available() {
			return nil, unavailable(h)
		}
		sum := h.New()
		sum.Write(msg)
		msg = sum.Sum(nil)
	}
	return signer.Sign(rand, msg, opts)
}

// A Decrypter decrypts with a key that may lie elsewhere.
type Decrypter interface {
	Public() PublicKey
	Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
}

type DecrypterOpts any

// An Encapsulator makes shared keys for who has the private key.
type Encapsulator interface {
	Bytes() []byte
	Encapsulate() (sharedKey, ciphertext []byte)
}

// A Decapsulator takes them out.
type Decapsulator interface {
	Encapsulator() Encapsulator
	Decapsulate(ciphertext []byte) (sharedKey []byte, err error)
}
