// What random calls found (tests/calls/mail.go).
package main

import (
	"bufio"
	"fmt"
	"mime"
	"net/http"
	"net/mail"
	"net/textproto"
	"strings"
	"text/scanner"
)

func main() {
	// An encoded word that cannot be decoded ends where it says, not where the next one begins.
	var d mime.WordDecoder
	for _, s := range []string{"=?x?q?6Q== =?utf-8?b?YQ==?=", "=?utf-8?b?!?= =?utf-8?b?YQ==?=", "a =?utf-8?x?b?= c =?utf-8?q?d?="} {
		text, err := d.DecodeHeader(s)
		fmt.Printf("%q %v\n", text, err)
	}

	// Only blanks and tabs are trimmed from lines of heads.
	for _, s := range []string{"\rA: b\r\n\r\n", "A: b \r \r\nC: d\r\n\r\n", " \r\n", ": x\r\n\r \n"} {
		reader := func() *textproto.Reader { return textproto.NewReader(bufio.NewReader(strings.NewReader(s))) }
		line, err := reader().ReadContinuedLine()
		h, herr := reader().ReadMIMEHeader()
		m, merr := mail.ReadMessage(strings.NewReader(s))
		fmt.Printf("%q %v %q %v %v %v\n", line, err, h, herr, m != nil, merr)
	}

	// An answer that goes on is read to its end, whatever its code is.
	for _, s := range []string{"2:0-a\r\nb\r\n", "050-a\r\n050 b\r\n", "20x a\r\n", "050 a\r\n", "200-a\r\n20x b\r\n200 c\r\n"} {
		code, text, err := textproto.NewReader(bufio.NewReader(strings.NewReader(s))).ReadResponse(0)
		fmt.Printf("%d %q %v\n", code, text, err)
	}

	// Where there is no text there is no place.
	for _, s := range []string{"", "\n", "\ufeff", " "} {
		var sc scanner.Scanner
		sc.Init(strings.NewReader(s))
		fmt.Println(scanner.TokenString(sc.Scan()), sc.Position, sc.Position.IsValid(), sc.Pos())
	}

	for _, domain := range []string{"x.", ".x.", "x..", ".", "..", "x.org.", "-x.", "x-.", "1.2.3.4."} {
		c := &http.Cookie{Name: "n", Value: "v", Domain: domain}
		fmt.Println(domain, c.Valid())
	}
}
