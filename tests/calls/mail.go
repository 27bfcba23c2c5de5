package main

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"log"
	"mime"
	"mime/multipart"
	"net/http"
	"net/mail"
	"net/netip"
	"net/textproto"
	"strings"
	"text/scanner"
	"text/tabwriter"
	"time"
)

func word() string {
	return pick("a", "text", "plain", "x-y", "é", "\"q\"", "", "charset", "utf-8", "=?utf-8?q?=C3=A9?=", "=?ISO-8859-1?B?6Q==?=", "a b", "A", "*", "name*0", "name*", "utf-8''%c3%a9", "\"a\\\"b\"", "1")
}

func mediaType() string {
	var b strings.Builder
	b.WriteString(word() + pick("/", "", "//") + word())
	for range random.IntN(4) {
		b.WriteString(pick(";", "; ", " ; ", ";;", "") + word() + pick("=", "", " = ") + pick(word(), text()))
	}
	return damaged(b.String(), ";", "=", "\"", "/", "\\", "*", "\n", "é")
}

func mailbox() string {
	part := func() string {
		return pick("a", "a.b", "\"a b\"", "é", "=?utf-8?q?J=C3=B6rg?=", "a@b", "<a@b.c>", "(c)", "a@[1.2.3.4]", "Joe Q. Public", "group:", ";", ",", " ", "\t", "@", "<", ">", ".", "\"", "\\", "x@y.z", "<x@y>", "\r\n ")
	}
	var b strings.Builder
	for range random.IntN(6) {
		b.WriteString(part() + pick("", "", " "))
	}
	return damaged(pick(b.String(), "Bob <bob@x.org>", "\"Q, A\" <q@a>, c@d", "g: a@b, c@d;", b.String()+" <a@b>"), ",", "@", "<", "(", "\"", ":")
}

func host() string {
	return damaged(pick("1.2.3.4", "::1", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "::", "0.0.0.0", "255.255.255.255", "2001:db8::", "1::8", "::ffff:7f00:1%x", "01.2.3.4", text()), ":", ".", "1", "%", "0", "f", "256")
}

func main() {
	log.SetOutput(io.Discard) // what cookies drop
	run([]call{
		{"mime", func() []any {
			s := mediaType()
			t, params, err := mime.ParseMediaType(s)
			again := mime.FormatMediaType(pick(t, word(), text()), params)
			return []any{s, t, fmt.Sprint(params), err, again}
		}},
		{"words", func() []any {
			var d mime.WordDecoder
			s := damaged(pick("=?utf-8?q?", "=?UTF-8?B?", "=?iso-8859-1?Q?", "=?us-ascii?q?", "=?x?q?", "")+pick("=C3=A9", "6Q==", "a_b", text())+pick("?=", "?", " =?utf-8?b?YQ==?=", ""), "?", "=", "_", " ", "\n")
			one, err := d.Decode(s)
			all, aerr := d.DecodeHeader(s + pick("", " ", "x") + s)
			t := text()
			return []any{s, one, err, all, aerr, t, mime.QEncoding.Encode("utf-8", t), mime.BEncoding.Encode(pick("utf-8", "iso-8859-1"), t)}
		}},
		{"mail.Address", func() []any {
			s := mailbox()
			a, err := mail.ParseAddress(s)
			list, lerr := mail.ParseAddressList(s)
			var names []string
			for _, a := range list {
				names = append(names, a.String())
			}
			made := &mail.Address{Name: text(), Address: pick("a@b", text(), "a b@c", "@")}
			return []any{s, a, err, names, lerr, made.Name, made.Address, made.String()}
		}},
		{"mail.Date", func() []any {
			s := damaged(pick("Mon, 02 Jan 2006 15:04:05 -0700", "2 Jan 06 15:04 GMT", "Fri, 21 Nov 1997 09:55:06 (MST) -0600", "1 Feb 2020 00:00:00 +0000 (UTC)", "31 Feb 2020 10:00 UT"), " ", ",", "0", "(", ")", "\t", "9", "-")
			t, err := mail.ParseDate(s)
			return []any{s, t.UTC(), err}
		}},
		{"mail.Message", func() []any {
			s := damaged(pick("To: a\r\nFrom: b\r\n\r\nbody", "A:b\n c\nB : d\n\nx", "X: "+text()+"\r\n\r\n", ": x\r\n\r\n", "From a\nB: c\n\n"), "\n", "\r", ":", " ", "\x00", "é")
			m, err := mail.ReadMessage(strings.NewReader(s))
			if err != nil {
				return []any{s, err}
			}
			body, _ := io.ReadAll(m.Body)
			return []any{s, fmt.Sprint(m.Header), string(body)}
		}},
		{"textproto", func() []any {
			s := damaged(pick("A: b\r\nC-d: e\r\n\r\n", "200 ok\r\n", "200-a\r\n200 b\r\n", "a\r\n..b\r\n.\r\nrest", "x y z\n", text()), "\r", "\n", ".", "-", " ", "2", ":")
			r := func() *textproto.Reader { return textproto.NewReader(bufio.NewReader(strings.NewReader(s))) }
			h, herr := r().ReadMIMEHeader()
			code, message, cerr := r().ReadResponse(pick(0, 2, 20, 200))
			lines, derr := r().ReadDotLines()
			line, lerr := r().ReadContinuedLine()
			return []any{s, fmt.Sprint(h), herr, code, message, cerr, lines, derr, line, lerr, textproto.CanonicalMIMEHeaderKey(s), textproto.TrimString(s)}
		}},
		{"netip", func() []any {
			s := host()
			a, err := netip.ParseAddr(s)
			p, perr := netip.ParsePrefix(s + pick("/", "") + pick("8", "24", "129", "0", "-1", "08", "x", "+1"))
			ap, aperr := netip.ParseAddrPort(damaged(pick(s+":80", "["+s+"]:80", "["+s+"]", s+":99999"), ":", "[", "]", "0"))
			b, _ := netip.ParseAddr(host())
			bin, _ := a.MarshalBinary()
			return []any{s, a, err, p, perr, ap, aperr, b, a.Compare(b), a.Less(b), a.Next(), a.Prev(), a.Unmap(), a.Is4In6(), a.Zone(), a.IsPrivate(), a.IsLoopback(), a.IsMulticast(), a.IsLinkLocalUnicast(), a.IsGlobalUnicast(),
				a.StringExpanded(), bin, p.Masked(), p.Contains(b), p.IsSingleIP(), p.Overlaps(netip.PrefixFrom(b, random.IntN(40)-2))}
		}},
		{"http", func() []any {
			s := damaged(pick("a=b; Path=/; Max-Age=5; HttpOnly; SameSite=Lax", "a=\"b c\"; Expires=Mon, 02 Jan 2006 15:04:05 GMT", "a=b; c=d; e", "=x", "a", "a=b;Secure;Domain=.x.org;Partitioned", text()), ";", "=", " ", "\"", ",", "é", "\x00")
			c, err := http.ParseSetCookie(s)
			var shown string
			if c != nil {
				shown = c.String() + fmt.Sprint(c.Valid())
			}
			list, lerr := http.ParseCookie(s)
			made := &http.Cookie{Name: pick("n", text()), Value: text(), Path: pick("", "/", text()), Domain: pick("", "x.org", text(), "1.2.3.4"), MaxAge: small(), Quoted: chance(2), SameSite: http.SameSite(small())}
			date := damaged(pick("Mon, 02 Jan 2006 15:04:05 GMT", "Monday, 02-Jan-06 15:04:05 MST", "Mon Jan  2 15:04:05 2006"), " ", "0", ",")
			t, terr := http.ParseTime(date)
			major, minor, ok := http.ParseHTTPVersion(damaged(pick("HTTP/1.1", "HTTP/2.0"), "1", ".", "/"))
			return []any{s, shown, err, fmt.Sprint(list), lerr, made.String(), made.Valid(), date, t.UTC(), terr, major, minor, ok, http.CanonicalHeaderKey(s), http.DetectContentType([]byte(pick("", "<html>", "%PDF-", "\x89PNG\r\n\x1a\n", "{", "GIF89a") + s)), http.StatusText(random.IntN(600))}
		}},
		{"multipart", func() []any {
			s := damaged("--b\r\nContent-Disposition: form-data; name=\""+text()+"\"\r\n\r\n"+text()+"\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41\r\n--b--\r\n", "\r\n", "--b", "-", "\n", "\"", " ")
			r := multipart.NewReader(strings.NewReader(s), "b")
			var all []any
			for range 5 {
				p, err := r.NextPart()
				if err != nil {
					all = append(all, err)
					break
				}
				body, err := io.ReadAll(p)
				all = append(all, fmt.Sprint(p.Header), p.FormName(), p.FileName(), string(body), err)
			}
			return append(all, s)
		}},
		{"xml", func() []any {
			s := damaged(pick("<a b=\"c\">t<d/>&amp;&#65;</a>", "<?xml version=\"1.0\"?><x:a xmlns:x=\"u\"><x:b>1</x:b></x:a>", "<a><![CDATA[x]]><!-- c --></a>", "<a b='c' d=e>", "<a>"+text()+"</a>"), "<", ">", "&", "/", "\"", "]]>", "--", "é", "\x01", " ")
			d := xml.NewDecoder(strings.NewReader(s))
			d.Strict = chance(2)
			var all []any
			for range 20 {
				t, err := d.Token()
				if err != nil {
					all = append(all, err)
					break
				}
				if text, ok := t.(xml.CharData); ok {
					t = string(text)
				}
				line, column := d.InputPos()
				all = append(all, fmt.Sprintf("%T %v %d %d %d", t, t, line, column, d.InputOffset()))
			}
			var v struct {
				B    string   `xml:"b,attr"`
				D    *string  `xml:"d"`
				Text string   `xml:",chardata"`
				Rest []string `xml:"b"`
			}
			err := xml.Unmarshal([]byte(s), &v)
			made, merr := xml.Marshal(v)
			var escaped strings.Builder
			xml.EscapeText(&escaped, []byte(s))
			return append(all, s, v.B, v.Text, v.Rest, err, string(made), merr, escaped.String())
		}},
		{"scanner", func() []any {
			s := text() + pick("", "\"a\\n\"", "'x'", "0x1F", "1e5", "// c\n", "/* d */", "1.5.6", "`r`", "\"", "0b12", "1_000", "'", "/*")
			var sc scanner.Scanner
			sc.Init(strings.NewReader(s))
			sc.Mode = pick[uint](scanner.GoTokens, scanner.ScanIdents|scanner.ScanInts, scanner.GoTokens&^scanner.SkipComments, scanner.ScanFloats|scanner.ScanStrings)
			var all []any
			sc.Error = func(s *scanner.Scanner, msg string) { all = append(all, msg) }
			for range 100 {
				t := sc.Scan()
				all = append(all, scanner.TokenString(t), sc.TokenText(), sc.Position)
				if t == scanner.EOF {
					break
				}
			}
			return append(all, s, sc.ErrorCount)
		}},
		{"tabwriter", func() []any {
			var b strings.Builder
			w := tabwriter.NewWriter(&b, random.IntN(10), random.IntN(10), random.IntN(4), pick[byte](' ', '\t', '.'), uint(random.IntN(64)))
			var s string
			for range random.IntN(12) {
				s += pick("a", "bb", "\t", "\v", "\n", "\f", "é", "<b>", "&amp;", "\xff", "\t\t", text())
			}
			n, err := io.WriteString(w, s)
			ferr := w.Flush()
			return []any{s, n, err, ferr, b.String()}
		}},
		{"duration", func() []any {
			d := time.Duration(integer())
			return []any{d, d.Round(time.Duration(integer())), d.Truncate(time.Duration(integer())), d.Abs(), d.Microseconds(), d.Hours()}
		}},
	})
}
