package rsa

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"hash"
	"io"
)

const (
	// The salt is as long as it can be, and of any length where it is verified.
	PSSSaltLengthAuto = 0
	// The salt is as long as the hash.
	PSSSaltLengthEqualsHash = -1
)

// PSSOptions are for signatures by PSS.
type PSSOptions struct {
	SaltLength int
	Hash       crypto.Hash // where not 0, instead of the one that is passed
}

func (opts *PSSOptions) HashFunc() crypto.Hash { return opts.Hash }

func (opts *PSSOptions) saltLength() int {
	if opts == nil {
		return PSSSaltLengthAuto
	}
	return opts.SaltLength
}

// OAEPOptions are for Decrypt and EncryptOAEPWithOptions.
type OAEPOptions struct {
	Hash    crypto.Hash
	MGFHash crypto.Hash // 0: the same
	Label   []byte
}

// mask applies MGF1 of a seed to out.
func mask(out []byte, h hash.Hash, seed []byte) {
	for counter := uint32(0); len(out) > 0; counter++ {
		h.Reset()
		h.Write(seed)
		h.Write([]byte{byte(counter >> 24), byte(counter >> 16), byte(counter >> 8), byte(counter)})
		n := subtle.XORBytes(out, out, h.Sum(nil))
		out = out[n:]
	}
}

// SignPSS signs a hash.
func SignPSS(random io.Reader, priv *PrivateKey, hash crypto.Hash, digest []byte, opts *PSSOptions) ([]byte, error) {
	if err := priv.checkSize(); err != nil {
		return nil, err
	}
	if opts != nil && opts.Hash != 0 {
		hash = opts.Hash
	}
	if !hash.Available() {
		return nil, errors.New("crypto/rsa: requested hash function unavailable: " + hash.String())
	}
	h := hash.New()
	bits := priv.N.BitLen() - 1
	length := opts.saltLength()
	switch {
	case length == PSSSaltLengthAuto:
		if length = (bits+7)/8 - 2 - h.Size(); length < 0 {
			return nil, ErrMessageTooLong
		}
	case length == PSSSaltLengthEqualsHash:
		length = h.Size()
	case length < 0:
		return nil, errors.New("crypto/rsa: invalid PSS salt length")
	}
	salt := make([]byte, length)
	// Unlike elsewhere, the caller's randomness counts here and for OAEP.
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, err
	}
	if len(digest) != h.Size() {
		return nil, errors.New("crypto/rsa: input must be hashed with given hash")
	}
	size := (bits + 7) / 8
	if size < h.Size()+length+2 {
		return nil, ErrMessageTooLong
	}
	text := make([]byte, size)
	gap := size - length - h.Size() - 2
	db, sum := text[:size-h.Size()-1], text[size-h.Size()-1:size-1]
	copy(sum, pssSum(h, digest, salt))
	db[gap] = 1
	copy(db[gap+1:], salt)
	mask(db, h, sum)
	db[0] &= 0xff >> (8*size - bits)
	text[size-1] = 0xbc
	// A modulus of 8n+1 bits leaves a byte in front.
	return decrypt(priv, append(make([]byte, priv.Size()-size), text...))
}

func pssSum(h hash.Hash, digest, salt []byte) []byte {
	h.Reset()
	h.Write(make([]byte, 8))
	h.Write(digest)
	h.Write(salt)
	return h.Sum(nil)
}

// VerifyPSS is nil for a good signature.
func VerifyPSS(pub *PublicKey, hash crypto.Hash, digest []byte, sig []byte, opts *PSSOptions) error {
	if err := pub.checkSize(); err != nil {
		return err
	}
	if !hash.Available() {
		return errors.New("crypto/rsa: requested hash function unavailable: " + hash.String())
	}
	h := hash.New()
	length := opts.saltLength()
	if length == PSSSaltLengthEqualsHash {
		length = h.Size()
	}
	if length < 0 {
		return errors.New("crypto/rsa: salt length cannot be negative")
	}
	if err := pub.check(); err != nil {
		return err
	}
	if len(sig) != pub.Size() {
		return ErrVerification
	}
	text, err := encrypt(pub, sig)
	if err != nil {
		return ErrVerification
	}
	bits := pub.N.BitLen() - 1
	size := (bits + 7) / 8
	for ; len(text) > size; text = text[1:] {
		if text[0] != 0 {
			return ErrVerification
		}
	}
	if len(digest) != h.Size() || size < h.Size()+max(length, 0)+2 || text[size-1] != 0xbc {
		return ErrVerification
	}
	db, sum := text[:size-h.Size()-1], text[size-h.Size()-1:size-1]
	unused := byte(0xff >> (8*size - bits))
	if db[0]&^unused != 0 {
		return ErrVerification
	}
	mask(db, h, sum)
	db[0] &= unused
	gap := len(db) - length - 1
	if length == PSSSaltLengthAuto {
		gap = bytes.IndexByte(db, 1)
	}
	if gap < 0 || gap >= len(db) || db[gap] != 1 || bytes.Count(db[:gap], []byte{0}) != gap {
		return ErrVerification
	}
	if !bytes.Equal(pssSum(h, digest, db[gap+1:]), sum) {
		return ErrVerification
	}
	return nil
}

// EncryptOAEP encrypts a message of at most the key's size less two hashes and 2 bytes.
func EncryptOAEP(hash hash.Hash, random io.Reader, pub *PublicKey, msg []byte, label []byte) ([]byte, error) {
	return encryptOAEP(hash, hash, random, pub, msg, label)
}

func (opts *OAEPOptions) hashes() (h, mgf hash.Hash, err error) {
	for _, hash := range []crypto.Hash{opts.Hash, opts.MGFHash} {
		if hash == 0 && h != nil {
			return h, opts.Hash.New(), nil
		}
		if !hash.Available() {
			return nil, nil, errors.New("crypto/rsa: requested hash function unavailable: " + hash.String())
		}
		if h == nil {
			h = hash.New()
		} else {
			mgf = hash.New()
		}
	}
	return h, mgf, nil
}

// EncryptOAEPWithOptions is EncryptOAEP with a hash for each purpose.
func EncryptOAEPWithOptions(random io.Reader, pub *PublicKey, msg []byte, opts *OAEPOptions) ([]byte, error) {
	h, mgf, err := opts.hashes()
	if err != nil {
		return nil, err
	}
	return encryptOAEP(h, mgf, random, pub, msg, opts.Label)
}

func encryptOAEP(h, mgf hash.Hash, random io.Reader, pub *PublicKey, msg, label []byte) ([]byte, error) {
	if err := pub.checkSize(); err != nil {
		return nil, err
	}
	k, size := pub.Size(), h.Size()
	if len(msg) > k-2*size-2 {
		return nil, ErrMessageTooLong
	}
	h.Reset()
	h.Write(label)
	text := make([]byte, k)
	seed, db := text[1:1+size], text[1+size:]
	copy(db, h.Sum(nil))
	db[len(db)-len(msg)-1] = 1
	copy(db[len(db)-len(msg):], msg)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	mask(db, mgf, seed)
	mask(seed, mgf, db)
	return encrypt(pub, text)
}

// DecryptOAEP decrypts.
func DecryptOAEP(hash hash.Hash, random io.Reader, priv *PrivateKey, ciphertext []byte, label []byte) ([]byte, error) {
	return decryptOAEP(hash, hash, priv, ciphertext, label)
}

func decryptOAEP(h, mgf hash.Hash, priv *PrivateKey, ciphertext, label []byte) ([]byte, error) {
	if err := priv.checkSize(); err != nil {
		return nil, err
	}
	k, size := priv.Size(), h.Size()
	if len(ciphertext) > k || k < 2*size+2 {
		return nil, ErrDecryption
	}
	text, err := decrypt(priv, ciphertext)
	if err != nil {
		return nil, ErrDecryption
	}
	h.Reset()
	h.Write(label)
	want := h.Sum(nil)
	seed, db := text[1:1+size], text[1+size:]
	mask(seed, mgf, db)
	mask(db, mgf, seed)
	// In constant time: what is wrong must not show.
	good := subtle.ConstantTimeByteEq(text[0], 0) & subtle.ConstantTimeCompare(want, db[:size])
	rest := db[size:]
	looking, at, bad := 1, 0, 0
	for i := range rest {
		zero, one := subtle.ConstantTimeByteEq(rest[i], 0), subtle.ConstantTimeByteEq(rest[i], 1)
		at = subtle.ConstantTimeSelect(looking&one, i, at)
		looking = subtle.ConstantTimeSelect(one, 0, looking)
		bad = subtle.ConstantTimeSelect(looking&^zero, 1, bad)
	}
	if good&(^bad&1)&(^looking&1) != 1 {
		return nil, ErrDecryption
	}
	return rest[at+1:], nil
}

// Sign signs a hash: by PSS where opts are PSSOptions.
func (priv *PrivateKey) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if pss, ok := opts.(*PSSOptions); ok {
		return SignPSS(rand, priv, pss.Hash, digest, pss)
	}
	return SignPKCS1v15(rand, priv, opts.HashFunc(), digest)
}

// Decrypt decrypts: by PKCS #1 v1.5 where opts are nil or its options, by OAEP for OAEPOptions.
func (priv *PrivateKey) Decrypt(random io.Reader, ciphertext []byte, opts crypto.DecrypterOpts) (plaintext []byte, err error) {
	switch opts := opts.(type) {
	case nil:
		return DecryptPKCS1v15(random, priv, ciphertext)
	case *OAEPOptions:
		h, mgf, err := opts.hashes()
		if err != nil {
			return nil, err
		}
		return decryptOAEP(h, mgf, priv, ciphertext, opts.Label)
	case *PKCS1v15DecryptOptions:
		if n := opts.SessionKeyLen; n > 0 {
			plaintext = make([]byte, n)
			if _, err := rand.Read(plaintext); err != nil {
				return nil, err
			}
			if err := DecryptPKCS1v15SessionKey(random, priv, ciphertext, plaintext); err != nil {
				return nil, err
			}
			return plaintext, nil
		}
		return DecryptPKCS1v15(random, priv, ciphertext)
	}
	return nil, errors.New("crypto/rsa: invalid options for Decrypt")
}
