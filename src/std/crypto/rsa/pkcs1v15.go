package rsa

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"io"
)

// PKCS1v15DecryptOptions are for Decrypt of session keys.
type PKCS1v15DecryptOptions struct {
	SessionKeyLen int // 0: any message
}

// EncryptPKCS1v15 encrypts a message of at most the key's size less 11 bytes.
func EncryptPKCS1v15(random io.Reader, pub *PublicKey, msg []byte) ([]byte, error) {
	if err := pub.checkSize(); err != nil {
		return nil, err
	}
	k := pub.Size()
	if len(msg) > k-11 {
		return nil, ErrMessageTooLong
	}
	text := make([]byte, k)
	text[1] = 2
	padding := text[2 : k-len(msg)-1]
	if _, err := rand.Read(padding); err != nil {
		return nil, err
	}
	for i := range padding {
		for padding[i] == 0 {
			rand.Read(padding[i : i+1])
		}
	}
	copy(text[k-len(msg):], msg)
	return encrypt(pub, text)
}

// DecryptPKCS1v15 decrypts. Whether it can tells about the text: callers must not show that to others.
func DecryptPKCS1v15(random io.Reader, priv *PrivateKey, ciphertext []byte) ([]byte, error) {
	if err := priv.checkSize(); err != nil {
		return nil, err
	}
	valid, text, at, err := unpad(priv, ciphertext)
	if err != nil {
		return nil, err
	}
	if valid == 0 {
		return nil, ErrDecryption
	}
	return text[at:], nil
}

// DecryptPKCS1v15SessionKey fills key; with what it was where the text is not one of that length, without a difference in time.
func DecryptPKCS1v15SessionKey(random io.Reader, priv *PrivateKey, ciphertext []byte, key []byte) error {
	if err := priv.checkSize(); err != nil {
		return err
	}
	k := priv.Size()
	if k-(len(key)+3+8) < 0 {
		return ErrDecryption
	}
	valid, text, at, err := unpad(priv, ciphertext)
	if err != nil {
		return err
	}
	if len(text) != k {
		return ErrDecryption
	}
	valid &= subtle.ConstantTimeEq(int32(len(text)-at), int32(len(key)))
	subtle.ConstantTimeCopy(valid, key, text[len(text)-len(key):])
	return nil
}

// unpad decrypts and finds where the message begins, in constant time.
func unpad(priv *PrivateKey, ciphertext []byte) (valid int, text []byte, at int, err error) {
	if priv.Size() < 11 {
		return 0, nil, 0, ErrDecryption
	}
	if text, err = decrypt(priv, ciphertext); err != nil {
		return 0, nil, 0, ErrDecryption
	}
	first, second := subtle.ConstantTimeByteEq(text[0], 0), subtle.ConstantTimeByteEq(text[1], 2)
	looking := 1
	for i := 2; i < len(text); i++ {
		zero := subtle.ConstantTimeByteEq(text[i], 0)
		at = subtle.ConstantTimeSelect(looking&zero, i, at)
		looking = subtle.ConstantTimeSelect(zero, 0, looking)
	}
	long := subtle.ConstantTimeLessOrEq(2+8, at)
	valid = first & second & (^looking & 1) & long
	return valid, text, subtle.ConstantTimeSelect(valid, at+1, 0), nil
}

// prefixes are what stands before a hash: its algorithm in DER.
var prefixes = map[crypto.Hash][]byte{
	crypto.MD5:        {0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10},
	crypto.SHA1:       {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14},
	crypto.SHA224:     sha2(4, 28),
	crypto.SHA256:     sha2(1, 32),
	crypto.SHA384:     sha2(2, 48),
	crypto.SHA512:     sha2(3, 64),
	crypto.SHA512_224: sha2(5, 28),
	crypto.SHA512_256: sha2(6, 32),
	crypto.SHA3_224:   sha2(7, 28),
	crypto.SHA3_256:   sha2(8, 32),
	crypto.SHA3_384:   sha2(9, 48),
	crypto.SHA3_512:   sha2(10, 64),
	crypto.MD5SHA1:    {},
	crypto.RIPEMD160:  {0x30, 0x20, 0x30, 0x08, 0x06, 0x06, 0x28, 0xcf, 0x06, 0x03, 0x00, 0x31, 0x04, 0x14},
}

// sha2 is the prefix of NIST's hash with a number.
func sha2(number, size byte) []byte {
	return []byte{0x30, 17 + size, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, number, 5, 0, 4, size}
}

// padded is what is signed.
func padded(pub *PublicKey, hash crypto.Hash, hashed []byte) ([]byte, error) {
	var prefix []byte
	if hash != 0 {
		if len(hashed) != hash.Size() {
			return nil, errors.New("crypto/rsa: input must be hashed message")
		}
	}
	if err := pub.checkSize(); err != nil {
		return nil, err
	}
	if err := pub.check(); err != nil {
		return nil, err
	}
	if hash != 0 {
		var ok bool
		if prefix, ok = prefixes[hash]; !ok {
			return nil, errors.New("crypto/rsa: unsupported hash function")
		}
	}
	k, n := pub.Size(), len(prefix)+len(hashed)
	if k < n+11 {
		return nil, ErrMessageTooLong
	}
	text := bytes.Repeat([]byte{0xff}, k)
	text[0], text[1], text[k-n-1] = 0, 1, 0
	copy(text[k-n:], prefix)
	copy(text[k-len(hashed):], hashed)
	return text, nil
}

// SignPKCS1v15 signs a hash; for hash 0 what hashed is, as it stands.
func SignPKCS1v15(random io.Reader, priv *PrivateKey, hash crypto.Hash, hashed []byte) ([]byte, error) {
	text, err := padded(&priv.PublicKey, hash, hashed)
	if err != nil {
		return nil, err
	}
	return decrypt(priv, text)
}

// VerifyPKCS1v15 is nil for a good signature.
func VerifyPKCS1v15(pub *PublicKey, hash crypto.Hash, hashed []byte, sig []byte) error {
	want, err := padded(pub, hash, hashed)
	if err == ErrMessageTooLong {
		return ErrVerification
	}
	if err != nil {
		return err
	}
	if len(sig) != pub.Size() {
		return ErrVerification
	}
	text, err := encrypt(pub, sig)
	if err != nil || !bytes.Equal(text, want) {
		return ErrVerification
	}
	return nil
}
