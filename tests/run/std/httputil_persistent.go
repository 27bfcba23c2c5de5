// Requests and responses over connections that the program holds itself.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"
)

// A script is a connection from which a text comes, and which keeps what is written.
type script struct {
	from   io.Reader
	to     bytes.Buffer
	closed int
	fails  bool
}

func (s *script) Read(p []byte) (int, error) { return s.from.Read(p) }
func (s *script) Write(p []byte) (int, error) {
	if s.fails {
		return 0, errors.New("does not take it")
	}
	return s.to.Write(p)
}
func (s *script) Close() error                     { s.closed++; return nil }
func (s *script) LocalAddr() net.Addr              { return nil }
func (s *script) RemoteAddr() net.Addr             { return nil }
func (s *script) SetDeadline(time.Time) error      { return nil }
func (s *script) SetReadDeadline(time.Time) error  { return nil }
func (s *script) SetWriteDeadline(time.Time) error { return nil }

func reads(text string) *script { return &script{from: strings.NewReader(text)} }

func show(what string, err error) {
	fmt.Printf("%s: %v (%T) persist %v closed %v pipeline %v\n", what, err, err, err == httputil.ErrPersistEOF, err == httputil.ErrClosed, err == httputil.ErrPipeline)
}

func request(url string) *http.Request {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		panic(err)
	}
	return req
}

func response(req *http.Request, body string) *http.Response {
	return &http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Request: req, Header: http.Header{"X-For": {req.URL.Path}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

func server() {
	s := reads("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody" +
		"GET /b HTTP/1.1\r\nHost: h\r\n\r\n" +
		"GET /c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\nrest")
	sc := httputil.NewServerConn(s, nil)
	var reqs []*http.Request
	for range 3 {
		req, err := sc.Read()
		show("read", err)
		if req != nil {
			fmt.Println(req.Method, req.URL, "pending", sc.Pending())
			reqs = append(reqs, req)
		}
	}
	for _, req := range reqs {
		show("write", sc.Write(req, response(req, "for "+req.URL.Path)))
	}
	_, err := sc.Read()
	show("one more", err)
	show("again", sc.Write(reqs[0], response(reqs[0], "")))
	show("none's", sc.Write(request("http://h/"), response(reqs[0], "")))
	fmt.Println("pending", sc.Pending())
	fmt.Printf("%q\n", s.to.String())
	c, r := sc.Hijack()
	rest, err := io.ReadAll(r)
	fmt.Println(c == net.Conn(s), string(rest), err)
	c, r = sc.Hijack()
	fmt.Println(c, r, sc.Close(), s.closed)
	_, err = sc.Read()
	show("behind", err)

	for _, text := range []string{"", "GET / HT", "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nshort"} {
		sc := httputil.NewServerConn(reads(text), bufio.NewReader(strings.NewReader(text)))
		for range 2 {
			req, err := sc.Read()
			show(fmt.Sprintf("read of %q %v", text, req != nil), err)
			if req != nil {
				fmt.Println(sc.Write(req, response(req, "")))
			}
		}
	}
	// Closed, and broken.
	s = reads("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n")
	sc = httputil.NewServerConn(s, nil)
	a, _ := sc.Read()
	b, _ := sc.Read()
	s.fails = true
	show("fails", sc.Write(a, response(a, "")))
	s.fails = false
	show("after", sc.Write(b, response(b, "")))
	_, err = sc.Read()
	show("after", err)
	s = reads("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
	sc = httputil.NewServerConn(s, nil)
	a, _ = sc.Read()
	fmt.Println(sc.Close(), s.closed)
	show("closed", sc.Write(a, response(a, "")))
	_, err = sc.Read()
	show("closed", err)
	// A last response.
	s = reads("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
	sc = httputil.NewServerConn(s, nil)
	a, _ = sc.Read()
	last := response(a, "last")
	last.Close = true
	show("last", sc.Write(a, last))
	_, err = sc.Read()
	show("behind the last", err)
	fmt.Printf("%q\n", s.to.String())
}

func client() {
	s := reads("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none" +
		"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\ntwo" +
		"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nthree")
	cc := httputil.NewClientConn(s, nil)
	reqs := []*http.Request{request("http://h/a?q=1"), request("http://h/b"), request("http://h/c")}
	for _, req := range reqs {
		show("write", cc.Write(req))
	}
	fmt.Println("pending", cc.Pending())
	for _, req := range reqs {
		resp, err := cc.Read(req)
		show("read", err)
		fmt.Println(resp.Status, "pending", cc.Pending())
		if req != reqs[0] {
			body, err := io.ReadAll(resp.Body)
			fmt.Println(string(body), err)
		}
	}
	_, err := cc.Read(reqs[0])
	show("again", err)
	_, err = cc.Do(reqs[1])
	show("behind", err)
	_, err = cc.Read(reqs[1])
	show("behind", err)
	fmt.Printf("%q\n", s.to.String())
	fmt.Println(cc.Close(), cc.Close(), s.closed)

	s = reads("HTTP/1.0 200 OK\r\n\r\nall")
	cc = httputil.NewProxyClientConn(s, bufio.NewReader(s))
	req := request("http://far/away")
	req.Close = true
	resp, err := cc.Do(req)
	show("by a proxy", err)
	body, err := io.ReadAll(resp.Body)
	fmt.Printf("%s %v %q\n", body, err, s.to.String())
	show("behind", cc.Write(request("http://far/other")))

	s = reads("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")
	cc = httputil.NewClientConn(s, nil)
	one, two := request("http://h/1"), request("http://h/2")
	fmt.Println(cc.Write(one), cc.Write(two))
	_, err = cc.Read(one)
	show("short", err)
	_, err = cc.Read(two)
	show("behind the short one", err)
	show("behind", cc.Write(one))

	s = reads("")
	cc = httputil.NewClientConn(s, nil)
	_, err = cc.Do(one)
	show("nothing", err)
	s.fails = true
	cc = httputil.NewClientConn(s, nil)
	show("fails", cc.Write(one))
	show("after", cc.Write(two))
	_, err = cc.Read(one)
	show("after", err)
	cc = httputil.NewClientConn(reads("x"), nil)
	c, r := cc.Hijack()
	rest, err := io.ReadAll(r)
	fmt.Println(c != nil, string(rest), err)
	show("taken", cc.Write(one))
	_, err = cc.Read(one)
	show("taken", err)
}

// both has a client and a server talk, the server answering in another order than it was asked.
func both() {
	near, far := net.Pipe()
	done := make(chan bool)
	go func() {
		defer close(done)
		sc := httputil.NewServerConn(far, nil)
		var reqs []*http.Request
		for range 3 {
			req, err := sc.Read()
			if err != nil {
				fmt.Println(err)
				return
			}
			reqs = append(reqs, req)
		}
		answered := make(chan error)
		for i := 2; i >= 0; i-- {
			go func() { answered <- sc.Write(reqs[i], response(reqs[i], strings.Repeat(reqs[i].URL.Path, 3))) }()
		}
		for range 3 {
			if err := <-answered; err != nil {
				fmt.Println(err)
			}
		}
		_, err := sc.Read()
		show("the client is gone", err)
	}()
	cc := httputil.NewClientConn(near, nil)
	var reqs []*http.Request
	for _, path := range []string{"/x", "/y", "/z"} {
		req := request("http://h" + path)
		if err := cc.Write(req); err != nil {
			fmt.Println(err)
		}
		reqs = append(reqs, req)
	}
	for _, req := range reqs {
		resp, err := cc.Read(req)
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, err := io.ReadAll(resp.Body)
		fmt.Println(req.URL, resp.Header, string(body), err)
	}
	cc.Close()
	<-done
}

func main() {
	server()
	client()
	both()
}
