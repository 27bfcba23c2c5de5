// Heads of messages that are cut off, wrong or go on in further lines, and what closing a body leaves to read.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strings"
)

func main() {
	for _, text := range []string{"", "G", "GET", "GET / ", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nA", "GET / HTTP/1.1\r\nA: b", "GET / HTTP/1.1\r\nA: b\r\n", "GET / HTTP/1.1\r\n x: y\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nB: c \r\n  d\r\n\te\r\nF: g\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\x00\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n", "G=T / HTTP/1.1\r\n\r\n", "GET / HTP\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"} {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
		fmt.Printf("%q %v %v %T\n", text, r != nil, err, err)
	}
	for _, text := range []string{"", "H", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 2", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA", "HTTP/1.1 200 OK\r\nA: b", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\n a: b\r\n\r\n", "HTTP/1.1 200 OK\r\nA: \x01\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/x 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nT: v\r\n\r\nrest", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabcrest", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcrest", "HTTP/1.1 204 No\r\n\r\nrest", "HTTP/1.0 200 OK\r\n\r\nall", "HTTP/1.0 200 OK\r\nA: b\r\n  c \r\n\td\r\nE: f\r\n\r\nall", "HTTP/1.0 200 OK\nA:\n c\nE:\n\nall", "HTTP/1.0 200 OK\r\nA: b\r\n  c", "HTTP/1.0 200 OK\r\nA: b\r\n \r\n c\r\nD: e\r\n\r\nall"} {
		b := bufio.NewReader(strings.NewReader(text))
		r, err := http.ReadResponse(b, nil)
		fmt.Printf("%q %v %v %T\n", text, r != nil, err, err)
		if err == nil {
			fmt.Println(r.Header)
			err := r.Body.Close()
			rest, err2 := io.ReadAll(b)
			fmt.Println(err, string(rest), err2, r.Trailer, r.Close)
		}
	}
	for _, text := range []string{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcrest", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabcrest", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\nrest", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n" + strings.Repeat("x", 900000) + "rest", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nshort"} {
		b := bufio.NewReader(strings.NewReader(text))
		r, err := http.ReadRequest(b)
		if err == nil {
			err := r.Body.Close()
			rest, err2 := io.ReadAll(b)
			fmt.Println(err, string(rest), err2, r.Trailer, r.Close)
		}
	}
}
