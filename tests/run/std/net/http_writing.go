// What http.Response.Write and http.Request.Write write, trailers that they refuse, odd heads of answers, bodies that wait for answers.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
)

type reader struct{ io.Reader }

func body(s string) io.ReadCloser { return io.NopCloser(reader{strings.NewReader(s)}) }

func responses() {
	request := func(method string) *http.Request { return &http.Request{Method: method} }
	chunked := []string{"chunked"}
	for _, r := range []http.Response{
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 0, Body: body("abc"), ContentLength: 3},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: -1},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 0, Body: body("abc"), ContentLength: -1},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: -1, TransferEncoding: chunked, Trailer: http.Header{"A": {"b"}}},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: -1, TransferEncoding: chunked, Trailer: http.Header{"A\r\nB": {"b"}}},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: -1, TransferEncoding: chunked, Trailer: http.Header{"A": {"b\r\nc"}}},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: -1, TransferEncoding: chunked, Trailer: http.Header{"trailer": {"b"}}},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: 3, Trailer: http.Header{"A\r\nB": {"b"}}},
		{StatusCode: 204, ProtoMajor: 1, ProtoMinor: 1, TransferEncoding: chunked, Close: true, Header: http.Header{"Foo": {"Bar\nBaz"}}},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, TransferEncoding: chunked},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1},
		{StatusCode: 304, ProtoMajor: 1, ProtoMinor: 1},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: http.NoBody},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("x")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body(""), Request: request("POST")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: 3, Request: request("HEAD")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, ContentLength: 9, Request: request("HEAD")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1, TransferEncoding: chunked, Request: request("HEAD")},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: 2},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: body("abc"), ContentLength: 5},
		{StatusCode: 299, ProtoMajor: 1, ProtoMinor: 1, Status: "299 Own"},
		{StatusCode: 299, ProtoMajor: 1, ProtoMinor: 1},
		{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, TransferEncoding: []string{"identity"}, Body: http.NoBody},
	} {
		var b bytes.Buffer
		err := r.Write(&b)
		fmt.Printf("%q %v\n", b.String(), err)
	}
}

func requests() {
	for _, trailer := range []http.Header{{"A": {"b"}}, {"A\r\nB": {"c"}}, {"A": {"b\r\nc"}}, {"": {"c"}}, {"content-length": {"c"}}} {
		for _, length := range []int64{-1, 3} {
			r, _ := http.NewRequest("POST", "http://a/", body("abc"))
			r.ContentLength, r.Trailer = length, trailer
			var b bytes.Buffer
			err := r.Write(&b)
			if err != nil {
				fmt.Println(err)
				continue
			}
			fmt.Printf("%q\n", b.String())
		}
	}
}

func answers() {
	for _, head := range []string{
		"HTTP/1.0  401 Unauthorized\r\nA: b\r\n\r\nbody", "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 \r\n\r\n", "HTTP/1.1 200 OK\r\nA b: c\r\n d\r\nContent-Length: 1\r\n\r\nxyz",
		"HTTP/1.1 200 OK\r\nA: b\r\n \r\n\r\n", "HTTP/1.1 200 OK\r\nA\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1 200 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "nonsense", "",
		"HTTP/1.1 200 OK\r\nA: \x01\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b",
	} {
		r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(head)), nil)
		if err != nil {
			fmt.Printf("%q: %v\n", head, err)
			continue
		}
		b, err := io.ReadAll(r.Body)
		fmt.Printf("%q: %q %d %s %q %q %v\n", head, r.Status, r.StatusCode, r.Proto, r.Header, b, err)
	}
}

func conversation() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).EnableFullDuplex()
		in := bufio.NewReader(r.Body)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			fmt.Fprintf(w, "got %s", line)
			w.(http.Flusher).Flush()
		}
	}))
	defer s.Close()
	out, in := io.Pipe()
	answer := make(chan *http.Response)
	go func() {
		r, err := http.Post(s.URL, "text/plain", out)
		if err != nil {
			panic(err)
		}
		answer <- r
	}()
	// Each line waits for the answer to the one before.
	fmt.Fprintln(in, "line 0")
	r := <-answer
	lines := bufio.NewReader(r.Body)
	for i := range 3 {
		line, err := lines.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
		fmt.Fprintln(in, "line", i+1)
	}
	in.Close()
	rest, err := io.ReadAll(lines)
	fmt.Printf("%q %v\n", rest, err)
}

func proxies() {
	none := errors.New("no such proxy")
	client := http.Client{Transport: &http.Transport{
		Proxy: func(*http.Request) (*url.URL, error) { return url.Parse("http://proxy.example/") },
		Dial:  func(string, string) (net.Conn, error) { return nil, none },
	}}
	_, err := client.Get("http://a.example/")
	fmt.Println(err, errors.Is(err, none))
	fmt.Println(reflect.DeepEqual(err.(*url.Error).Err, &net.OpError{Op: "proxyconnect", Net: "tcp", Err: none}))
}

func main() {
	responses()
	requests()
	answers()
	conversation()
	proxies()
	a, b := httptest.NewRequest("GET", "/", nil), httptest.NewRequest("GET", "/", nil)
	fmt.Println(reflect.DeepEqual(a, b))
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/?a=1;b=2", nil)
	http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.FormValue("a") == "") }).ServeHTTP(w, r)
	fmt.Println(w.Body)
}
