package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"html"
	"io"
	"mime/quotedprintable"
	"strings"
)

// slow gives its text a few bytes at a time.
type slow struct{ s string }

func (r *slow) Read(p []byte) (int, error) {
	if r.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), 1+random.IntN(5))], r.s)
	r.s = r.s[n:]
	return n, nil
}

func main() {
	run([]call{
		{"base64", base64Call}, {"base64", base64Call}, {"base64", base64Call}, {"base64", base64Call},
		{"base32", func() []any {
			s := text()
			enc := pick(base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.HexEncoding.WithPadding('*'))
			e := damaged(enc.EncodeToString([]byte(s)), "", "=", "\n", "\r\n", "-", "é", "A", "1")
			d, err := enc.DecodeString(e)
			all, rerr := io.ReadAll(base32.NewDecoder(enc, &slow{e}))
			return []any{s, e, string(d), err, string(all), rerr, enc.EncodedLen(len(s)), enc.DecodedLen(len(e))}
		}},
		{"hex", func() []any {
			s := damaged(pick(text(), hex.EncodeToString([]byte(text())), "0aF", "abc1"), "g", "0", "F")
			d, err := hex.DecodeString(s)
			all, rerr := io.ReadAll(hex.NewDecoder(&slow{s}))
			return []any{s, string(d), err, hex.EncodeToString([]byte(s)), hex.Dump([]byte(s)), string(all), rerr}
		}},
		{"ascii85", func() []any {
			s := text()
			e := make([]byte, ascii85.MaxEncodedLen(len(s)))
			e = e[:ascii85.Encode(e, []byte(s))]
			t := damaged(string(e), "z", "\n", "~", "!", "u", "v")
			d := make([]byte, 4*len(t))
			n, m, err := ascii85.Decode(d, []byte(t), chance(2))
			all, rerr := io.ReadAll(ascii85.NewDecoder(&slow{t}))
			return []any{s, t, n, m, string(d[:n]), err, string(all), rerr}
		}},
		{"varint", func() []any {
			n := integer()
			b := binary.AppendVarint(binary.AppendUvarint(nil, uint64(n)), n)
			b = []byte(damaged(string(b), "\xff", "\x80", "\x00"))
			u, k := binary.Uvarint(b)
			i, m := binary.Varint(b[max(0, min(k, len(b))):])
			r, rerr := binary.ReadUvarint(bytes.NewReader(b))
			return []any{n, b, u, k, i, m, r, rerr, binary.BigEndian.Uint16([]byte{byte(n), 1}), binary.LittleEndian.AppendUint32(nil, uint32(n))}
		}},
		{"binary", func() []any {
			var v struct {
				A int16
				B [3]uint8
				C float32
				D bool
				_ int32
				E int64
			}
			b := []byte(text() + text())
			order := pick[binary.ByteOrder](binary.BigEndian, binary.LittleEndian)
			err := binary.Read(bytes.NewReader(b), order, &v)
			n, derr := binary.Decode(b, order, &v)
			if v.C != v.C {
				v.C = 0
			}
			e, eerr := binary.Append(nil, order, v)
			return []any{b, v, err, n, derr, e, eerr, binary.Size(v)}
		}},
		{"hashes", func() []any {
			s := []byte(text())
			h := fnv.New32a()
			h.Write(s)
			g := fnv.New128()
			g.Write(s)
			return []any{s, crc32.ChecksumIEEE(s), crc32.Checksum(s, crc32.MakeTable(crc32.Castagnoli)), adler32.Checksum(s), crc64.Checksum(s, crc64.MakeTable(crc64.ECMA)), h.Sum32(), fmt.Sprintf("%x %x %x %x", g.Sum(nil), md5.Sum(s), sha1.Sum(s), sha256.Sum256(s))}
		}},
		{"html", func() []any {
			s := text()
			for range random.IntN(4) {
				s += pick("&amp;", "&lt", "&", "&#65;", "&#x41", "&#0;", "&#xD800;", "&#x110000;", "&notit;", "&hellip;", "&acE;", "<", "'", "\"", ">", "&#", "&#x", "&#128;", "&amp", "&copy;&copy", "&NotEqualTilde;") + pick("", text())
			}
			return []any{s, html.EscapeString(s), html.UnescapeString(s)}
		}},
		{"quotedprintable", func() []any {
			s := text() + text()
			var b strings.Builder
			w := quotedprintable.NewWriter(&b)
			w.Binary = chance(2)
			w.Write([]byte(s))
			w.Close()
			e := damaged(b.String(), "=", "\n", "=\n", " ", "é", "=3")
			d, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(e)))
			return []any{s, e, string(d), err}
		}},
	})
}

func base64Call() []any {
	s := text()
	enc := pick(base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict(), base64.RawURLEncoding.Strict(), base64.StdEncoding.WithPadding('*'))
	e := damaged(enc.EncodeToString([]byte(s)), "", "=", "\n", "\r\n", "-", "é", "+", "A", "==", "\x00")
	d, err := enc.DecodeString(e)
	p := make([]byte, enc.DecodedLen(len(e)))
	n, derr := enc.Decode(p, []byte(e))
	all, rerr := io.ReadAll(base64.NewDecoder(enc, &slow{e}))
	var b strings.Builder
	w := base64.NewEncoder(enc, &b)
	for rest := s; rest != ""; {
		n := min(len(rest), 1+random.IntN(5))
		w.Write([]byte(rest[:n]))
		rest = rest[n:]
	}
	w.Close()
	a, aerr := enc.AppendDecode([]byte("x"), []byte(e))
	return []any{s, e, string(d), err, n, derr, string(p[:n]), string(all), rerr, b.String(), string(a), aerr, enc.EncodedLen(len(s)), enc.DecodedLen(len(e))}
}
