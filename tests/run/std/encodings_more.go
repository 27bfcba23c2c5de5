// encoding/base32, encoding/ascii85, compress/lzw, compress/bzip2: all names, streams, errors.
package main

import (
	"bytes"
	"compress/bzip2"
	"compress/lzw"
	"crypto/sha256"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing/iotest"
)

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	in := []byte("\x00\xff gorun \x80 fünf\n")
	for _, e := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.HexEncoding.WithPadding('*'), base32.NewEncoding("abcdefghijklmnopqrstuvwxyz012345")} {
		for n := 0; n <= len(in); n++ {
			s := e.EncodeToString(in[:n])
			back, err := e.DecodeString(s[:len(s)/2] + "\r\n" + s[len(s)/2:])
			var b strings.Builder
			w := base32.NewEncoder(e, &b)
			for i := range n {
				w.Write(in[i : i+1])
			}
			w.Close()
			streamed, err2 := io.ReadAll(iotest.OneByteReader(base32.NewDecoder(e, iotest.HalfReader(strings.NewReader(s)))))
			dst := make([]byte, e.EncodedLen(n))
			e.Encode(dst, in[:n])
			app, err3 := e.AppendDecode([]byte("x"), []byte(s))
			fmt.Println(s, bytes.Equal(back, in[:n]), err, b.String() == s, bytes.Equal(streamed, in[:n]), err2, string(dst) == s, string(e.AppendEncode([]byte("y"), in[:n])) == "y"+s, string(app) == "x"+string(in[:n]), err3, e.DecodedLen(len(s)))
		}
	}
	for _, s := range []string{"!", "A", "AA", "AAA", "AAAAAA==", "AA======", "AA=====", "AA====A=", "AAAA====AA", "A=======", "AAAAAAA", "aaaaaaaa", "AA======AA======", "M=======", "MZXW6===MZXW6==="} {
		b, err := base32.StdEncoding.DecodeString(s)
		raw, err2 := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(s)
		dec, err3 := io.ReadAll(base32.NewDecoder(base32.StdEncoding, strings.NewReader(s)))
		fmt.Printf("%q %q %v | %q %v | %q %v\n", s, b, err, raw, err2, dec, err3)
	}
	try("short", func() { base32.NewEncoding("abc") })
	try("same", func() { base32.NewEncoding(strings.Repeat("a", 32)) })
	try("line", func() { base32.NewEncoding("\n" + strings.Repeat("a", 31)) })
	try("padding", func() { base32.StdEncoding.WithPadding('A') })
	try("padding", func() { base32.StdEncoding.WithPadding(-2) })
	fmt.Println(base32.CorruptInputError(7), base32.StdPadding)

	for n := 0; n <= len(in); n++ {
		dst := make([]byte, ascii85.MaxEncodedLen(n))
		m := ascii85.Encode(dst, in[:n])
		var b strings.Builder
		w := ascii85.NewEncoder(&b)
		w.Write(in[:n/2])
		w.Write(in[n/2 : n])
		w.Close()
		back, err := io.ReadAll(ascii85.NewDecoder(iotest.OneByteReader(strings.NewReader(" " + b.String() + "\n"))))
		fmt.Println(string(dst[:m]), b.String() == string(dst[:m]), bytes.Equal(back, in[:n]), err)
	}
	fmt.Println(ascii85.Encode(make([]byte, 5), make([]byte, 4)), ascii85.CorruptInputError(3))
	for _, s := range []string{"zz!!", "az", "abc~", "!", "abcdeab", "v", "uuuuu"} {
		for _, flush := range []bool{false, true} {
			dst := make([]byte, 9)
			n, m, err := ascii85.Decode(dst, []byte(s), flush)
			fmt.Println(s, flush, dst[:n], m, err)
		}
	}

	text := []byte(strings.Repeat("TOBEORNOTTOBEORTOBEORNOT ", 30))
	var noise []byte
	for i, x := 0, uint32(1); i < 30000; i++ {
		x = x*1664525 + 1013904223
		noise = append(noise, byte(x>>24))
	}
	for _, order := range []lzw.Order{lzw.LSB, lzw.MSB} {
		for _, width := range []int{8, 7, 2} {
			for _, data := range [][]byte{nil, text, noise, {0, 1, 2, 3, 3, 3}} {
				var b bytes.Buffer
				w := lzw.NewWriter(&b, order, width)
				n, err := w.Write(data)
				err2 := w.Close()
				fmt.Printf("%d %d %d %v %v %d %x", order, width, n, err, err2, b.Len(), sha256.Sum256(b.Bytes()))
				r := lzw.NewReader(&b, order, width)
				back, err := io.ReadAll(r)
				fmt.Println("", bytes.Equal(back, data), len(back), err, r.Close(), w.Close())
				_, err = r.Read(make([]byte, 1))
				_, err2 = w.Write([]byte{1})
				fmt.Println(err, err2)
			}
		}
	}
	_, err := io.ReadAll(lzw.NewReader(strings.NewReader("\xff\xff\xff"), lzw.LSB, 8))
	_, err2 := io.ReadAll(lzw.NewReader(strings.NewReader("a"), lzw.Order(5), 8))
	_, err3 := lzw.NewWriter(io.Discard, lzw.MSB, 9).Write([]byte("a"))
	_, err4 := io.ReadAll(lzw.NewReader(strings.NewReader("a"), lzw.MSB, 8))
	fmt.Println(err, err2, err3, err4)
	r, w := new(lzw.Reader), new(lzw.Writer)
	var b bytes.Buffer
	w.Reset(&b, lzw.MSB, 8)
	w.Write([]byte("again"))
	w.Close()
	r.Reset(&b, lzw.MSB, 8)
	back, err := io.ReadAll(r)
	fmt.Printf("%s %v\n", back, err)

	bz, _ := base64.StdEncoding.DecodeString(packed)
	plain, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(bz)))
	fmt.Printf("%d %x %v\n", len(plain), sha256.Sum256(plain), err)
	plain, err = io.ReadAll(iotest.OneByteReader(bzip2.NewReader(iotest.HalfReader(bytes.NewReader(append(bz[:len(bz):len(bz)], bz...))))))
	fmt.Println(len(plain), err)
	for _, i := range []int{0, 2, 3, 4, 10, 14, 20, 60, len(bz) - 8, len(bz) - 2} {
		bad := bytes.Clone(bz)
		bad[i] ^= 0x55
		got, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(bad)))
		var s bzip2.StructuralError
		fmt.Println(i, len(got) > 0, err, errors.As(err, &s))
	}
	_, err = io.ReadAll(bzip2.NewReader(bytes.NewReader(bz[:40])))
	_, err2 = io.ReadAll(bzip2.NewReader(bytes.NewReader(append(bz[:len(bz):len(bz)], "xy"...))))
	_, err3 = io.ReadAll(bzip2.NewReader(strings.NewReader("")))
	fmt.Println(err, err2, err3)
}

const packed = "QlpoOTFBWSZTWZdx12QAAgn/////////////////////////////////////////////wAG8AAkwAEwABMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEmAAmAAJgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAkwAEwABMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABvVVUNT0ajBHlANMQ0A0DIaaZNGJkYjJpkyZqAMIGAJ5TQ0aaMIwQAGRoADEyGjEADQDJoMjTTQaGTJpkxDAld28qKpKBuChVNVFE3FuSqqsq6sKy3NuijUjdW7N3bw3lvTe1ab4rauK66vfl8kiX+SJ00kSgEnAOBcE4NwjhXDK+4dxDiXFOLWBYXGONccsTj1jcgsiyuRWZyTk1nWhaXKLUtblXLLYtq3OXcwt64OZXFzS5Lm5tdF1c4uy7qVzrnnPugdC6J0bpF4bReb3JL2qBaZInSr7JE6dfZInUraoZIl8U0kS/KeSJU1EopImAXFgWFkiYNc1PJEq0kTqlMrMkSjkiU6hVISajCqCSJSKNRSROsVCSJV1K611zDOvdgw7sWIdk7NiWKYtjHaO1Y1jmPZBkXbO3dw7l3Tu3eO9d8794DwWSZN4Tw2UeI8V4zx3kPJeU8t5jzXnPPZVlmXegzDMvRek9NmnqPVZtnGdes9d7D2XtPbe4917z33wM8+F8T43yPlfM+dn2gfQ0L6X1PrfY0TRvtfc0j72lfg0z8X5Pzfo079X7P3YnUKZqX8NU1b+Wsf01rXP7a9sGxf4/1/zZNmpG0ZJtW2bd/4u5IpwoSEu467IA="
