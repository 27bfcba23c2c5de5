// crypto/rsa, crypto/dsa: a fixed key's signatures, round trips, what is refused.
package main

import (
	"bytes"
	"crypto"
	"crypto/dsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	_ "crypto/sha512"
	"fmt"
	"math/big"
)

func number(s string) *big.Int {
	n, ok := new(big.Int).SetString(s, 16)
	if !ok {
		panic(s)
	}
	return n
}

func fixed() *rsa.PrivateKey {
	p := number("f9f4d4dd7e0bd9ebdb7b9e9ba4ab0b9f8ad7cd8dcfbbe3f4efc4a92d5cdc6c3f2b65e3e8e6c1f5b9fe0e0c4aa0fbbf3b6a36f4c6bb3d77f0cfd58b9a1b7d3a45")
	one := big.NewInt(1)
	for !p.ProbablyPrime(20) {
		p.Add(p, big.NewInt(2))
	}
	q := new(big.Int).Add(p, number("3456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0124"))
	for !q.ProbablyPrime(20) {
		q.Add(q, big.NewInt(2))
	}
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}, Primes: []*big.Int{p, q}}
	k.D = new(big.Int).ModInverse(big.NewInt(65537), phi)
	k.Precompute()
	return k
}

func main() {
	k := fixed()
	fmt.Println(k.Size(), k.N.BitLen(), k.Validate())
	fmt.Println(k.Precomputed.Dp, k.Precomputed.Qinv, len(k.Precomputed.CRTValues))
	digest := sha256.Sum256([]byte("message"))
	sig, err := rsa.SignPKCS1v15(nil, k, crypto.SHA256, digest[:])
	fmt.Printf("%x %v\n", sig, err)
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, digest[:], sig))
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA1, digest[:20], sig))
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA1, digest[:], sig))
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, digest[:], sig[1:]))
	sig, err = rsa.SignPKCS1v15(rand.Reader, k, 0, []byte("raw"))
	fmt.Printf("%x %v %v\n", sig, err, rsa.VerifyPKCS1v15(&k.PublicKey, 0, []byte("raw"), sig))
	_, err = rsa.SignPKCS1v15(nil, k, crypto.SHA256, digest[:3])
	fmt.Println(err)
	_, err = rsa.SignPKCS1v15(nil, k, 0, make([]byte, 118))
	fmt.Println(err)
	sig, err = k.Sign(rand.Reader, digest[:], crypto.SHA256)
	fmt.Println(err, rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, digest[:], sig))

	for _, o := range []*rsa.PSSOptions{nil, {SaltLength: rsa.PSSSaltLengthAuto}, {SaltLength: rsa.PSSSaltLengthEqualsHash}, {SaltLength: 5}, {SaltLength: 94}, {SaltLength: 95}, {SaltLength: -2}} {
		sig, err := rsa.SignPSS(rand.Reader, k, crypto.SHA256, digest[:], o)
		fmt.Println(len(sig), err)
		if err != nil {
			continue
		}
		for _, v := range []*rsa.PSSOptions{nil, {SaltLength: rsa.PSSSaltLengthEqualsHash}, {SaltLength: 5}, {SaltLength: -3}} {
			fmt.Println(rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, digest[:], sig, v))
		}
		sig[3]++
		fmt.Println(rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, digest[:], sig, nil))
	}
	sig, err = k.Sign(rand.Reader, digest[:], &rsa.PSSOptions{Hash: crypto.SHA256})
	fmt.Println(err, rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, digest[:], sig, nil))

	for _, n := range []int{0, 1, 50, 117, 118} {
		msg := bytes.Repeat([]byte{7}, n)
		c, err := rsa.EncryptPKCS1v15(rand.Reader, &k.PublicKey, msg)
		if err != nil {
			fmt.Println(err)
			continue
		}
		back, err := rsa.DecryptPKCS1v15(nil, k, c)
		fmt.Println(len(c), bytes.Equal(back, msg), err)
		again, err := k.Decrypt(nil, c, nil)
		fmt.Println(bytes.Equal(again, msg), err)
		key := make([]byte, 50)
		err = rsa.DecryptPKCS1v15SessionKey(nil, k, c, key)
		fmt.Println(bytes.Equal(key, msg), err)
		session, err := k.Decrypt(rand.Reader, c, &rsa.PKCS1v15DecryptOptions{SessionKeyLen: 50})
		fmt.Println(bytes.Equal(session, msg), len(session), err)
		c[7]++
		_, err = rsa.DecryptPKCS1v15(nil, k, c)
		fmt.Println(err)
	}
	_, err = rsa.DecryptPKCS1v15(nil, k, bytes.Repeat([]byte{0xff}, 128))
	fmt.Println(err)
	for _, n := range []int{0, 1, 62, 63, 86, 87} {
		msg := bytes.Repeat([]byte{9}, n)
		c, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &k.PublicKey, msg, []byte("label"))
		if err != nil {
			fmt.Println(err)
		} else {
			back, err := rsa.DecryptOAEP(sha256.New(), nil, k, c, []byte("label"))
			fmt.Println(bytes.Equal(back, msg), err)
			_, err = rsa.DecryptOAEP(sha256.New(), nil, k, c, []byte("other"))
			fmt.Println(err)
		}
		o := &rsa.OAEPOptions{Hash: crypto.SHA1, MGFHash: crypto.SHA256}
		c, err = rsa.EncryptOAEPWithOptions(rand.Reader, &k.PublicKey, msg, o)
		if err != nil {
			fmt.Println(err)
			continue
		}
		back, err := k.Decrypt(nil, c, o)
		fmt.Println(bytes.Equal(back, msg), err)
		_, err = rsa.DecryptOAEP(sha1.New(), nil, k, c, nil)
		fmt.Println(err)
	}
	_, err = rsa.GenerateKey(rand.Reader, 512)
	fmt.Println(err)
	g, err := rsa.GenerateKey(rand.Reader, 1024)
	fmt.Println(g.N.BitLen(), g.E, g.Validate(), err, g.Equal(k), g.Equal(g), g.PublicKey.Equal(g.Public()))
	m, err := rsa.GenerateMultiPrimeKey(rand.Reader, 3, 1024)
	fmt.Println(m.N.BitLen(), len(m.Primes), m.Validate(), err, len(m.Precomputed.CRTValues))
	sig, err = rsa.SignPKCS1v15(nil, m, crypto.SHA256, digest[:])
	fmt.Println(err, rsa.VerifyPKCS1v15(&m.PublicKey, crypto.SHA256, digest[:], sig))

	small := &rsa.PublicKey{N: big.NewInt(3233), E: 17}
	_, err = rsa.EncryptPKCS1v15(rand.Reader, small, nil)
	fmt.Println(err)
	fmt.Println(rsa.VerifyPKCS1v15(small, crypto.SHA256, digest[:], nil))
	bad := *k
	bad.Primes = nil
	fmt.Println(bad.Validate())
	bad = rsa.PrivateKey{PublicKey: rsa.PublicKey{N: k.N, E: 4}, D: k.D}
	fmt.Println(rsa.VerifyPKCS1v15(&bad.PublicKey, crypto.SHA256, digest[:], sig))
	_, err = rsa.SignPKCS1v15(nil, &bad, crypto.SHA256, digest[:])
	fmt.Println(err)
	fmt.Println(rsa.ErrMessageTooLong, rsa.ErrDecryption, rsa.ErrVerification)

	var d dsa.PrivateKey
	fmt.Println(dsa.GenerateKey(&d, rand.Reader))
	fmt.Println(dsa.GenerateParameters(&d.Parameters, rand.Reader, 9))
	d.P = number("f5422387a66acb198173f466e987ca692fd2337af0ed1ec7aa5f2e2088d0742c2d41ded76317001ca4044115f00aff09ad59d49b07c35ec2b2088be17ac391af17575d52232153df94f0023a0a17ca29d8548dfa08c6f034bad0bd4511ffae6b3c504c6f728d31d1e92aef9588c66b6b7f9b3ddb6b2f1cd0b5b9f1f8b9e6a3a5")
	d.Q = number("c24ed361870b61e0d367f008f99f8a1f75525889")
	d.G = big.NewInt(4)
	err = dsa.GenerateKey(&d, rand.Reader)
	fmt.Println(err, d.Y.Sign())
	fmt.Println(dsa.ErrInvalidPublicKey)
}
