// crypto/sha3, and the keys that crypto/hkdf and crypto/pbkdf2 derive.
package main

import (
	"bytes"
	"crypto"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strings"
)

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func sums() {
	all := sha256.New()
	data := make([]byte, 700)
	for i := range data {
		data[i] = byte(i * 7)
	}
	// Every length around the blocks' sizes.
	for n := range data {
		a, b, c, d := sha3.Sum224(data[:n]), sha3.Sum256(data[:n]), sha3.Sum384(data[:n]), sha3.Sum512(data[:n])
		all.Write(a[:])
		all.Write(b[:])
		all.Write(c[:])
		all.Write(d[:])
		all.Write(sha3.SumSHAKE128(data[:n], n))
		all.Write(sha3.SumSHAKE256(data[:n], 700-n))
	}
	fmt.Printf("%x\n", all.Sum(nil))
	fmt.Printf("%x\n%x\n", sha3.Sum256(nil), sha3.Sum512([]byte("abc")))
	fmt.Println(cap(sha3.SumSHAKE128(nil, 3)), cap(sha3.SumSHAKE256(nil, 3)), len(sha3.SumSHAKE256(nil, 200)))
	try("a negative length", func() { sha3.SumSHAKE128(nil, -1) })
}

func hashes() {
	for _, h := range []*sha3.SHA3{sha3.New224(), sha3.New256(), sha3.New384(), sha3.New512(), new(sha3.SHA3)} {
		io.WriteString(h, strings.Repeat("some text; ", 50))
		first := h.Sum([]byte("sum:"))
		state, err := h.MarshalBinary()
		fmt.Println(h.Size(), h.BlockSize(), len(state), err, hex.EncodeToString(state[:5]))
		fmt.Printf("%q %x\n", first[:4], first[4:])
		other, err := h.Clone()
		io.WriteString(h, "more")
		io.WriteString(other, "more")
		fmt.Println(err, bytes.Equal(h.Sum(nil), other.Sum(nil)), fmt.Sprintf("%T", other))
		more := h.Sum(nil)
		h.Reset()
		fmt.Println(h.UnmarshalBinary(state))
		io.WriteString(h, "more")
		fmt.Println(bytes.Equal(h.Sum(nil), more))
		with, err := h.AppendBinary([]byte("before"))
		fmt.Println(len(with), err, string(with[:6]))
	}
	state, _ := sha3.New256().MarshalBinary()
	h := sha3.New512()
	fmt.Println(h.UnmarshalBinary(state), h.UnmarshalBinary(state[1:]))
	state[0] = 'x'
	fmt.Println(sha3.New256().UnmarshalBinary(state))
	state[0], state[205] = 's', 200
	fmt.Println(sha3.New256().UnmarshalBinary(state))
	state[205], state[206] = 3, 2
	fmt.Println(sha3.New256().UnmarshalBinary(state))
	fmt.Println(crypto.SHA3_256.Available(), crypto.SHA3_384.New().Size(), crypto.SHA3_224.String(), crypto.SHA3_512.Size())
	mac := hmac.New(func() hash.Hash { return sha3.New256() }, []byte("key"))
	io.WriteString(mac, "message")
	fmt.Printf("%x\n", mac.Sum(nil))
	var _ encoding.BinaryAppender = h
}

func shakes() {
	for _, s := range []*sha3.SHAKE{sha3.NewSHAKE128(), sha3.NewSHAKE256(), new(sha3.SHAKE),
		sha3.NewCSHAKE128(nil, nil), sha3.NewCSHAKE256(nil, nil),
		sha3.NewCSHAKE128([]byte("name"), nil), sha3.NewCSHAKE256(nil, []byte("Email Signature")),
		sha3.NewCSHAKE256(bytes.Repeat([]byte("long"), 100), bytes.Repeat([]byte("longer"), 1000))} {
		io.WriteString(s, "input ")
		io.WriteString(s, strings.Repeat("x", 300))
		state, err := s.MarshalBinary()
		fmt.Println(s.BlockSize(), len(state), err, hex.EncodeToString(state[:5]))
		out := make([]byte, 500)
		for i := 0; i < len(out); i += 7 {
			s.Read(out[i:min(i+7, len(out))])
		}
		fmt.Printf("%x %x\n", out[:16], sha256.Sum256(out))
		try("writing after reading", func() { s.Write(nil) })
		reading, _ := s.MarshalBinary()
		s.Reset()
		io.WriteString(s, "after")
		s.Read(out[:8])
		fmt.Printf("%x\n", out[:8])
		fmt.Println(s.UnmarshalBinary(state), s.UnmarshalBinary(reading))
		s.Read(out[:8])
		fmt.Printf("%x\n", out[:8])
		with, err := s.AppendBinary([]byte("before"))
		fmt.Println(len(with), err)
	}
	fmt.Println(sha3.NewSHAKE128().UnmarshalBinary(nil), new(sha3.SHAKE).UnmarshalBinary(make([]byte, 300)))
}

func keys() {
	secret, salt := []byte("a secret of some length"), []byte("salt")
	for _, n := range []int{0, 1, 20, 32, 33, 100, 255 * 32} {
		k, err := hkdf.Key(sha256.New, secret, salt, "info", n)
		fmt.Printf("%d %v %x\n", len(k), err, sha1.Sum(k))
	}
	k, err := hkdf.Key(sha256.New, secret, salt, "info", 255*32+1)
	fmt.Println(k, err)
	_, err = hkdf.Expand(sha1.New, secret, "", 255*20+1)
	fmt.Println(err)
	p, err := hkdf.Extract(sha512.New, secret, nil)
	fmt.Printf("%x %v\n", p, err)
	p, err = hkdf.Extract(sha3.New256, nil, []byte{})
	fmt.Printf("%x %v\n", p, err)
	k, err = hkdf.Expand(sha3.New256, p, "what for", 80)
	fmt.Printf("%x %v\n", k, err)

	for _, n := range []int{1, 20, 32, 70} {
		k, err := pbkdf2.Key(sha1.New, "password", salt, 100, n)
		fmt.Printf("%x %v\n", k, err)
		k, err = pbkdf2.Key(sha3.New384, "password", nil, 3, n)
		fmt.Printf("%x %v %d\n", k, err, len(k))
	}
	for _, iter := range []int{-1, 0, 1, 2} {
		k, err := pbkdf2.Key(sha256.New, "", salt, iter, 16)
		fmt.Printf("%x %v\n", k, err)
	}
	k, err = pbkdf2.Key(sha256.New, "password", salt, 1, 0)
	fmt.Println(k, err)
	k, err = pbkdf2.Key(sha256.New, "password", salt, 1, 1<<62)
	fmt.Println(k, err)
	k, err = pbkdf2.Key(sha256.New, "password", salt, 1, 1<<63-1)
	fmt.Println(k, err)
}

func main() {
	sums()
	hashes()
	shakes()
	keys()
}
