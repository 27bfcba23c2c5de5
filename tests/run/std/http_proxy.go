package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
)

var addr = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func show(args ...any) { fmt.Print(addr.ReplaceAllString(fmt.Sprintln(args...), "ADDR")) }

// A reverse proxy between a client and a server; dumps of messages.
func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") == "echo" {
			c, buf, err := w.(http.Hijacker).Hijack()
			if err != nil {
				return
			}
			io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
			line, _ := buf.ReadString('\n')
			io.WriteString(c, "echo "+line)
			c.Close()
			return
		}
		body, _ := io.ReadAll(r.Body)
		var keys []string
		for k := range r.Header {
			if k != "Accept-Encoding" {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		w.Header().Set("X-Back", "yes")
		w.Header().Set("Connection", "X-Hop")
		w.Header().Set("X-Hop", "gone")
		switch r.URL.Path {
		case "/base/stream":
			w.Header().Set("Trailer", "X-T")
			io.WriteString(w, "one ")
			w.(http.Flusher).Flush()
			io.WriteString(w, "two")
			w.Header().Set("X-T", "t")
			return
		case "/base/abort":
			io.WriteString(w, "partial")
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		fmt.Fprintln(w, r.Method, r.URL, r.Host, string(body))
		for _, k := range keys {
			fmt.Fprintln(w, " ", k, r.Header[k])
		}
	}))
	target, _ := url.Parse(back.URL + "/base/?t=1")
	do := func(front *httptest.Server, method, path, body string) {
		req, _ := http.NewRequest(method, front.URL+path, strings.NewReader(body))
		req.Header.Set("X-Hop-Too", "x")
		req.Header.Set("Connection", "x-hop-too")
		req.Header.Set("X-Forwarded-For", "9.9.9.9")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			show(err)
			return
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		show(method, path, resp.Status, resp.Header.Get("X-Back"), resp.Header.Get("X-Hop"), resp.Trailer, err)
		show(string(b))
	}
	proxies := []*httputil.ReverseProxy{
		httputil.NewSingleHostReverseProxy(target),
		{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.SetXForwarded() }},
		{Director: func(r *http.Request) { r.URL, _ = url.Parse("http://127.0.0.1:1/") }},
		{},
		{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }, ModifyResponse: func(r *http.Response) error { return errors.New("not this") },
			ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) { http.Error(w, "handled: "+err.Error(), 599) }},
	}
	for i, p := range proxies {
		show("proxy", i)
		front := httptest.NewServer(p)
		do(front, "GET", "/x?a=b", "")
		do(front, "POST", "/y%2Fz", "content")
		if i < 2 {
			do(front, "GET", "/stream", "")
			do(front, "GET", "/q?a=%zz;b", "")
			do(front, "GET", "/abort", "")
			c, err := net.Dial("tcp", front.Listener.Addr().String())
			if err == nil {
				io.WriteString(c, "GET /up HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
				in := bufio.NewReader(c)
				resp, err := http.ReadResponse(in, nil)
				if err != nil {
					show(err)
				} else {
					show(resp.Status, resp.Header)
					io.WriteString(c, "hello\n")
					rest, err := io.ReadAll(in)
					show(string(rest), err)
				}
				c.Close()
			}
		}
		front.Close()
	}
	back.Close()
	dump := func(b []byte, err error) { fmt.Printf("%q %v\n", b, err) }
	r := httptest.NewRequest("POST", "http://h.com/p?q", strings.NewReader("body"))
	r.Header.Set("A", "b")
	dump(httputil.DumpRequest(r, true))
	dump(httputil.DumpRequest(r, false))
	r, _ = http.NewRequest("PUT", "http://h.com/p?q", strings.NewReader("body"))
	r.TransferEncoding = []string{"chunked"}
	dump(httputil.DumpRequest(r, true))
	b, _ := io.ReadAll(r.Body)
	fmt.Println(string(b))
	resp := &http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"A": {"b"}}, Body: io.NopCloser(strings.NewReader("text")), ContentLength: 4}
	dump(httputil.DumpResponse(resp, true))
	dump(httputil.DumpResponse(resp, false))
	resp.ContentLength = -1
	dump(httputil.DumpResponse(resp, true))
	resp.TransferEncoding = []string{"chunked"}
	dump(httputil.DumpResponse(resp, true))
	resp.Body, resp.TransferEncoding, resp.ContentLength = nil, nil, 0
	dump(httputil.DumpResponse(resp, true))
}
