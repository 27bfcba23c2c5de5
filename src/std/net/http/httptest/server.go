package httptest

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// A Server listens at a port that the system chose.
type Server struct {
	URL      string
	Listener net.Listener
	// With TLS.
	EnableHTTP2 bool
	// Of StartTLS, which adds what is missing.
	TLS    *tlsConfig
	Config *http.Server

	mu     sync.Mutex
	conns  map[net.Conn]http.ConnState
	closed bool
	open   sync.WaitGroup // connections
	client *http.Client

	secured certificate
	forTest func() // of NewTestServer
	once    sync.Once
}

func listen() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		if l, err = net.Listen("tcp6", "[::1]:0"); err != nil {
			panic(fmt.Sprintf("httptest: failed to listen on a port: %v", err))
		}
	}
	return l
}

func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer is for those who change Config before Start.
func NewUnstartedServer(handler http.Handler) *Server {
	return &Server{Listener: listen(), Config: &http.Server{Handler: handler}}
}

func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.begin()
	s.client = &http.Client{Transport: s.transport(nil)}
	s.URL = "http://" + s.Listener.Addr().String()
	s.serve(s.Listener)
}

// begin makes what every start needs.
func (s *Server) begin() {
	if s.Listener == nil {
		s.once.Do(func() {})
		s.Listener = listen()
	}
	s.watch()
}

func (s *Server) serve(l net.Listener) {
	s.open.Add(1)
	go func() {
		defer s.open.Done()
		s.Config.Serve(l)
	}()
}

// transport is for clients of the server, which is also example.com for them.
func (s *Server) transport(config *tlsConfig) *http.Transport {
	t := &http.Transport{ForceAttemptHTTP2: s.EnableHTTP2}
	trust(t, config)
	addr := s.Listener.Addr().String()
	t.DialContext = func(ctx context.Context, network, to string) (net.Conn, error) {
		if t.Dial != nil {
			return t.Dial(network, to)
		}
		if host, _, err := net.SplitHostPort(to); err == nil && (host == "example.com" || strings.HasSuffix(host, ".example.com")) {
			to = addr
		}
		var d net.Dialer
		return d.DialContext(ctx, network, to)
	}
	return t
}

// watch keeps count of the connections and what they do.
func (s *Server) watch() {
	before := s.Config.ConnState
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		s.mu.Lock()
		switch state {
		case http.StateNew:
			if s.closed {
				c.Close()
			}
			if s.conns == nil {
				s.conns = make(map[net.Conn]http.ConnState)
			}
			if _, known := s.conns[c]; !known {
				s.open.Add(1)
			}
			s.conns[c] = state
		case http.StateActive, http.StateIdle:
			if _, known := s.conns[c]; known {
				s.conns[c] = state
				if state == http.StateIdle && s.closed {
					c.Close()
				}
			}
		case http.StateHijacked, http.StateClosed:
			if _, known := s.conns[c]; known {
				delete(s.conns, c)
				s.open.Done()
			}
		}
		s.mu.Unlock()
		if before != nil {
			before(c, state)
		}
	}
}

// Close waits until all requests have been answered.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		s.Listener.Close()
		s.Config.SetKeepAlivesEnabled(false)
		for c, state := range s.conns {
			if state == http.StateIdle || state == http.StateNew {
				c.Close()
			}
		}
		slow := time.AfterFunc(5*time.Second, s.complain)
		defer slow.Stop()
	}
	s.mu.Unlock()
	if t, ok := http.DefaultTransport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	s.open.Wait()
}

// complain says which connections keep Close waiting.
func (s *Server) complain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	b.WriteString("httptest.Server blocked in Close after 5 seconds, waiting for connections:\n")
	for c, state := range s.conns {
		fmt.Fprintf(&b, "  %T %p %v in state %v\n", c, c, c.RemoteAddr(), state)
	}
	fmt.Fprint(os.Stderr, b.String())
}

// CloseClientConnections closes all connections at once.
func (s *Server) CloseClientConnections() {
	s.mu.Lock()
	var all []net.Conn
	for c := range s.conns {
		all = append(all, c)
	}
	s.mu.Unlock()
	for _, c := range all {
		c.Close()
	}
}

// Client is a client for this server; Close closes its idle connections.
func (s *Server) Client() *http.Client {
	if s.forTest != nil {
		s.once.Do(s.forTest)
	}
	return s.client
}
