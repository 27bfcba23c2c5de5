package httptest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"testing"
	"time"
)

type (
	tlsConfig   = tls.Config
	certificate = *x509.Certificate
)

// secured makes r look as if it had come through TLS.
func secured(r *http.Request) {
	r.TLS = &tls.ConnectionState{Version: tls.VersionTLS12, HandshakeComplete: true, ServerName: r.Host}
}

func trust(t *http.Transport, config *tls.Config) { t.TLSClientConfig = config }

// NewTLSServer starts a server that speaks TLS. Its Client trusts it.
func NewTLSServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.StartTLS()
	return s
}

// secure completes TLS, and gives what a client needs.
func (s *Server) secure() *tls.Config {
	cert, err := own()
	if err == nil {
		if s.TLS = s.TLS.Clone(); s.TLS == nil {
			s.TLS = &tls.Config{}
		}
		if s.TLS.NextProtos == nil {
			if s.TLS.NextProtos = []string{"http/1.1"}; s.EnableHTTP2 {
				s.TLS.NextProtos = []string{"h2"}
			}
		}
		if len(s.TLS.Certificates) == 0 {
			s.TLS.Certificates = []tls.Certificate{cert}
		}
		s.secured, err = x509.ParseCertificate(s.TLS.Certificates[0].Certificate[0])
	}
	if err != nil {
		panic(fmt.Sprintf("httptest: NewTLSServer: %v", err))
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.secured)
	return &tls.Config{RootCAs: roots}
}

// StartTLS starts a server of NewUnstartedServer that speaks TLS.
func (s *Server) StartTLS() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.begin()
	s.client = &http.Client{Transport: s.transport(s.secure())}
	s.Listener = tls.NewListener(s.Listener, s.TLS)
	s.URL = "https://" + s.Listener.Addr().String()
	s.serve(s.Listener)
}

// Certificate is the server's, where it speaks TLS.
func (s *Server) Certificate() *x509.Certificate { return s.secured }

// NewTestServer is a server for one test, which ends with it. Its Client reaches it under every name, with http and https; Start and
// StartTLS have it listen for others.
func NewTestServer(t testing.TB, handler http.Handler) *Server {
	s := &Server{}
	s.forTest = func() { s.startForTest(t) }
	s.Config = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p != http.ErrAbortHandler {
					stack := make([]byte, 64<<10)
					t.Errorf("httptest: panic in server handler: %v\n%s", p, stack[:runtime.Stack(stack, false)])
				}
				panic(http.ErrAbortHandler)
			}
		}()
		if handler == nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		handler.ServeHTTP(w, r)
	})}
	t.Cleanup(s.Close)
	return s
}

// startForTest serves a test's client, which knows no addresses.
func (s *Server) startForTest(t testing.TB) {
	plain, secure := listen(), listen()
	s.Listener = plain
	s.watch()
	config := s.secure()
	config.InsecureSkipVerify = true
	transport := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: s.EnableHTTP2}
	var d net.Dialer
	transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		return d.DialContext(ctx, "tcp", plain.Addr().String())
	}
	transport.DialTLSContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
		c, err := d.DialContext(ctx, "tcp", secure.Addr().String())
		if err != nil {
			return nil, err
		}
		return tls.Client(c, config), nil
	}
	s.client = &http.Client{Transport: transport}
	s.URL = "http://example.com"
	s.serve(plain)
	s.serve(tls.NewListener(secure, s.TLS))
	t.Cleanup(func() { secure.Close() })
}
