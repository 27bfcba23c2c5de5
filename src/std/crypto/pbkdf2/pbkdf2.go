// Package pbkdf2 derives keys from passwords, so that each try costs (RFC 8018).
package pbkdf2

import (
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"hash"
)

// Key makes keyLength bytes of a password and a salt by iter rounds of HMAC with the hash that h makes.
func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	if keyLength <= 0 {
		return nil, errors.New("pbkdf2: keyLength must be larger than 0")
	}
	mac := hmac.New(func() hash.Hash { return h() }, []byte(password))
	size := mac.Size()
	if keyLength+size < keyLength || (keyLength+size-1)/size > 1<<32-1 {
		return nil, errors.New("pbkdf2: keyLength too long")
	}
	var key, round []byte
	for block := uint32(1); len(key) < keyLength; block++ {
		mac.Reset()
		mac.Write(salt)
		mac.Write(binary.BigEndian.AppendUint32(nil, block))
		key = mac.Sum(key)
		sum := key[len(key)-size:]
		round = append(round[:0], sum...)
		for range iter - 1 {
			mac.Reset()
			mac.Write(round)
			round = mac.Sum(round[:0])
			for i, b := range round {
				sum[i] ^= b
			}
		}
	}
	return key[:keyLength], nil
}
