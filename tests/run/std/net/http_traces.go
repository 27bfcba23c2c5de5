package main

import (
	"bufio"
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
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

var port = regexp.MustCompile(`(127\.0\.0\.1|localhost):\d+`)

func hide(s string) string { return port.ReplaceAllString(s, "HOST") }

// events are what a trace was told. The reader's and the writer's are not in any order.
type events struct {
	mu   sync.Mutex
	list []string
}

func (e *events) add(format string, args ...any) {
	e.mu.Lock()
	e.list = append(e.list, hide(fmt.Sprintf(format, args...)))
	e.mu.Unlock()
}

func (e *events) print(what string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	slices.Sort(e.list)
	fmt.Println(what)
	for _, s := range e.list {
		fmt.Println("   ", s)
	}
	e.list = nil
}

func (e *events) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(hostPort string) { e.add("GetConn %s", hostPort) },
		GotConn: func(i httptrace.GotConnInfo) {
			e.add("GotConn %v reused %v idle %v %v", i.Conn.RemoteAddr(), i.Reused, i.WasIdle, i.IdleTime > 0)
		},
		PutIdleConn:          func(err error) { e.add("PutIdleConn %v", err) },
		GotFirstResponseByte: func() { e.add("GotFirstResponseByte") },
		Got100Continue:       func() { e.add("Got100Continue") },
		Got1xxResponse: func(code int, h textproto.MIMEHeader) error {
			e.add("Got1xxResponse %d %v", code, h)
			return nil
		},
		DNSStart:          func(i httptrace.DNSStartInfo) { e.add("DNSStart %v", i.Host) },
		DNSDone:           func(i httptrace.DNSDoneInfo) { e.add("DNSDone %v %v", len(i.Addrs) > 0, i.Err) },
		ConnectStart:      func(network, addr string) { e.add("ConnectStart %s %s", network, addr) },
		ConnectDone:       func(network, addr string, err error) { e.add("ConnectDone %s %s %v", network, addr, err) },
		TLSHandshakeStart: func() { e.add("TLSHandshakeStart") },
		TLSHandshakeDone: func(s tls.ConnectionState, err error) {
			e.add("TLSHandshakeDone %v %v %v", s.HandshakeComplete, s.ServerName, err)
		},
		WroteHeaderField: func(key string, value []string) { e.add("WroteHeaderField %s %q", key, value) },
		WroteHeaders:     func() { e.add("WroteHeaders") },
		Wait100Continue:  func() { e.add("Wait100Continue") },
		WroteRequest:     func(i httptrace.WroteRequestInfo) { e.add("WroteRequest %v", i.Err) },
	}
}

// What a client tells of its requests, and how these end early.
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") })
	mux.HandleFunc("/long", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, strings.Repeat("x", 100000)) })
	mux.HandleFunc("/body", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %v", b, r.Header["X-Two"])
	})
	mux.HandleFunc("/hints", func(w http.ResponseWriter, r *http.Request) {
		for i := range 8 {
			w.Header().Set("Link", fmt.Sprintf("</style%d.css>", i))
			w.WriteHeader(http.StatusEarlyHints)
		}
		w.Header().Del("Link")
		io.WriteString(w, "after hints")
	})
	arrived := make(chan bool, 8)
	mux.HandleFunc("/never", func(w http.ResponseWriter, r *http.Request) {
		arrived <- true
		<-r.Context().Done()
	})
	server := httptest.NewServer(mux)
	defer server.Close()

	e := &events{}
	tr := &http.Transport{ExpectContinueTimeout: time.Minute}
	client := &http.Client{Transport: tr}
	do := func(method, target, body string, change func(*http.Request)) {
		req, err := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), e.trace()), method, target, strings.NewReader(body))
		if err != nil {
			fmt.Println(err)
			return
		}
		if body == "" {
			req.Body, req.GetBody = nil, nil
		}
		if change != nil {
			change(req)
		}
		resp, err := client.Do(req)
		if err != nil {
			fmt.Println("error:", hide(err.Error()))
			e.print(method + " " + hide(target))
			return
		}
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.Status, len(text), hide(string(text[:min(len(text), 40)])), err, resp.TLS != nil)
		e.print(method + " " + hide(target))
	}
	do("GET", server.URL+"/plain", "", nil)
	do("GET", server.URL+"/plain", "", func(r *http.Request) { r.Header["X-Two"] = []string{"a", " b\n"} })
	do("POST", server.URL+"/body", "the body", func(r *http.Request) { r.Header["X-Two"] = []string{"1", "2"} })
	do("POST", server.URL+"/body", "wanted", func(r *http.Request) { r.Header.Set("Expect", "100-continue") })
	do("GET", server.URL+"/hints", "", nil)
	do("GET", "http://127.0.0.1:1/", "", nil)
	do("GET", strings.Replace(server.URL, "127.0.0.1", "localhost", 1)+"/plain", "", nil)
	do("GET", server.URL+"/plain", "", func(r *http.Request) { r.Close = true })

	fmt.Println("an early close: the rest is read, and the connection kept")
	for range 2 {
		kept := make(chan error, 1)
		req, _ := http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
			GotConn:     func(i httptrace.GotConnInfo) { fmt.Println("reused", i.Reused) },
			PutIdleConn: func(err error) { kept <- err },
		}), "GET", server.URL+"/long", nil)
		resp, err := client.Do(req)
		if err != nil {
			fmt.Println(err)
			continue
		}
		resp.Body.Read(make([]byte, 10))
		resp.Body.Close()
		fmt.Println("kept", <-kept)
	}

	fmt.Println("two traces")
	var order []string
	note := func(s string) func(string) { return func(string) { order = append(order, s) } }
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{GetConn: note("outer"), Got1xxResponse: func(int, textproto.MIMEHeader) error {
		return errors.New("no hints, please")
	}})
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GetConn: note("inner")})
	req, _ := http.NewRequestWithContext(ctx, "GET", server.URL+"/hints", nil)
	_, err := client.Do(req)
	fmt.Println(order, hide(err.Error()))
	func() {
		defer func() { fmt.Println(recover()) }()
		httptrace.WithClientTrace(context.Background(), nil)
	}()

	fmt.Println("TLS")
	secure := httptest.NewUnstartedServer(mux)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	tr = secure.Client().Transport.(*http.Transport)
	client = &http.Client{Transport: tr}
	do("GET", secure.URL+"/plain", "", nil)
	client = &http.Client{Transport: &http.Transport{}}
	req, _ = http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), e.trace()), "GET", secure.URL+"/plain", nil)
	_, err = client.Do(req)
	fmt.Println(err != nil)

	ends()
	wrapped(mux)
	proxied(server.URL)
}

// A slow is a RoundTripper that knows no contexts.
type slow struct{ canceled chan *http.Request }

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-r.Cancel:
		return nil, errors.New("slow: canceled")
	case <-time.After(10 * time.Second):
		return nil, errors.New("slow: too long")
	}
}

func (s slow) CancelRequest(r *http.Request) { s.canceled <- r }

// ends are the ways in which requests end early.
func ends() {
	fmt.Println("early ends")
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	defer l.Close()
	got := make(chan bool, 8)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				bufio.NewReader(c).ReadString('\n')
				got <- true
			}()
		}
	}()
	target := "http://" + l.Addr().String()
	tr := &http.Transport{}
	req, _ := http.NewRequest("GET", target, nil)
	go func() {
		<-got
		tr.CancelRequest(req)
	}()
	_, err := tr.RoundTrip(req)
	fmt.Println(err)
	tr.CancelRequest(req)

	req, _ = http.NewRequest("GET", target, nil)
	stop := make(chan struct{})
	req.Cancel = stop
	go func() {
		<-got
		close(stop)
	}()
	_, err = tr.RoundTrip(req)
	fmt.Println(err)

	say := func(err error) {
		var u *url.Error
		if errors.As(err, &u) {
			fmt.Printf("%s | timeout %v | deadline %v | %T\n", hide(err.Error()), u.Timeout(), errors.Is(err, context.DeadlineExceeded), u.Err)
		} else {
			fmt.Println(err)
		}
	}
	req, _ = http.NewRequest("GET", target, nil)
	req.Cancel = make(chan struct{})
	_, err = (&http.Client{Transport: tr, Timeout: 30 * time.Millisecond}).Do(req)
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	<-got
	req, _ = http.NewRequest("GET", target, nil)
	stop = make(chan struct{})
	req.Cancel = stop
	go func() {
		<-got
		close(stop)
	}()
	_, err = (&http.Client{Transport: tr, Timeout: time.Minute}).Do(req)
	say(err)

	s := slow{make(chan *http.Request, 1)}
	_, err = (&http.Client{Transport: s, Timeout: 30 * time.Millisecond}).Get("http://example.com/")
	say(err)
	fmt.Println((<-s.canceled).URL)
	tr = &http.Transport{}
	tr.RegisterProtocol("slow", s)
	_, err = (&http.Client{Transport: tr, Timeout: 30 * time.Millisecond}).Get("slow://example.com/")
	say(err)
	_, err = (&http.Client{Transport: &http.Transport{ResponseHeaderTimeout: 30 * time.Millisecond}}).Get(target)
	say(err)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	req, _ = http.NewRequestWithContext(ctx, "GET", target, nil)
	_, err = (&http.Client{Timeout: time.Minute}).Do(req)
	say(err)

	fmt.Println("a dial that knows no contexts")
	dialled := make(chan bool)
	tr = &http.Transport{Dial: func(network, addr string) (net.Conn, error) {
		<-dialled
		return nil, errors.New("dialled in vain")
	}}
	_, err = (&http.Client{Transport: tr, Timeout: 30 * time.Millisecond}).Get(target)
	say(err)
	req, _ = http.NewRequest("GET", target, nil)
	go func() {
		time.Sleep(20 * time.Millisecond)
		tr.CancelRequest(req)
	}()
	_, err = tr.RoundTrip(req)
	fmt.Println(err)
	close(dialled)
	_, err = tr.RoundTrip(req)
	fmt.Println(err)
}

// A wrapper is a connection with TLS inside.
type wrapper struct{ *tls.Conn }

type wrappers struct{ net.Listener }

func (l wrappers) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return wrapper{c.(*tls.Conn)}, nil
}

func wrapped(mux http.Handler) {
	fmt.Println("connections with TLS inside")
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.TLS != nil && r.TLS.HandshakeComplete)
	}))
	s.StartTLS()
	config := s.TLS.Clone()
	client := s.Client()
	s.Close()
	config.NextProtos = nil
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	server := &http.Server{Handler: s.Config.Handler}
	go server.Serve(wrappers{tls.NewListener(l, config)})
	defer server.Close()
	resp, err := client.Get("https://" + l.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b))
}

func proxied(target string) {
	fmt.Println("hints through a proxy")
	u, _ := url.Parse(target)
	proxy := httptest.NewServer(httputil.NewSingleHostReverseProxy(u))
	defer proxy.Close()
	c, err := net.Dial("tcp", proxy.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprintf(c, "GET /hints HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	b, _ := io.ReadAll(c)
	for line := range strings.Lines(string(b)) {
		if !strings.HasPrefix(line, "Date:") {
			fmt.Printf("%q\n", line)
		}
	}
}
