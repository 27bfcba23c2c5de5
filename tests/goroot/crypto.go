package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/asn1"
	"fmt"
)

func main() {
	fmt.Printf("%x\n%x\n%x\n%x\n%x\n", md5.Sum([]byte("a")), sha1.Sum([]byte("a")), sha256.Sum256([]byte("a")), sha512.Sum512([]byte("a")), sha3.Sum256([]byte("a")))
	m := hmac.New(sha256.New, []byte("key"))
	m.Write([]byte("msg"))
	fmt.Printf("%x\n", m.Sum(nil))
	block, err := aes.NewCipher([]byte("0123456789abcdef"))
	fmt.Println(err)
	gcm, err := cipher.NewGCM(block)
	ct := gcm.Seal(nil, make([]byte, 12), []byte("plaintext"), nil)
	fmt.Printf("%x %v\n", ct, err)
	pt, err := gcm.Open(nil, make([]byte, 12), ct, nil)
	fmt.Println(string(pt), err)
	out := make([]byte, 32)
	cipher.NewCTR(block, make([]byte, 16)).XORKeyStream(out, out)
	fmt.Printf("%x\n", out)
	d, _ := des.NewCipher([]byte("12345678"))
	d.Encrypt(out, []byte("abcdefgh"))
	fmt.Printf("%x\n", out[:8])
	r, _ := rc4.NewCipher([]byte("k"))
	r.XORKeyStream(out, out)
	fmt.Printf("%x\n", out)
	b := make([]byte, 8)
	n, err := rand.Read(b)
	fmt.Println(n, err)
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	sig := ed25519.Sign(priv, []byte("m"))
	fmt.Println(ed25519.Verify(pub, []byte("m"), sig), ed25519.Verify(pub, []byte("x"), sig), err)
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	h := sha256.Sum256([]byte("x"))
	s, err := ecdsa.SignASN1(rand.Reader, k, h[:])
	fmt.Println(ecdsa.VerifyASN1(&k.PublicKey, h[:], s), err)
	fmt.Println(subtle.ConstantTimeCompare([]byte("a"), []byte("a")), subtle.ConstantTimeSelect(1, 2, 3))
	ab, err := asn1.Marshal(struct {
		A int
		B string
	}{5, "x"})
	fmt.Printf("%x %v\n", ab, err)
	_ = rsa.GenerateKey
}
