// What a client would send, and bodies in chunks.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"
)

func dump(method, url string, body io.Reader, whole bool) {
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		fmt.Println(err)
		return
	}
	req.Header.Set("X-Mine", "yes")
	got, err := httputil.DumpRequestOut(req, whole)
	fmt.Printf("%q %v\n", got, err)
	if req.Body != nil {
		rest, err := io.ReadAll(req.Body)
		fmt.Printf("%q %v\n", rest, err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("cannot be read") }

func main() {
	dump("GET", "http://example.com/a?b=c", nil, true)
	dump("POST", "https://example.com:8443/x", strings.NewReader("the body"), true)
	dump("POST", "http://example.com/x", strings.NewReader("the body"), false)
	dump("PUT", "http://example.com/y", io.MultiReader(strings.NewReader("no "), strings.NewReader("length")), true)
	dump("PUT", "http://example.com/y", io.MultiReader(strings.NewReader("no "), strings.NewReader("length")), false)
	dump("PUT", "http://example.com/y", failing{}, true)
	dump("GET", "ftp://example.com/y", nil, true)

	for _, text := range []string{
		"5\r\nhello\r\n6; ext=1\r\n world\r\n0\r\n\r\nrest",
		"A \r\n0123456789\r\n0\r\n", "", "5\r\nhel", "5\r\nhello", "5\r\nhelloXX0\r\n", "5\nhello\r\n0\r\n", "g\r\n", "\r\n",
		"12345678901234567\r\n", strings.Repeat("0", 5000) + "\r\n",
	} {
		in := bufio.NewReader(strings.NewReader(text))
		got, err := io.ReadAll(httputil.NewChunkedReader(in))
		rest, _ := io.ReadAll(in)
		if len(rest) > 20 {
			rest = rest[:20]
		}
		fmt.Printf("%q %v %q\n", got, err, rest)
	}
	buf := make([]byte, 100)
	n, err := httputil.NewChunkedReader(strings.NewReader("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")).Read(buf)
	fmt.Printf("%q %v\n", buf[:n], err)
}
