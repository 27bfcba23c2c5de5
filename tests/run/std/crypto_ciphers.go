// crypto/aes, des, rc4, cipher: every mode on fixed keys, both ways, and what panics.
package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
	"crypto/sha256"
	"fmt"
	"io"
)

func text(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*i + 3*i)
	}
	return b
}

func short(b []byte) string {
	if len(b) <= 40 {
		return fmt.Sprintf("%x", b)
	}
	return fmt.Sprintf("%d:%x", len(b), sha256.Sum256(b))
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, "->", recover()) }()
	f()
}

// wrapped hides that a block is AES, so that the modes cannot know.
type wrapped struct{ cipher.Block }

func main() {
	var blocks []cipher.Block
	for _, n := range []int{16, 24, 32} {
		b, err := aes.NewCipher(text(n))
		fmt.Println(b.BlockSize(), err)
		blocks = append(blocks, b, wrapped{b})
	}
	d, _ := des.NewCipher(text(8))
	t, _ := des.NewTripleDESCipher(text(24))
	blocks = append(blocks, d, t)
	for i, b := range blocks {
		size := b.BlockSize()
		out, back := make([]byte, size), make([]byte, size)
		b.Encrypt(out, text(size))
		b.Decrypt(back, out)
		fmt.Println(i, short(out), bytes.Equal(back, text(size)))
		iv := text(2 * size)[size:]
		for _, n := range []int{0, 1, 2, 7, 33} {
			src := text(n * size)
			dst := make([]byte, len(src))
			mode := cipher.NewCBCEncrypter(b, iv)
			mode.CryptBlocks(dst[:n/2*size], src[:n/2*size])
			mode.CryptBlocks(dst[n/2*size:], src[n/2*size:])
			fmt.Println("cbc", short(dst))
			un := cipher.NewCBCDecrypter(b, iv)
			un.CryptBlocks(dst, dst)
			fmt.Println(bytes.Equal(dst, src), un.BlockSize())
		}
		streams := map[string][2]cipher.Stream{}
		for _, name := range []string{"ctr", "ofb", "cfb"} {
			var enc, dec cipher.Stream
			switch name {
			case "ctr":
				high := bytes.Repeat([]byte{0xff}, size)
				enc, dec = cipher.NewCTR(b, high), cipher.NewCTR(b, high)
			case "ofb":
				enc, dec = cipher.NewOFB(b, iv), cipher.NewOFB(b, iv)
			case "cfb":
				enc, dec = cipher.NewCFBEncrypter(b, iv), cipher.NewCFBDecrypter(b, iv)
			}
			streams[name] = [2]cipher.Stream{enc, dec}
			src := text(1000)
			dst := make([]byte, len(src))
			for from, n := 0, 0; from < len(src); n++ {
				to := min(len(src), from+n*n)
				enc.XORKeyStream(dst[from:to], src[from:to])
				from = to
			}
			fmt.Println(name, short(dst))
			dec.XORKeyStream(dst, dst)
			fmt.Println(bytes.Equal(dst, src))
		}
	}
	b := blocks[0]
	for i, b := range blocks[:6] {
		for _, nonce := range []int{12, 8, 16, 17, 40} {
			g, err := cipher.NewGCMWithNonceSize(b, nonce)
			if err != nil {
				fmt.Println(err)
				continue
			}
			for _, n := range []int{0, 1, 16, 31, 500} {
				sealed := g.Seal([]byte("ab"), text(nonce), text(n), text(n/3))
				back, err := g.Open(nil, text(nonce), sealed[2:], text(n/3))
				fmt.Println(i, nonce, short(sealed), bytes.Equal(back, text(n)), err)
				sealed[len(sealed)-1] ^= 1
				back, err = g.Open(nil, text(nonce), sealed[2:], text(n/3))
				fmt.Println(back, err)
			}
		}
		for _, tag := range []int{11, 12, 14, 16, 17} {
			g, err := cipher.NewGCMWithTagSize(b, tag)
			if err != nil {
				fmt.Println(err)
				continue
			}
			buf := append(text(50), make([]byte, 16)...)
			sealed := g.Seal(buf[:0], text(12), buf[:50], nil)
			fmt.Println(g.NonceSize(), g.Overhead(), short(sealed))
			back, err := g.Open(sealed[:0], text(12), sealed, nil)
			fmt.Println(bytes.Equal(back, text(50)), err)
		}
	}
	_, err := cipher.NewGCM(d)
	fmt.Println(err)
	_, err = cipher.NewGCMWithNonceSize(b, 0)
	fmt.Println(err)
	_, err = cipher.NewGCMWithRandomNonce(wrapped{b})
	fmt.Println(err)
	r, err := cipher.NewGCMWithRandomNonce(b)
	fmt.Println(r.NonceSize(), r.Overhead(), err)
	s1, s2 := r.Seal(nil, nil, text(30), text(3)), r.Seal(nil, nil, text(30), text(3))
	back, err := r.Open(nil, nil, s1, text(3))
	fmt.Println(bytes.Equal(s1, s2), len(s1), bytes.Equal(back, text(30)), err)
	_, err = r.Open(nil, nil, s1[:27], nil)
	fmt.Println(err)

	for _, n := range []int{0, 1, 15, 17, 33} {
		_, err := aes.NewCipher(make([]byte, n))
		_, err2 := des.NewCipher(make([]byte, n))
		_, err3 := des.NewTripleDESCipher(make([]byte, n))
		fmt.Println(err, err2, err3)
	}
	_, err = rc4.NewCipher(nil)
	fmt.Println(err)
	_, err = rc4.NewCipher(make([]byte, 257))
	fmt.Println(err)
	for _, n := range []int{1, 5, 256} {
		c, _ := rc4.NewCipher(text(n + 1)[1:])
		out := make([]byte, 100)
		c.XORKeyStream(out[:40], out[:40])
		c.XORKeyStream(out[40:], out[40:])
		fmt.Println(short(out))
	}
	buf := text(100)
	gcm, _ := cipher.NewGCM(b)
	try("short in", func() { b.Encrypt(make([]byte, 16), make([]byte, 15)) })
	try("short out", func() { b.Encrypt(make([]byte, 15), make([]byte, 16)) })
	try("overlap", func() { b.Encrypt(buf[1:17], buf[:16]) })
	try("des short in", func() { d.Decrypt(make([]byte, 8), make([]byte, 7)) })
	try("iv", func() { cipher.NewCBCEncrypter(b, buf[:15]) })
	try("iv", func() { cipher.NewCBCDecrypter(b, buf[:15]) })
	try("iv", func() { cipher.NewCTR(b, buf[:15]) })
	try("iv", func() { cipher.NewOFB(b, buf[:15]) })
	try("iv", func() { cipher.NewCFBEncrypter(b, buf[:15]) })
	try("not full", func() { cipher.NewCBCEncrypter(b, buf[:16]).CryptBlocks(buf, buf[:15]) })
	try("small", func() { cipher.NewCBCEncrypter(b, buf[:16]).CryptBlocks(buf[:16], buf[:32]) })
	try("overlap", func() { cipher.NewCBCEncrypter(b, buf[:16]).CryptBlocks(buf[1:], buf[:32]) })
	try("small", func() { cipher.NewCTR(b, buf[:16]).XORKeyStream(buf[:16], buf[:32]) })
	try("overlap", func() { cipher.NewCTR(b, buf[:16]).XORKeyStream(buf[1:], buf[:32]) })
	try("nonce", func() { gcm.Seal(nil, buf[:11], nil, nil) })
	try("nonce", func() { gcm.Open(nil, buf[:11], buf, nil) })
	try("overlap", func() { gcm.Seal(buf[:1], buf[:12], buf[:30], nil) })

	var out bytes.Buffer
	w := cipher.StreamWriter{S: cipher.NewCTR(b, buf[:16]), W: &out}
	n, err := w.Write(text(77))
	fmt.Println(n, err, w.Close())
	plain, err := io.ReadAll(cipher.StreamReader{S: cipher.NewCTR(b, buf[:16]), R: &out})
	fmt.Println(bytes.Equal(plain, text(77)), err)
}
