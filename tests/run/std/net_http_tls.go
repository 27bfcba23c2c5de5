// HTTP over TLS: servers and clients, certificates of both, tunnels through proxies, and what does not speak TLS.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, r.Method, " ", r.URL.Path, " ", r.Proto, " ", r.TLS != nil)
	if r.TLS != nil {
		fmt.Fprint(w, " ", tls.VersionName(r.TLS.Version), " ", r.TLS.HandshakeComplete, " ", r.TLS.ServerName, " ", len(r.TLS.PeerCertificates))
	}
	body, _ := io.ReadAll(r.Body)
	fmt.Fprintf(w, " %q", body)
}

func show(resp *http.Response, err error) {
	if err != nil {
		text := err.Error()
		if i := strings.LastIndex(text, ": "); strings.Contains(text, "127.0.0.1") && i >= 0 {
			text = text[i+2:]
		}
		fmt.Println("error:", text)
		return
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(resp.Status, resp.Proto, string(b), err, resp.TLS != nil)
	if resp.TLS != nil {
		fmt.Println(" ", tls.VersionName(resp.TLS.Version), resp.TLS.ServerName, len(resp.TLS.PeerCertificates), len(resp.TLS.VerifiedChains))
	}
}

func simple() {
	s := httptest.NewTLSServer(http.HandlerFunc(hello))
	defer s.Close()
	fmt.Println(strings.HasPrefix(s.URL, "https://127.0.0.1:"), s.Certificate() != nil, s.TLS != nil)
	c := s.Client()
	show(c.Get(s.URL + "/a"))
	show(c.Post(s.URL+"/b", "text/plain", strings.NewReader("the body")))
	show(c.Get("https://www.example.com/c"))
	show(c.Get("http" + strings.TrimPrefix(s.URL, "https")))
	var log1 bytes.Buffer
	s.Config.ErrorLog = log.New(&log1, "", 0)
	show(http.Get(s.URL))
	show((&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}).Get(s.URL))
	show((&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: c.Transport.(*http.Transport).TLSClientConfig.RootCAs, ServerName: "none.test"}}}).Get(s.URL))
	plain := httptest.NewServer(http.HandlerFunc(hello))
	defer plain.Close()
	show(plain.Client().Get(plain.URL + "/plain"))
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() {
		c, _ := l.Accept()
		c.Read(make([]byte, 1<<16))
		io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n")
	}()
	_, err := c.Get("https://" + l.Addr().String())
	fmt.Println(errors.Is(err, http.ErrSchemeMismatch))
	var many []string
	for i := range 5 {
		resp, err := c.Get(fmt.Sprint(s.URL, "/", i))
		if err != nil {
			many = append(many, err.Error())
			continue
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		many = append(many, string(b))
	}
	fmt.Println(many)
}

func mutual() {
	s := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	s.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	t := s.Client().Transport.(*http.Transport)
	_, err := s.Client().Get(s.URL)
	fmt.Println(err != nil)
	own := t.Clone()
	own.TLSClientConfig.Certificates = s.TLS.Certificates
	show((&http.Client{Transport: own}).Get(s.URL))
	own.CloseIdleConnections()
}

// files has a server take its certificate from files.
func files() {
	s := httptest.NewTLSServer(nil)
	cert := s.TLS.Certificates[0]
	s.Close()
	dir, err := os.MkdirTemp("", "https")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	key, err := x509.MarshalPKCS8PrivateKey(cert.PrivateKey)
	if err != nil {
		panic(err)
	}
	certFile, keyFile := filepath.Join(dir, "c"), filepath.Join(dir, "k")
	os.WriteFile(certFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Certificate[0]}), 0o600)
	os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), 0o600)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(hello), TLSConfig: &tls.Config{MinVersion: tls.VersionTLS13}, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error)
	go func() { done <- server.ServeTLS(l, certFile, keyFile) }()
	leaf, _ := x509.ParseCertificate(cert.Certificate[0])
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	t := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	show((&http.Client{Transport: t}).Get("https://" + l.Addr().String() + "/files"))
	var used []string
	t2 := &http.Transport{DialTLSContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		used = append(used, network)
		return (&tls.Dialer{Config: &tls.Config{RootCAs: roots}}).DialContext(ctx, network, addr)
	}}
	show((&http.Client{Transport: t2}).Get("https://" + l.Addr().String() + "/dialled"))
	fmt.Println(used)
	t.CloseIdleConnections()
	t2.CloseIdleConnections()
	fmt.Println(server.Shutdown(context.Background()), <-done)
	fmt.Println(errors.Is(http.ListenAndServeTLS("127.0.0.1:0", certFile+"x", keyFile, nil), os.ErrNotExist), server.ListenAndServeTLS("", "") == http.ErrServerClosed)
}

// tunnel goes through a proxy that sees nothing.
func tunnel() {
	s := httptest.NewTLSServer(http.HandlerFunc(hello))
	defer s.Close()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println("proxy:", r.Method, r.Host == r.URL.Host, r.Header.Get("Proxy-Authorization"), r.Header.Get("X-Own"))
		if r.Header.Get("X-Own") == "" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		to, err := net.Dial("tcp", r.Host)
		if err != nil {
			panic(err)
		}
		from, rest, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		io.WriteString(from, "HTTP/1.1 200 Connection established\r\n\r\n")
		go func() {
			io.Copy(to, rest)
			to.Close()
		}()
		io.Copy(from, to)
		from.Close()
	}))
	defer proxy.Close()
	u, _ := url.Parse(proxy.URL)
	u.User = url.UserPassword("me", "secret")
	t := s.Client().Transport.(*http.Transport).Clone()
	t.Proxy = http.ProxyURL(u)
	t.ProxyConnectHeader = http.Header{"X-Own": {"yes"}}
	show((&http.Client{Transport: t}).Get(s.URL + "/through"))
	t.CloseIdleConnections()
	t = s.Client().Transport.(*http.Transport).Clone()
	t.Proxy = http.ProxyURL(u)
	_, err := (&http.Client{Transport: t}).Get(s.URL + "/refused")
	fmt.Println(err != nil && strings.HasSuffix(err.Error(), ": Forbidden"))
}

func strange() {
	var text bytes.Buffer
	s := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	s.Config.ErrorLog = log.New(&text, "", 0)
	s.StartTLS()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		panic(err)
	}
	io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	b, err := io.ReadAll(c)
	fmt.Printf("%q %v\n", b, err)
	c.Close()
	s.Close()
	fmt.Println(strings.Contains(text.String(), "http: TLS handshake error from 127.0.0.1:"), strings.HasSuffix(text.String(), ": client sent an HTTP request to an HTTPS server\n"))
	// Nobody answers.
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	defer l.Close()
	t := &http.Transport{TLSHandshakeTimeout: 30 * time.Millisecond}
	_, err = (&http.Client{Transport: t}).Get("https://" + l.Addr().String())
	var ne net.Error
	fmt.Println(errors.As(err, &ne) && ne.Timeout(), strings.HasSuffix(fmt.Sprint(err), "net/http: TLS handshake timeout"))
}

func single() {
	s := httptest.NewTLSServer(http.HandlerFunc(hello))
	defer s.Close()
	t := s.Client().Transport.(*http.Transport)
	cc, err := t.NewClientConn(context.Background(), "https", s.Listener.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cc.Available(), cc.InFlight(), cc.Err())
	for range 2 {
		req, _ := http.NewRequest("GET", s.URL+"/single", nil)
		fmt.Println(cc.Reserve(), cc.Available(), cc.InFlight())
		show(cc.RoundTrip(req))
	}
	fmt.Println(cc.Reserve())
	cc.Release()
	fmt.Println(cc.Close(), cc.Available(), cc.Err() != nil)
	_, err = t.NewClientConn(context.Background(), "ftp", "x:1")
	fmt.Println(err)
	var p http.Protocols
	p.SetHTTP1(true)
	p.SetUnencryptedHTTP2(true)
	fmt.Println(p, p.HTTP1(), p.HTTP2(), p.UnencryptedHTTP2(), http.DefaultMaxHeaderValueCount)
}

func main() {
	// Reading the system's certificates is a matter of seconds where collections come at every safepoint: not within a handshake.
	x509.SystemCertPool()
	// What servers log has times and ports in it.
	log.SetOutput(io.Discard)
	simple()
	mutual()
	files()
	tunnel()
	strange()
	single()
}
