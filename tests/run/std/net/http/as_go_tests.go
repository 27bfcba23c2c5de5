// What Go's own tests of net/http ask for beyond what the other programs here do.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func serve(h http.HandlerFunc, set func(*http.Server)) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	if set != nil {
		set(s.Config)
	}
	s.Start()
	return s
}

// raw sends text and gives the first line of what comes back.
func raw(s *httptest.Server, text string) string {
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	check(err)
	defer c.Close()
	io.WriteString(c, text)
	line, _ := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(line)
}

func writesEnd() {
	ended := make(chan bool, 1)
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		for {
			if _, err := io.WriteString(w, "young\n"); err != nil {
				<-r.Context().Done()
				ended <- true
				return
			}
			w.(http.Flusher).Flush()
		}
	}, nil)
	defer s.Close()
	r, err := http.Get(s.URL)
	check(err)
	io.ReadFull(r.Body, make([]byte, 12))
	r.Body.Close()
	fmt.Println("the writer hears of the end:", <-ended)
}

func values() {
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		fmt.Println("    body:", err)
	}, func(s *http.Server) { s.MaxHeaderValueCount = 5 })
	defer s.Close()
	const head = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
	fmt.Println("five:", raw(s, head+"A: 1\r\nA: 2\r\nB: 1, 2, 3\r\n\r\n"))
	fmt.Println("six:", raw(s, head+"A: 1\r\nA: 2\r\nB: 1\r\nC: 1\r\n\r\n"))
	const chunked = head + "Transfer-Encoding: chunked\r\nTrailer: "
	fmt.Println("announced, five:", raw(s, chunked+"A, B, C, D, E\r\n\r\n0\r\nA: 1\r\n\r\n"))
	fmt.Println("announced, six:", raw(s, chunked+"A,B,C,D,E,F\r\n\r\n0\r\n\r\n"))
	fmt.Println("sent, six:", raw(s, chunked+"A\r\n\r\n0\r\nA: 1\r\nA: 2\r\nA: 3\r\nA: 4\r\nA: 5\r\nA: 6\r\n\r\n"))
}

func states() {
	var mu sync.Mutex
	var seen []string
	closed := make(chan bool, 1)
	s := serve(func(w http.ResponseWriter, r *http.Request) {}, func(s *http.Server) {
		s.ConnState = func(_ net.Conn, state http.ConnState) {
			mu.Lock()
			seen = append(seen, state.String())
			mu.Unlock()
			if state == http.StateClosed {
				closed <- true
			}
		}
	})
	defer s.Close()
	for _, text := range []string{"BOGUS REQUEST\r\n\r\n", "BOGUS\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", ""} {
		if text == "" {
			c, err := net.Dial("tcp", s.Listener.Addr().String())
			check(err)
			c.Close()
		} else {
			fmt.Println(raw(s, text))
		}
		<-closed
		mu.Lock()
		fmt.Println("   ", seen)
		seen = nil
		mu.Unlock()
	}
	_, err := http.Get("https" + strings.TrimPrefix(s.URL, "http"))
	fmt.Println(errors.Unwrap(err))
	<-closed
}

func kept() {
	s := serve(func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, 3000)) }, nil)
	defer s.Close()
	addresses := map[string]bool{}
	for range 5 {
		idle := make(chan error, 1)
		ctx, cancel := context.WithCancel(context.Background())
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
			GotConn:     func(i httptrace.GotConnInfo) { addresses[i.Conn.LocalAddr().String()] = true },
			PutIdleConn: func(err error) { idle <- err },
		})
		req, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
		r, err := http.DefaultClient.Do(req)
		check(err)
		r.Body.Close()
		cancel()
		check(<-idle)
	}
	fmt.Println("closed early, then cancelled: connections", len(addresses))
}

// A hook that holds up whoever reads the connection does not hold up the end of the next request.
func heldUp() {
	asked := make(chan chan bool, 2)
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		answer := make(chan bool)
		asked <- answer
		<-answer
	}, nil)
	defer s.Close()
	c := s.Client()
	c.Transport.(*http.Transport).MaxConnsPerHost = 1
	put, goOn, done := make(chan bool), make(chan bool), make(chan bool)
	go func() {
		ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{PutIdleConn: func(error) {
			close(put)
			<-goOn
		}})
		req, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
		c.Do(req)
		close(done)
	}()
	close(<-asked)
	<-put
	ctx, cancel := context.WithCancel(context.Background())
	req, _ := http.NewRequestWithContext(ctx, "GET", s.URL, nil)
	failed := make(chan error)
	go func() {
		_, err := c.Do(req)
		failed <- err
	}()
	answer := <-asked
	cancel()
	fmt.Println("held up:", errors.Is(<-failed, context.Canceled))
	close(answer)
	close(goOn)
	<-done
}

func copies() {
	file, err := os.CreateTemp("", "copies")
	check(err)
	defer os.Remove(file.Name())
	file.WriteString(strings.Repeat("0123456789", 20000))
	for _, c := range []struct {
		length string
		from   func() io.Reader
	}{
		{"600", func() io.Reader { return strings.NewReader(strings.Repeat("a", 600)) }},
		{"600", func() io.Reader { return strings.NewReader(strings.Repeat("a", 700)) }},
		{"600", func() io.Reader { return io.LimitReader(strings.NewReader(strings.Repeat("a", 700)), 800) }},
		{"600", func() io.Reader { return file }},
		{"200000", func() io.Reader { return file }},
		{"200000", func() io.Reader { return io.LimitReader(file, 1<<20) }},
		{"150000", func() io.Reader { return io.LimitReader(file, 150000) }},
		{"", func() io.Reader { return file }},
		{"5", func() io.Reader { return strings.NewReader("short") }},
		{"500", func() io.Reader { return strings.NewReader("short") }},
	} {
		told := make(chan string, 1)
		s := serve(func(w http.ResponseWriter, r *http.Request) {
			file.Seek(0, io.SeekStart)
			if c.length != "" {
				w.Header().Set("Content-Length", c.length)
			}
			n, err := io.Copy(w, c.from())
			at, _ := file.Seek(0, io.SeekCurrent)
			told <- fmt.Sprint(n, " ", err, ", file at ", at)
		}, nil)
		r, err := http.Get(s.URL)
		check(err)
		b, err := io.ReadAll(r.Body)
		fmt.Println("copied", c.length, <-told, "read", len(b), err)
		s.Close()
	}

	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	got := make(chan int64)
	go func() {
		c, err := l.Accept()
		check(err)
		n, err := io.Copy(io.Discard, c)
		check(err)
		got <- n
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	file.Seek(10, io.SeekStart)
	n, err := io.Copy(c, file)
	fmt.Println("to a connection:", n, err)
	limited := &io.LimitedReader{R: file, N: 7}
	file.Seek(0, io.SeekStart)
	n, err = io.Copy(c, limited)
	fmt.Println("to a connection:", n, err, limited.N)
	_, err = io.Copy(c, io.MultiReader(strings.NewReader("x"), iotest{}))
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, op.Err)
	c.Close()
	_, err = io.Copy(c, file)
	fmt.Println(errors.As(err, &op), op.Op, errors.Is(err, net.ErrClosed))
	fmt.Println("it got", <-got)
}

type iotest struct{}

func (iotest) Read([]byte) (int, error) { return 0, errors.New("no more") }

func encodings() {
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Transfer-Encoding", r.URL.Path[1:])
		z := gzip.NewWriter(w)
		z.Write([]byte("hello"))
		z.Close()
	}, nil)
	defer s.Close()
	for _, te := range []string{"gzip", "chunked", "identity"} {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		check(err)
		fmt.Fprintf(c, "GET /%s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", te)
		all, _ := io.ReadAll(c)
		for line := range strings.SplitSeq(string(all), "\r\n") {
			if strings.HasPrefix(line, "Transfer-Encoding") {
				fmt.Println(te, "->", line)
			}
		}
		c.Close()
	}
}

func timeLimit() {
	const limit = 700 * time.Millisecond
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(2 * limit):
			io.WriteString(w, "ok")
		case <-r.Context().Done():
			io.WriteString(w, "ended")
		}
	}, func(s *http.Server) { s.ReadTimeout = limit })
	defer s.Close()
	r, err := http.Get(s.URL)
	check(err)
	b, _ := io.ReadAll(r.Body)
	fmt.Printf("a handler that takes longer than the request may: %s\n", b)
}

func announced() {
	for _, t := range []*http.Transport{
		{}, {ExpectContinueTimeout: 1}, {TLSClientConfig: &tls.Config{}}, {TLSClientConfig: &tls.Config{}, ForceAttemptHTTP2: true}, {Dial: net.Dial},
	} {
		_, err := t.RoundTrip(new(http.Request))
		fmt.Println(err, t.TLSNextProto["h2"] != nil, len(t.Clone().TLSNextProto))
	}
	t := &http.Transport{ForceAttemptHTTP2: true, Protocols: new(http.Protocols), TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{"foo": nil}}
	t.Protocols.SetHTTP2(true)
	_, ok := t.Clone().TLSNextProto["foo"]
	fmt.Println("cloned:", ok)
}

// A pieces shows what is written to it. It buffers, so that nobody else does.
type pieces struct{ all []string }

func (p *pieces) WriteByte(byte) error { return nil }
func (p *pieces) Write(b []byte) (int, error) {
	p.all = append(p.all, string(b))
	return len(b), nil
}

func written() {
	p := &pieces{}
	req, _ := http.NewRequest("GET", "http://h/x", nil)
	fmt.Printf("%v %q\n", req.Write(p), p.all)
	var b bytes.Buffer
	req, _ = http.NewRequest("GET", "http://h/x", http.NoBody)
	req.TransferEncoding = []string{"chunked"}
	req.Trailer = http.Header{"T": {"1"}}
	fmt.Printf("%v %q\n", req.Write(&b), &b)
	b.Reset()
	req, _ = http.NewRequest("CONNECT", "http://h/x", io.MultiReader(strings.NewReader("through "), strings.NewReader("it")))
	req.URL.Opaque = "backend:443"
	fmt.Printf("%v %q\n", req.Write(&b), &b)
}

// A request that cannot be completed is not begun either.
func tooLong() {
	asked := make(chan bool, 1)
	s := serve(func(w http.ResponseWriter, r *http.Request) { asked <- true }, nil)
	for range 20 {
		req, _ := http.NewRequest("POST", s.URL, bytes.NewReader([]byte("Hello")))
		req.ContentLength = 3
		_, err := http.DefaultClient.Do(req)
		if errors.Unwrap(err).Error() != "http: ContentLength=3 with Body length 5" {
			fmt.Println(err)
		}
	}
	s.Close()
	fmt.Println("asked:", len(asked))
	var b bytes.Buffer
	req, _ := http.NewRequest("POST", "http://h/", bytes.NewReader([]byte("Hello")))
	req.ContentLength = 3
	fmt.Println(req.Write(struct{ io.Writer }{&b}), b.Len())
}

func tunnel() {
	s := serve(func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := w.(http.Hijacker).Hijack()
		check(err)
		defer c.Close()
		io.WriteString(c, "HTTP/1.1 200 OK\r\nOdd : one\r\n\r\n")
		for {
			line, err := rw.ReadString('\n')
			if err != nil {
				return
			}
			io.WriteString(c, strings.ToUpper(line))
		}
	}, nil)
	defer s.Close()
	from, to := io.Pipe()
	req, _ := http.NewRequest("CONNECT", s.URL, from)
	req.URL.Opaque = "backend:443"
	r, err := http.DefaultClient.Do(req)
	check(err)
	fmt.Printf("%q\n", r.Header)
	lines := bufio.NewReader(r.Body)
	for _, word := range []string{"foo", "bar"} {
		fmt.Fprintln(to, word)
		line, err := lines.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
	}
	to.Close()
	r.Body.Close()
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func handedBack() {
	s := serve(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }, nil)
	defer s.Close()
	t := &http.Transport{}
	t.RegisterProtocol("http", roundTripper(func(r *http.Request) (*http.Response, error) {
		b, err := io.ReadAll(r.Body)
		fmt.Printf("read %q %v\n", b, err)
		return nil, http.ErrSkipAltProtocol
	}))
	for _, body := range []io.Reader{strings.NewReader("again"), io.MultiReader(strings.NewReader("once"))} {
		r, err := (&http.Client{Transport: t}).Post(s.URL, "text/plain", body)
		if err != nil {
			fmt.Println(err.(*url.Error).Err)
			continue
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Printf("answered %q\n", b)
	}
	t.CloseIdleConnections()
}

func main() {
	writesEnd()
	values()
	states()
	kept()
	heldUp()
	copies()
	encodings()
	timeLimit()
	announced()
	written()
	tooLong()
	tunnel()
	handedBack()
}
