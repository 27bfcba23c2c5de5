// Package crypto/rsa: where the caller's randomness counts (OAEP, PSS), and where it does not.
package main

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"strings"
)

// counts gives 1, 2, 3 and so on.
type counts struct{ n byte }

func (c *counts) Read(p []byte) (int, error) {
	for i := range p {
		c.n++
		p[i] = c.n
	}
	return len(p), nil
}

// key is made of two primes that are known.
func key() *rsa.PrivateKey {
	one := big.NewInt(1)
	p := new(big.Int).Sub(new(big.Int).Lsh(one, 521), one)  // Mersenne's
	q := new(big.Int).Sub(new(big.Int).Lsh(one, 607), one)
	n := new(big.Int).Mul(p, q)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: n, E: 65537},
		D:         new(big.Int).ModInverse(big.NewInt(65537), phi),
		Primes:    []*big.Int{p, q},
	}
	k.Precompute()
	return k
}

func show(b []byte, err error) string {
	if err != nil {
		return err.Error()
	}
	return hex.EncodeToString(b)
}

func main() {
	k := key()
	public := &k.PublicKey
	digest := sha256.Sum256([]byte("text"))
	for _, random := range []func() io.Reader{
		func() io.Reader { return &counts{} },
		func() io.Reader { return &counts{100} },
		func() io.Reader { return strings.NewReader("") },
		func() io.Reader { return strings.NewReader("too short") },
	} {
		oaep, err := rsa.EncryptOAEP(sha256.New(), random(), public, []byte("text"), []byte("label"))
		fmt.Println(show(oaep, err))
		fmt.Println(show(rsa.EncryptOAEPWithOptions(random(), public, []byte("text"), &rsa.OAEPOptions{Hash: crypto.SHA256, MGFHash: crypto.SHA224, Label: []byte("x")})))
		if err == nil {
			text, err := rsa.DecryptOAEP(sha256.New(), nil, k, oaep, []byte("label"))
			fmt.Printf("%s %v\n", text, err)
		}
		for _, length := range []int{rsa.PSSSaltLengthAuto, rsa.PSSSaltLengthEqualsHash, 5} {
			signature, err := rsa.SignPSS(random(), k, crypto.SHA256, digest[:], &rsa.PSSOptions{SaltLength: length})
			fmt.Println(show(signature, err))
			if err == nil {
				fmt.Println(rsa.VerifyPSS(public, crypto.SHA256, digest[:], signature, &rsa.PSSOptions{SaltLength: length}))
			}
		}
		a, err := rsa.EncryptPKCS1v15(random(), public, []byte("text"))
		b, _ := rsa.EncryptPKCS1v15(random(), public, []byte("text"))
		fmt.Println(len(a), err, bytes.Equal(a, b))
	}
	fmt.Println(show(rsa.EncryptOAEP(sha256.New(), strings.NewReader(""), public, make([]byte, 200), nil)))
	fmt.Println(show(rsa.SignPSS(strings.NewReader(""), k, crypto.SHA256, digest[:5], nil)))
}
