package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/pem"
	"expvar"
	"fmt"
	"go/version"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"html"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"index/suffixarray"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"net/url"
	"os"
	"strings"
	"text/scanner"
	"text/tabwriter"
)

var _ = expvar.NewInt
var _ = bzip2.NewReader

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, '.', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tbbb\tc")
	fmt.Fprintln(w, "aaaa\tb\tccccc")
	w.Flush()
	r := csv.NewReader(strings.NewReader("a,\"b \"\"q\"\"\",c\n1,2,3\n\"x\ny\",z,w\n"))
	recs, err := r.ReadAll()
	fmt.Printf("%q %v\n", recs, err)
	_, err = csv.NewReader(strings.NewReader("a,\"b")).ReadAll()
	fmt.Println(err)
	cw := csv.NewWriter(os.Stdout)
	cw.Write([]string{"x y", "a,b", "q\"r", ""})
	cw.Flush()
	var buf bytes.Buffer
	gz := gzip.NewWriter(&buf)
	gz.Name = "n"
	gz.Write(bytes.Repeat([]byte("hello gzip "), 100))
	gz.Close()
	fmt.Println(buf.Len() < 100)
	gr, err := gzip.NewReader(&buf)
	b, err2 := io.ReadAll(gr)
	fmt.Println(len(b), err, err2, gr.Name)
	var zb bytes.Buffer
	zw := zlib.NewWriter(&zb)
	zw.Write(b)
	zw.Close()
	zr, _ := zlib.NewReader(&zb)
	b2, _ := io.ReadAll(zr)
	fmt.Println(bytes.Equal(b, b2))
	var fb bytes.Buffer
	fw, _ := flate.NewWriter(&fb, 9)
	fw.Write(b)
	fw.Close()
	again, _ := io.ReadAll(flate.NewReader(&fb))
	fmt.Println(bytes.Equal(b, again))
	var lb bytes.Buffer
	lw := lzw.NewWriter(&lb, lzw.LSB, 8)
	lw.Write(b)
	lw.Close()
	fmt.Println(lb.Len())
	var ab bytes.Buffer
	az := zip.NewWriter(&ab)
	f, _ := az.Create("dir/x.txt")
	f.Write(b)
	az.Close()
	ar, err := zip.NewReader(bytes.NewReader(ab.Bytes()), int64(ab.Len()))
	fmt.Println(err, ar.File[0].Name, ar.File[0].UncompressedSize64)
	rc, _ := ar.File[0].Open()
	b3, err := io.ReadAll(rc)
	fmt.Println(len(b3), err)
	fmt.Println(crc32.ChecksumIEEE(b), crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)), crc64.Checksum(b, crc64.MakeTable(crc64.ECMA)), adler32.Checksum(b))
	h := fnv.New64a()
	h.Write(b)
	fmt.Println(h.Sum64())
	var mh maphash.Hash
	mh.WriteString("x")
	s1 := mh.Sum64()
	mh.Reset()
	mh.WriteString("x")
	fmt.Println(s1 == mh.Sum64(), maphash.String(mh.Seed(), "x") == s1)
	fmt.Println(html.EscapeString("<a href=\"x\">'&"), html.UnescapeString("&lt;&eacute;&#65;&notit;"))
	fmt.Println(base32.StdEncoding.EncodeToString([]byte("hello")), hex.Dump([]byte("hello world 12345")))
	dst := make([]byte, ascii85.MaxEncodedLen(5))
	n := ascii85.Encode(dst, []byte("hello"))
	fmt.Println(string(dst[:n]))
	var x struct {
		A uint16
		B int32
		C [2]uint8
	}
	binary.Read(bytes.NewReader([]byte{1, 2, 3, 4, 5, 6, 7, 8}), binary.BigEndian, &x)
	fmt.Printf("%+v %d\n", x, binary.Size(x))
	fmt.Println(binary.BigEndian.Uint32([]byte{1, 2, 3, 4}), binary.AppendUvarint(nil, 300))
	fmt.Println(string(pem.EncodeToMemory(&pem.Block{Type: "T", Headers: map[string]string{"a": "b"}, Bytes: []byte("hello")})))
	u, err := url.Parse("https://u:p@example.com:8080/a%20b/c?q=1&r=x+y#frag")
	fmt.Println(u, err, u.Host, u.Port(), u.Path, u.Query(), u.Fragment, u.User)
	fmt.Println(url.QueryEscape("a b&c"), u.ResolveReference(&url.URL{Path: "../z"}))
	fmt.Println(mime.TypeByExtension(".html"))
	fmt.Println(mime.ParseMediaType("text/html; charset=\"utf-8\""))
	qw := quotedprintable.NewWriter(os.Stdout)
	qw.Write([]byte("é=x\n"))
	qw.Close()
	m, err := mail.ReadMessage(strings.NewReader("From: a <a@b.c>\r\nSubject: x\r\n\r\nbody"))
	fmt.Println(m.Header, err)
	fmt.Println(mail.ParseAddress("Foo <foo@example.com>"))
	tp := textproto.NewReader(bufio.NewReader(strings.NewReader("A-b: c\r\n\r\n")))
	fmt.Println(tp.ReadMIMEHeader())
	ix := suffixarray.New([]byte("banana"))
	fmt.Println(len(ix.Lookup([]byte("ana"), -1)))
	var s scanner.Scanner
	s.Init(strings.NewReader("x := 3.14 // c\n\"str\" 'a'"))
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		fmt.Println(s.Position, s.TokenText())
	}
	img := image.NewRGBA(image.Rect(0, 0, 16, 16))
	for i := 0; i < 16; i++ {
		img.Set(i, i, color.RGBA{uint8(i * 16), 100, 200, 255})
	}
	var pb bytes.Buffer
	fmt.Println(png.Encode(&pb, img), pb.Len() > 100)
	im2, name, err := image.Decode(&pb)
	fmt.Println(im2.Bounds(), name, err, im2.At(3, 3))
	var jb bytes.Buffer
	fmt.Println(jpeg.Encode(&jb, img, nil), jb.Len())
	var gb bytes.Buffer
	fmt.Println(gif.Encode(&gb, img, nil), gb.Len())
	a, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	c := new(big.Int).Exp(a, big.NewInt(10), big.NewInt(1000000007))
	fmt.Println(a.Mul(a, a), c, a.BitLen(), a.ProbablyPrime(5))
	q, rm := new(big.Int).QuoRem(a, big.NewInt(9999999), new(big.Int))
	fmt.Println(q, rm, new(big.Int).Sqrt(a), new(big.Rat).SetFrac64(10, 4), new(big.Float).SetPrec(200).Quo(big.NewFloat(1), big.NewFloat(3)))
	fmt.Println(version.Compare("go1.21", "go1.21rc1"))
}
