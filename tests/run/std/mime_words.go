package main

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
)

func main() {
	for _, s := range []string{"plain", "¡Hola, señor!", "tab\t", "a=b?c_d é", strings.Repeat("é", 50), strings.Repeat("x", 100) + "ü", "\xff", "日本語" + strings.Repeat("字", 40), ""} {
		for _, e := range []mime.WordEncoder{mime.QEncoding, mime.BEncoding} {
			for _, charset := range []string{"utf-8", "UTF-8", "iso-8859-1"} {
				w := e.Encode(charset, s)
				fmt.Println(w)
				d, err := new(mime.WordDecoder).DecodeHeader(w)
				fmt.Println(d == s, err)
			}
		}
	}
	d := new(mime.WordDecoder)
	for _, s := range []string{
		"=?utf-8?q?=C2=A1Hola?=", "=?UTF-8?B?wqE=?=", "=?iso-8859-1?q?caf=e9?=", "=?us-ascii?q?a=e9?=", "=?x-user?q?a?=", "=?utf-8?q?=zz?=", "=?utf-8?q?=4?=", "=?utf-8?x?a?=", "=?utf-8?q?a b?=", "=?utf-8?q??=", "=??q?a?=", "=?utf-8?b?!!?=", "nothing", "=?utf-8?q?a?b?=", "=?",
		"a =?utf-8?q?b?= c", "=?utf-8?q?a?= =?utf-8?q?b?=", "=?utf-8?q?a?=x=?utf-8?q?b?=", "=?utf-8?q?a", "=?utf-8?q?=ff=zz?= =?utf-8?q?b?=", "x=?utf-8?q?\x80?=y",
	} {
		w, err := d.Decode(s)
		h, err2 := d.DecodeHeader(s)
		fmt.Printf("%q: %q %v %q %v\n", s, w, err, h, err2)
	}
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if charset == "bad" {
			return nil, errors.New("bad charset")
		}
		b, _ := io.ReadAll(r)
		return strings.NewReader(strings.ToUpper(string(b)) + charset), nil
	}
	fmt.Println(d.Decode("=?X-Up?q?abc?="))
	fmt.Println(d.Decode("=?bad?q?abc?="))
}
