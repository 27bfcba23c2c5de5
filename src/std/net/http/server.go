package http

import (
	"context"
	"fmt"
	"log"
	"math/rand"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A Server serves HTTP. Its zero value serves DefaultServeMux at ":http".
type Server struct {
	Addr    string
	Handler Handler
	// OPTIONS * goes to the handler.
	DisableGeneralOptionsHandler bool
	// For a whole request, for its head, for an answer, between requests; 0: no limit.
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	// 0: DefaultMaxHeaderBytes.
	MaxHeaderBytes int
	// 0: DefaultMaxHeaderValueCount.
	MaxHeaderValueCount int
	// For ServeTLS and ListenAndServeTLS.
	TLSConfig *tlsConfig
	// Who serves connections that agreed on a protocol.
	TLSNextProto          map[string]func(*Server, *tlsConn, Handler)
	HTTP2                 *HTTP2Config
	Protocols             *Protocols
	DisableClientPriority bool

	ConnState   func(net.Conn, ConnState)
	ErrorLog    *log.Logger
	BaseContext func(net.Listener) context.Context
	ConnContext func(ctx context.Context, c net.Conn) context.Context

	stopping   atomic.Bool
	noReuse    atomic.Bool
	external   externalHTTP2
	announced  sync.Once
	ownHTTP2   bool // what TLSNextProto has of it only says that it is spoken
	mu         sync.Mutex
	listeners  map[*net.Listener]struct{}
	conns      map[*conn]struct{}
	onShutdown []func()
	serving    sync.WaitGroup // calls of Serve
}

// A contextKey is the key of a value in the contexts of requests.
type contextKey struct {
	name string
}

func (k *contextKey) String() string { return "net/http context value " + k.name }

var (
	// ServerContextKey has the *Server of a request.
	ServerContextKey = &contextKey{"http-server"}
	// LocalAddrContextKey has the net.Addr that the connection arrived at.
	LocalAddrContextKey = &contextKey{"local-addr"}
)

// A ConnState is what a server's connection does.
type ConnState int

const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

var stateNames = map[ConnState]string{
	StateNew: "new", StateActive: "active", StateIdle: "idle", StateHijacked: "hijacked", StateClosed: "closed",
}

func (c ConnState) String() string { return stateNames[c] }

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (s *Server) headLimit() int64 {
	n := s.MaxHeaderBytes
	if n <= 0 {
		n = DefaultMaxHeaderBytes
	}
	return int64(n) + 4096
}

func (s *Server) headerValues() int {
	if s.MaxHeaderValueCount > 0 {
		return s.MaxHeaderValueCount
	}
	return DefaultMaxHeaderValueCount
}

func (s *Server) idleTimeout() time.Duration {
	if s.IdleTimeout != 0 {
		return s.IdleTimeout
	}
	return s.ReadTimeout
}

func (s *Server) readHeaderTimeout() time.Duration {
	if s.ReadHeaderTimeout != 0 {
		return s.ReadHeaderTimeout
	}
	return s.ReadTimeout
}

func (s *Server) shuttingDown() bool { return s.stopping.Load() }
func (s *Server) doKeepAlives() bool { return !s.noReuse.Load() && !s.stopping.Load() }

// SetKeepAlivesEnabled says whether connections serve more than one request.
func (s *Server) SetKeepAlivesEnabled(v bool) {
	s.noReuse.Store(!v)
	if !v {
		s.closeIdle()
	}
}

// ListenAndServe listens at Addr, ":http" if that is empty.
func (s *Server) ListenAndServe() error {
	if s.shuttingDown() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

func Serve(l net.Listener, handler Handler) error { return (&Server{Handler: handler}).Serve(l) }

// track adds a listener; false if the server stops.
func (s *Server) track(l *net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shuttingDown() {
		return false
	}
	if s.listeners == nil {
		s.listeners = make(map[*net.Listener]struct{})
	}
	s.listeners[l] = struct{}{}
	s.serving.Add(1)
	return true
}

func (s *Server) untrack(l *net.Listener) {
	s.mu.Lock()
	delete(s.listeners, l)
	s.mu.Unlock()
	s.serving.Done()
}

// A onceCloser closes a listener once.
type onceCloser struct {
	net.Listener
	once sync.Once
	err  error
}

func (o *onceCloser) Close() error {
	o.once.Do(func() { o.err = o.Listener.Close() })
	return o.err
}

// An externalHTTP2 is what golang.org/x/net/http2 passes to Serve to say how HTTP/2 is to be spoken, and to be told how to serve a connection.
type externalHTTP2 interface {
	HTTP2Config() HTTP2Config
	IdleTimeout() time.Duration
	ServeConnFunc(func(ctx context.Context, nc net.Conn, h Handler, sawPreface bool, upgrade *Request, settings []byte))
}

// Serve accepts connections, each of which gets a goroutine. Its error is never nil.
func (s *Server) Serve(l net.Listener) error {
	if x, ok := l.(externalHTTP2); ok {
		s.adopt(x)
		return nil
	}
	given := l
	l = &onceCloser{Listener: l}
	defer l.Close()
	s.announced.Do(s.announceLate)
	if !s.track(&l) {
		return ErrServerClosed
	}
	defer s.untrack(&l)
	base := context.Background()
	if s.BaseContext != nil {
		if base = s.BaseContext(given); base == nil {
			panic("BaseContext returned a nil context")
		}
	}
	ctx := context.WithValue(base, ServerContextKey, s)
	var delay time.Duration
	for {
		nc, err := l.Accept()
		if err != nil {
			if s.shuttingDown() {
				return ErrServerClosed
			}
			if e, ok := err.(net.Error); ok && e.Temporary() {
				// Out of descriptors, for example: that may pass.
				delay = min(max(2*delay, 5*time.Millisecond), time.Second)
				s.logf("http: Accept error: %v; retrying in %v", err, delay)
				time.Sleep(delay)
				continue
			}
			return err
		}
		delay = 0
		connCtx := ctx
		if s.ConnContext != nil {
			if connCtx = s.ConnContext(ctx, nc); connCtx == nil {
				panic("ConnContext returned nil")
			}
		}
		c := &conn{server: s, nc: nc}
		s.mu.Lock()
		if s.conns == nil {
			s.conns = make(map[*conn]struct{})
		}
		s.conns[c] = struct{}{}
		s.mu.Unlock()
		c.setState(StateNew)
		go c.serve(connCtx)
	}
}

// forget takes a connection out that is closed or hijacked.
func (s *Server) forget(c *conn, state ConnState) {
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
	c.setState(state)
}

func (s *Server) closeListeners() error {
	var first error
	for l := range s.listeners {
		if err := (*l).Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Close closes listeners and connections at once.
func (s *Server) Close() error {
	s.stopping.Store(true)
	s.mu.Lock()
	err := s.closeListeners()
	s.mu.Unlock()
	s.serving.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.nc.Close()
		delete(s.conns, c)
	}
	return err
}

// closeIdle closes connections that serve no request; it says whether none is left.
func (s *Server) closeIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	quiet := true
	for c := range s.conns {
		packed := c.state.Load()
		state, since := ConnState(packed&0xff), int64(packed>>8)
		// One that never sent a request is not waited for longer than some seconds.
		if state == StateNew && since < time.Now().Unix()-5 {
			state = StateIdle
		}
		if state != StateIdle {
			quiet = false
			continue
		}
		c.nc.Close()
		delete(s.conns, c)
	}
	return quiet
}

// Shutdown closes the listeners, then idle connections, and waits until the others are idle too, but not longer than the context.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stopping.Store(true)
	s.mu.Lock()
	err := s.closeListeners()
	for _, f := range s.onShutdown {
		go f()
	}
	for c := range s.conns {
		if c.finish != nil {
			c.finish()
		}
	}
	s.mu.Unlock()
	s.serving.Wait()
	pause := time.Millisecond
	next := func() time.Duration {
		d := pause + time.Duration(rand.Intn(int(pause/10)))
		pause = min(2*pause, 500*time.Millisecond)
		return d
	}
	timer := time.NewTimer(next())
	defer timer.Stop()
	for {
		if s.closeIdle() {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			timer.Reset(next())
		}
	}
}

// RegisterOnShutdown has f called by Shutdown, in a goroutine of its own.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	s.onShutdown = append(s.onShutdown, f)
	s.mu.Unlock()
}

// TimeoutHandler answers 503 with a text if h takes longer.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return &timeoutHandler{h, msg, dt}
}

type timeoutHandler struct {
	handler Handler
	text    string
	limit   time.Duration
}

func (h *timeoutHandler) ServeHTTP(w ResponseWriter, r *Request) {
	ctx, cancel := context.WithTimeout(r.Context(), h.limit)
	defer cancel()
	r = r.WithContext(ctx)
	tw := &timeoutWriter{w: w, header: make(Header), req: r}
	done := make(chan struct{})
	panicked := make(chan any, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panicked <- p
			}
		}()
		h.handler.ServeHTTP(tw, r)
		close(done)
	}()
	select {
	case p := <-panicked:
		panic(p)
	case <-done:
		tw.mu.Lock()
		defer tw.mu.Unlock()
		to := w.Header()
		for k, v := range tw.header {
			to[k] = v
		}
		if tw.code == 0 {
			tw.code = StatusOK
		}
		w.WriteHeader(tw.code)
		w.Write(tw.body)
	case <-ctx.Done():
		tw.mu.Lock()
		defer tw.mu.Unlock()
		switch err := ctx.Err(); err {
		case context.DeadlineExceeded:
			w.WriteHeader(StatusServiceUnavailable)
			text := h.text
			if text == "" {
				text = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			w.Write([]byte(text))
			tw.err = ErrHandlerTimeout
		default:
			w.WriteHeader(StatusServiceUnavailable)
			tw.err = err
		}
	}
}

// A timeoutWriter keeps an answer until it is clear that it came in time.
type timeoutWriter struct {
	w      ResponseWriter
	header Header
	req    *Request

	mu   sync.Mutex
	body []byte
	code int
	err  error
}

func (tw *timeoutWriter) Header() Header { return tw.header }

func (tw *timeoutWriter) Push(target string, opts *PushOptions) error {
	if p, ok := tw.w.(Pusher); ok {
		return p.Push(target, opts)
	}
	return ErrNotSupported
}

func (tw *timeoutWriter) Write(p []byte) (int, error) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	if tw.err != nil {
		return 0, tw.err
	}
	if tw.code == 0 {
		tw.code = StatusOK
	}
	tw.body = append(tw.body, p...)
	return len(p), nil
}

func (tw *timeoutWriter) WriteHeader(code int) {
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	tw.mu.Lock()
	defer tw.mu.Unlock()
	switch {
	case tw.err != nil:
	case tw.code != 0:
		f := caller()
		server, ok := tw.req.Context().Value(ServerContextKey).(*Server)
		if !ok {
			server = &Server{}
		}
		server.logf("http: superfluous response.WriteHeader call from %s (%s:%d)", f.Function, baseName(f.File), f.Line)
	default:
		tw.code = code
	}
}
