// Servers and transports of package net/http with every setting, over the loopback.
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
	"net/url"
	"strings"
	"sync"
	"time"
)

type contextKey string

func listen() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return l
}

func settings() {
	l := listen()
	var mu sync.Mutex
	states := map[http.ConnState]int{}
	s := &http.Server{
		Addr: l.Addr().String(),
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, notifies := w.(http.CloseNotifier)
			_, pushes := w.(http.Pusher)
			fmt.Fprintln(w, r.Method, r.RequestURI, r.Context().Value(contextKey("base")), r.Context().Value(contextKey("conn")), r.Context().Value(http.LocalAddrContextKey) != nil, notifies, pushes, r.FormValue("f"))
			c := http.NewResponseController(w)
			fmt.Fprintln(w, c.SetReadDeadline(time.Now().Add(time.Hour)), c.SetWriteDeadline(time.Now().Add(time.Hour)), c.EnableFullDuplex())
		}),
		ReadTimeout:                  time.Minute,
		ReadHeaderTimeout:            time.Minute,
		WriteTimeout:                 time.Minute,
		IdleTimeout:                  time.Minute,
		MaxHeaderBytes:               4096,
		MaxHeaderValueCount:          50,
		DisableGeneralOptionsHandler: true,
		DisableClientPriority:        true,
		TLSNextProto:                 map[string]func(*http.Server, *tls.Conn, http.Handler){},
		HTTP2:                        &http.HTTP2Config{MaxConcurrentStreams: 10, MaxReadFrameSize: 1 << 20, MaxDecoderHeaderTableSize: 1 << 16, MaxEncoderHeaderTableSize: 1 << 16, MaxReceiveBufferPerConnection: 1 << 20, MaxReceiveBufferPerStream: 1 << 20, SendPingTimeout: time.Second, PingTimeout: time.Second, WriteByteTimeout: time.Second, PermitProhibitedCipherSuites: true, CountError: func(string) {}, StrictMaxConcurrentRequests: true},
		ErrorLog:                     log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.Background(), contextKey("base"), "B")
		},
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, contextKey("conn"), "C")
		},
		ConnState: func(c net.Conn, state http.ConnState) {
			mu.Lock()
			states[state]++
			mu.Unlock()
		},
	}
	s.Protocols = new(http.Protocols)
	s.Protocols.SetHTTP1(true)
	done := make(chan error)
	go func() { done <- s.Serve(l) }()
	base := "http://" + s.Addr
	show := func(r *http.Response, err error) {
		if err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), s.Addr, "ADDR"))
			return
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		fmt.Printf("%d %q %v close=%t\n", r.StatusCode, strings.ReplaceAll(string(body), s.Addr, "ADDR"), err, r.Close)
	}
	client := &http.Client{Transport: &http.Transport{}}
	show(client.Get(base + "/get"))
	show(client.Head(base + "/head"))
	show(client.PostForm(base+"/form", url.Values{"f": {"v w"}}))
	show(client.Post(base+"/post", "text/plain", strings.NewReader("x")))
	options, _ := http.NewRequest("OPTIONS", base, nil)
	show(client.Do(options))
	many, _ := http.NewRequest("GET", base, nil)
	for i := range 60 {
		many.Header.Add("X", fmt.Sprint(i))
	}
	show(client.Do(many))
	large, _ := http.NewRequest("GET", base, nil)
	large.Header.Set("X", strings.Repeat("x", 20000))
	show(client.Do(large))
	s.SetKeepAlivesEnabled(false)
	show(client.Get(base + "/closing"))
	fmt.Println(s.Shutdown(context.Background()), <-done)
	mu.Lock()
	fmt.Println(states[http.StateNew] > 0, states[http.StateActive] > 0, states[http.StateClosed] > 0, states[http.StateHijacked])
	mu.Unlock()
}

func transports() {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(3 * time.Second):
			}
		case "/large":
			w.Header().Set("X", strings.Repeat("y", 5000))
		case "/hijack":
			conn, rw, err := w.(http.Hijacker).Hijack()
			_, werr := w.Write([]byte("x"))
			fmt.Println(err, werr == http.ErrHijacked)
			rw.WriteString("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nraw")
			rw.Flush()
			conn.Close()
			return
		case "/length":
			w.Header().Set("Content-Length", "2")
			_, err := w.Write([]byte("four"))
			fmt.Println(err == http.ErrContentLength)
			return
		case "/nobody":
			w.WriteHeader(http.StatusNoContent)
			_, err := w.Write([]byte("x"))
			fmt.Println(err == http.ErrBodyNotAllowed)
			return
		}
		fmt.Fprint(w, r.URL.Path)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	dials := 0
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			dials++
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
		MaxIdleConns: 5, MaxIdleConnsPerHost: 2, MaxConnsPerHost: 4, IdleConnTimeout: time.Minute, ResponseHeaderTimeout: time.Second, ExpectContinueTimeout: time.Second,
		MaxResponseHeaderBytes: 3000, WriteBufferSize: 1 << 12, ReadBufferSize: 1 << 12, ForceAttemptHTTP2: false, DisableCompression: true,
		TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{}, HTTP2: &http.HTTP2Config{},
		GetProxyConnectHeader:  func(ctx context.Context, u *url.URL, target string) (http.Header, error) { return nil, nil },
		OnProxyConnectResponse: func(ctx context.Context, u *url.URL, r *http.Request, resp *http.Response) error { return nil },
		Protocols:              new(http.Protocols),
	}
	transport.Protocols.SetHTTP1(true)
	client := &http.Client{Transport: transport}
	get := func(path string) {
		r, err := client.Get(server.URL + path)
		if err != nil {
			var e *url.Error
			fmt.Println(path, errors.As(err, &e), e.Timeout(), strings.Contains(err.Error(), "timeout") || strings.Contains(err.Error(), "exceeded"))
			return
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		_, closed := r.Body.Read(make([]byte, 1))
		fmt.Println(path, r.StatusCode, string(body), err, closed == http.ErrBodyReadAfterClose || r.ContentLength == 0 || r.Close)
	}
	for _, path := range []string{"/a", "/b", "/slow", "/large", "/hijack", "/nobody", "/c"} {
		get(path)
	}
	fmt.Println(dials > 1)
	get("/length")
	server.CloseClientConnections()
	get("/d")
	transport.CloseIdleConnections()
	old := &http.Transport{
		Dial:    func(network, address string) (net.Conn, error) { return net.Dial(network, address) },
		DialTLS: func(network, address string) (net.Conn, error) { return nil, errors.New("no TLS here") },
	}
	client.Transport = old
	get("/old")
	_, err := client.Get("https://127.0.0.1:1/")
	fmt.Println(err)
	r, _ := http.NewRequest("GET", server.URL+"/slow", nil)
	old.CancelRequest(r)
	stop := make(chan struct{})
	close(stop)
	r.Cancel = stop
	_, err = client.Do(r)
	fmt.Println(err != nil)
	shared := http.DefaultTransport.(*http.Transport)
	fmt.Println(shared.MaxIdleConns, shared.IdleConnTimeout, shared.ForceAttemptHTTP2, shared.TLSHandshakeTimeout, shared.ExpectContinueTimeout)
	push := http.PushOptions{Method: "GET", Header: http.Header{}}
	fmt.Println(push.Method, push.Header, errors.Is(http.ErrNotSupported, errors.ErrUnsupported))
	tlsServer := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.TLS != nil) }))
	tlsServer.EnableHTTP2 = false
	tlsServer.StartTLS()
	defer tlsServer.Close()
	got, err := tlsServer.Client().Get(tlsServer.URL)
	text, _ := io.ReadAll(got.Body)
	fmt.Println(string(text), err)
}

func serving() {
	l := listen()
	go func() {
		fmt.Println("serve:", errors.Is(http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "served") })), net.ErrClosed))
		l.Close()
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
	r, rerr := http.ReadResponse(bufio.NewReader(c), nil)
	text, _ := io.ReadAll(r.Body)
	fmt.Println(string(text), err, rerr)
	fmt.Println(http.ListenAndServe("256.0.0.1:bad", nil) != nil, http.ListenAndServeTLS("127.0.0.1:0", "none", "none", nil))
	other := listen()
	fmt.Println(http.ServeTLS(other, nil, "none", "none"))
	fmt.Println((&http.Server{Addr: "127.0.0.1:-1"}).ListenAndServe())
}

func main() {
	settings()
	transports()
	serving()
}
