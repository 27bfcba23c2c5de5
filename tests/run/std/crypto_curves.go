// crypto/elliptic, ecdsa, ecdh, ed25519: fixed keys where the result is fixed, round trips where it is random.
package main

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"math/big"
)

func seed(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + 1)
	}
	return b
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, "->", recover()) }()
	f()
}

func curves() {
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		p := c.Params()
		fmt.Println(p.Name, p.BitSize, p.N, p.P, p.B, p.Gx, p.Gy)
		x, y := c.ScalarBaseMult(seed(20))
		fmt.Println(x, y, c.IsOnCurve(x, y), c.IsOnCurve(y, x))
		x2, y2 := c.ScalarMult(x, y, seed(80))
		fmt.Println(x2, y2)
		ax, ay := c.Add(x, y, x2, y2)
		dx, dy := c.Double(x, y)
		fmt.Println(ax, ay, dx, dy)
		sx, sy := c.Add(x, y, x, new(big.Int).Sub(p.P, y))
		zx, zy := c.ScalarBaseMult(p.N.Bytes())
		fmt.Println(sx, sy, zx, zy)
		ix, iy := c.Add(x, y, new(big.Int), new(big.Int))
		fmt.Println(ix.Cmp(x), iy.Cmp(y))
		m, mc := elliptic.Marshal(c, x, y), elliptic.MarshalCompressed(c, x, y)
		fmt.Printf("%x %x\n", m, mc)
		ux, uy := elliptic.Unmarshal(c, m)
		vx, vy := elliptic.UnmarshalCompressed(c, mc)
		fmt.Println(ux.Cmp(x), uy.Cmp(y), vx.Cmp(x), vy.Cmp(y))
		m[5]++
		ux, uy = elliptic.Unmarshal(c, m)
		fmt.Println(ux, uy)
		ux, uy = elliptic.UnmarshalCompressed(c, m)
		fmt.Println(ux, uy)
		priv, gx, gy, err := elliptic.GenerateKey(c, rand.Reader)
		hx, hy := c.ScalarBaseMult(priv)
		fmt.Println(gx.Cmp(hx), gy.Cmp(hy), err)
		try("off", func() { elliptic.Marshal(c, x, x) })
		try("off", func() { c.ScalarMult(x, x, seed(3)) })
		try("params", func() {
			a, b := p.ScalarBaseMult(seed(20))
			fmt.Println(a.Cmp(x), b.Cmp(y))
		})
	}
	_, _, _, err := elliptic.GenerateKey(elliptic.P256(), bytes.NewReader(nil))
	fmt.Println(err)
}

func signatures() {
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		size := (c.Params().BitSize + 7) / 8
		raw := seed(size)
		raw[0] = 0
		k, err := ecdsa.ParseRawPrivateKey(c, raw)
		fmt.Println(k.X, k.Y, err)
		kb, err := k.Bytes()
		pb, err2 := k.PublicKey.Bytes()
		fmt.Printf("%x %x %v %v\n", kb, pb, err, err2)
		pub, err := ecdsa.ParseUncompressedPublicKey(c, pb)
		fmt.Println(pub.Equal(k.Public()), err)
		for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA512} {
			hash := h.New()
			hash.Write([]byte("sample"))
			digest := hash.Sum(nil)
			sig, err := k.Sign(nil, digest, h)
			fmt.Printf("%x %v\n", sig, err)
			fmt.Println(ecdsa.VerifyASN1(pub, digest, sig), ecdsa.VerifyASN1(pub, digest[:31], sig), ecdsa.VerifyASN1(pub, digest, append(sig, 0)))
			sig[len(sig)-1]++
			fmt.Println(ecdsa.VerifyASN1(pub, digest, sig))
			sig, err = ecdsa.SignASN1(rand.Reader, k, digest)
			fmt.Println(ecdsa.VerifyASN1(pub, digest, sig), err)
			r, s, err := ecdsa.Sign(rand.Reader, k, digest)
			fmt.Println(ecdsa.Verify(pub, digest, r, s), ecdsa.Verify(pub, digest, s, r), err)
		}
		_, err = k.Sign(nil, seed(3), crypto.SHA256)
		fmt.Println(err)
		_, err = k.Sign(nil, seed(3), nil)
		fmt.Println(err)
		_, err = k.Sign(nil, seed(3), crypto.Hash(0))
		fmt.Println(err)
		_, err = ecdsa.SignASN1(rand.Reader, k, nil)
		fmt.Println(err)
		g, err := ecdsa.GenerateKey(c, rand.Reader)
		fmt.Println(c.IsOnCurve(g.X, g.Y), err, g.Equal(k), g.Equal(g))
		for _, bad := range [][]byte{nil, make([]byte, size), bytes.Repeat([]byte{0xff}, size), seed(size + 1)} {
			_, err := ecdsa.ParseRawPrivateKey(c, bad)
			fmt.Println(err != nil)
		}
		_, err = ecdsa.ParseUncompressedPublicKey(c, pb[1:])
		fmt.Println(err)
		e, err := k.ECDH()
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%x %x\n", e.Bytes(), e.PublicKey().Bytes())
		ep, err := pub.ECDH()
		fmt.Println(ep.Equal(e.PublicKey()), err)
	}
}

func exchange() {
	for _, c := range []ecdh.Curve{ecdh.P256(), ecdh.P384(), ecdh.P521(), ecdh.X25519()} {
		size := map[string]int{"P-256": 32, "P-384": 48, "P-521": 66, "X25519": 32}[fmt.Sprint(c)]
		raw := seed(size)
		raw[0] = 0
		a, err := c.NewPrivateKey(raw)
		fmt.Println(c, err)
		raw[5]++
		b, _ := c.NewPrivateKey(raw)
		s1, err1 := a.ECDH(b.PublicKey())
		s2, err2 := b.ECDH(a.PublicKey())
		fmt.Printf("%x %v %v %v\n", s1, bytes.Equal(s1, s2), err1, err2)
		fmt.Printf("%x %v %v\n", a.PublicKey().Bytes(), a.Equal(b), a.Curve() == c)
		p, err := c.NewPublicKey(a.PublicKey().Bytes())
		fmt.Println(p.Equal(a.Public()), err)
		for _, bad := range [][]byte{nil, make([]byte, size), raw[1:]} {
			_, err := c.NewPrivateKey(bad)
			_, err2 := c.NewPublicKey(bad)
			fmt.Println(err, err2)
		}
		g, err := c.GenerateKey(rand.Reader)
		fmt.Println(len(g.Bytes()), err)
	}
	x, _ := ecdh.X25519().NewPrivateKey(seed(32))
	zero, _ := ecdh.X25519().NewPublicKey(make([]byte, 32))
	_, err := x.ECDH(zero)
	fmt.Println(err)
	p, _ := ecdh.P256().NewPrivateKey(seed(32))
	_, err = p.ECDH(x.PublicKey())
	fmt.Println(err)
}

func edwards() {
	k := ed25519.NewKeyFromSeed(seed(32))
	fmt.Println(hex.EncodeToString(k), hex.EncodeToString(k.Seed()), k.Public().(ed25519.PublicKey).Equal(k.Public()))
	pub := k.Public().(ed25519.PublicKey)
	for n := range 4 {
		msg := seed(n * 50)
		sig := ed25519.Sign(k, msg)
		fmt.Printf("%x %v\n", sig, ed25519.Verify(pub, msg, sig))
		sig[n*20]++
		fmt.Println(ed25519.Verify(pub, msg, sig))
	}
	digest := sha512.Sum512([]byte("message"))
	for _, o := range []*ed25519.Options{{}, {Context: "ctx"}, {Hash: crypto.SHA512}, {Hash: crypto.SHA512, Context: "ctx"}, {Hash: crypto.SHA256}, {Context: string(seed(256))}} {
		sig, err := k.Sign(nil, digest[:], o)
		fmt.Printf("%x %v\n", sig, err)
		fmt.Println(ed25519.VerifyWithOptions(pub, digest[:], sig, o))
		fmt.Println(ed25519.VerifyWithOptions(pub, digest[:], sig, &ed25519.Options{Context: "other"}))
	}
	_, err := k.Sign(nil, seed(3), crypto.SHA512)
	fmt.Println(err)
	sum := sha256.Sum256(nil)
	_, err = k.Sign(nil, sum[:], crypto.SHA256)
	fmt.Println(err)
	p2, k2, err := ed25519.GenerateKey(bytes.NewReader(seed(32)))
	fmt.Println(p2.Equal(pub), k2.Equal(k), err)
	p3, k3, err := ed25519.GenerateKey(nil)
	fmt.Println(ed25519.Verify(p3, seed(5), ed25519.Sign(k3, seed(5))), err)
	try("seed", func() { ed25519.NewKeyFromSeed(seed(31)) })
	try("sign", func() { ed25519.Sign(k[:63], nil) })
	try("verify", func() { ed25519.Verify(pub[:31], nil, nil) })
	fmt.Println(ed25519.Verify(pub, nil, nil))
}

func main() {
	curves()
	signatures()
	exchange()
	edwards()
}
