// URLs and records of CSV that are plain, beside those that are nearly so.
package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"strings"
)

func main() {
	for _, s := range []string{
		"http://example.com", "https://example.com:8080/a/b?q=1&r=two#top", "HTTP://x/y", "s3://bucket/key", "http://", "http:///x", "://x", "http:/x", "http:x", "a://b",
		"http://h:/", "http://h:80x/", "http://h:80:90/", "http://u@h/", "http://u:p@h/", "http://[::1]:8/", "http://h_x/", "http://h%41/", "http://h/%41", "http://h/a b", "http://h/a*b",
		"http://h/!$&'()*+,;=:@", "http://h?", "http://h?a", "http://h?a?", "http://h/??", "http://h?a b", "http://h?a%zz", "http://h?é", "http://h/é", "http://h#", "http://h#f", "http://h#f#g", "http://h#a!b(c)*",
		"http://h/#/x?y", "http://h?a#b", "http://h?#b", "http://h/\x01", "http://h?\x7f", "http://h/a\nb", "http://-h-./..//.", "http://h/$&+,/:;=@", "/a", "mailto:x@y", "*", "",
	} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%q %q %v %q %q %q %q %q %v %v %s\n", u.Scheme, u.Opaque, u.User, u.Host, u.Path, u.RawPath, u.RawQuery, u.Fragment, u.ForceQuery, u.OmitHost, u)
	}
	for _, s := range []string{
		"a,b,c\n1,2,3\n", "a,\"b\",c\r\n", "\"a,b\",\"c\"\"d\"\"\"\n", "a\"b,c\n", "\"a\" ,b\n", "\"a\nb\",c\nd,e\n", "\"open\n", ",,\n", "\n\na\n\n,\n", "a,b\nc\n", "é,ü;\"x\"\n", "#x\na,#b\n", " a, b\n", "\"\",\"\"", "a\rb,c\r", "\"a\"\r\n\"b\",\n",
	} {
		for mode := range 5 {
			r := csv.NewReader(strings.NewReader(s))
			switch mode {
			case 1:
				r.Comma = ';'
				r.Comment = '#'
			case 2:
				r.LazyQuotes = true
				r.FieldsPerRecord = -1
			case 3:
				r.TrimLeadingSpace = true
			case 4:
				r.ReuseRecord = true
				r.FieldsPerRecord = 2
			}
			for {
				record, err := r.Read()
				if err == io.EOF {
					break
				}
				fmt.Printf("%q %v %d", record, err, r.InputOffset())
				for i := range record {
					fmt.Print(" ")
					fmt.Print(r.FieldPos(i))
				}
				fmt.Println()
				if err != nil {
					break
				}
			}
		}
	}
	long := []byte(strings.Repeat("0123456789abcdef", 20))
	for _, n := range []int{0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 200, 320} {
		h, b := sha256.New(), long[:n]
		h.Write(b[:n/2])
		h.Sum(nil)
		h.Write(b[n/2:])
		fmt.Printf("%x %x %x %x %x %x\n", md5.Sum(b), sha1.Sum(b), sha256.Sum256(b), h.Sum([]byte("x")), sha512.Sum384(b), sha512.Sum512(b))
	}
	for _, s := range []string{"", "0", "0g", "g0", "aAfF09", "0x", "abc", "abz", "é0", strings.Repeat("5a", 40)} {
		b, err := hex.DecodeString(s)
		fmt.Println(b, err)
		same := []byte(s)
		n, err := hex.Decode(same, same)
		fmt.Println(same[:n], err)
	}
}
