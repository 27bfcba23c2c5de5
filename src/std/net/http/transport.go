package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/url"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many idle connections to one host are kept.
const DefaultMaxIdleConnsPerHost = 2

// A Transport makes exchanges over connections that it keeps.
type Transport struct {
	// The proxy for a request (of scheme http, https, socks5 or socks5h); nil or an answer of nil: none.
	Proxy       func(*Request) (*url.URL, error)
	DialContext func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial        func(network, addr string) (net.Conn, error)

	// For TLS, where there is no proxy.
	DialTLSContext func(ctx context.Context, network, addr string) (net.Conn, error)
	DialTLS        func(network, addr string) (net.Conn, error)

	TLSClientConfig       *tlsConfig
	TLSHandshakeTimeout   time.Duration
	DisableKeepAlives     bool
	DisableCompression    bool
	MaxIdleConns          int
	MaxIdleConnsPerHost   int
	MaxConnsPerHost       int
	IdleConnTimeout       time.Duration
	ResponseHeaderTimeout time.Duration
	ExpectContinueTimeout time.Duration

	TLSNextProto map[string]func(authority string, c *tlsConn) RoundTripper

	OnProxyConnectResponse func(ctx context.Context, proxyURL *url.URL, connectReq *Request, connectRes *Response) error
	GetProxyConnectHeader  func(ctx context.Context, proxyURL *url.URL, target string) (Header, error)
	ProxyConnectHeader     Header
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool
	HTTP2                  *HTTP2Config
	Protocols              *Protocols
	announced              sync.Once
	ownHTTP2               bool // what TLSNextProto has of it only says that it is spoken

	mu      sync.Mutex
	pool    pool
	schemes map[string]RoundTripper
	// What ends the requests that are being made.
	running map[*Request]context.CancelCauseFunc
	http2   map[route][]*http2ClientConn
}

// DefaultTransport is what clients use that have none.
var DefaultTransport RoundTripper = &Transport{
	Proxy:                 ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
	ForceAttemptHTTP2:     true,
	MaxIdleConns:          100,
	IdleConnTimeout:       90 * time.Second,
	TLSHandshakeTimeout:   10 * time.Second,
	ExpectContinueTimeout: 1 * time.Second,
}

// A route is what a connection is good for.
type route struct {
	proxy  string // URL
	addr   string // host:port; empty for what goes through a proxy in the clear
	secure bool   // TLS is spoken
	http1  bool   // HTTP/2 will not do
}

// Clone copies the settings.
func (t *Transport) Clone() *Transport {
	t.announced.Do(t.announce)
	next := maps.Clone(t.TLSNextProto)
	if t.ownHTTP2 {
		if delete(next, "h2"); len(next) == 0 {
			next = nil
		}
	}
	return &Transport{
		Proxy: t.Proxy, DialContext: t.DialContext, Dial: t.Dial, TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives,
		DisableCompression: t.DisableCompression, MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost,
		MaxConnsPerHost: t.MaxConnsPerHost, IdleConnTimeout: t.IdleConnTimeout, ResponseHeaderTimeout: t.ResponseHeaderTimeout,
		ExpectContinueTimeout: t.ExpectContinueTimeout, ProxyConnectHeader: t.ProxyConnectHeader.Clone(),
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes, WriteBufferSize: t.WriteBufferSize, ReadBufferSize: t.ReadBufferSize,
		ForceAttemptHTTP2: t.ForceAttemptHTTP2, DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS, TLSClientConfig: t.TLSClientConfig.Clone(),
		TLSNextProto: next, OnProxyConnectResponse: t.OnProxyConnectResponse, GetProxyConnectHeader: t.GetProxyConnectHeader,
		HTTP2: t.HTTP2, Protocols: t.Protocols,
	}
}

// ErrSkipAltProtocol from a registered RoundTripper hands the request back.
var ErrSkipAltProtocol = errors.New("net/http: skip alternate protocol")

// RegisterProtocol has requests of a scheme made by rt.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, exists := t.schemes[scheme]; exists {
		panic("protocol " + scheme + " already registered")
	}
	if t.schemes == nil {
		t.schemes = make(map[string]RoundTripper)
	}
	t.schemes[scheme] = rt
}

// CancelRequest ends a request that is being made. It is from before requests had contexts.
func (t *Transport) CancelRequest(req *Request) {
	t.mu.Lock()
	cancel := t.running[req]
	delete(t.running, req)
	t.mu.Unlock()
	if cancel != nil {
		cancel(errRequestCanceled)
	}
}

var schemePorts = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = schemePorts[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// check refuses requests that cannot be sent.
func check(req *Request) error {
	switch {
	case req.URL == nil:
		return errors.New("http: nil Request.URL")
	case req.Header == nil:
		return errors.New("http: nil Request.Header")
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		// Whoever speaks that protocol knows what can be sent.
		return nil
	}
	for _, h := range []struct {
		what   string
		header Header
	}{{"header", req.Header}, {"trailer", req.Trailer}} {
		if wrong := invalidField(h.header); wrong != "" {
			return errors.New("net/http: invalid " + h.what + " " + wrong)
		}
	}
	return nil
}

// invalidField names a field that cannot be sent, if there is one.
func invalidField(h Header) string {
	for key, values := range h {
		if !validMethod(key) {
			return fmt.Sprintf("field name %q", key)
		}
		for _, v := range values {
			if !validValue(v) {
				// Without the value: it may be a secret.
				return fmt.Sprintf("field value for %q", key)
			}
		}
	}
	return ""
}

func (t *Transport) RoundTrip(req *Request) (*Response, error) {
	t.announced.Do(t.announce)
	if err := check(req); err != nil {
		req.closeBody()
		return nil, err
	}
	if other := t.other(req); other != nil {
		seen := &seenBody{ReadCloser: req.Body}
		shown := req
		if req.Body != nil && req.Body != NoBody {
			c := *req
			c.Body, shown = seen, &c
		}
		if resp, err := other.RoundTrip(shown); err != ErrSkipAltProtocol {
			return resp, err
		}
		if seen.used || seen.closed {
			if !seen.closed {
				req.closeBody()
			}
			if req.GetBody == nil {
				return nil, errors.New("net/http: cannot rewind body after connection loss")
			}
			again, err := withBody(req, true)
			if err != nil {
				return nil, err
			}
			req = again
		}
	}
	fail := func(err error) (*Response, error) {
		req.closeBody()
		return nil, err
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return fail(badString("unsupported protocol scheme", req.URL.Scheme))
	}
	if req.Method != "" && !validMethod(req.Method) {
		return fail(fmt.Errorf("net/http: invalid method %q", req.Method))
	}
	if req.URL.Host == "" {
		return fail(errors.New("http: no Host in request URL"))
	}
	r, proxy, err := t.routeOf(req)
	if err != nil {
		return fail(err)
	}
	return t.exchange(req, proxy, func(ctx context.Context) (*clientConn, error) { return t.conn(ctx, r) })
}

// other is who was registered for the scheme of a request; nil: nobody.
func (t *Transport) other(req *Request) RoundTripper {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.schemes[req.URL.Scheme]
}

// A seenBody knows whether anybody has read it, or closed it.
type seenBody struct {
	io.ReadCloser
	used, closed bool
}

func (b *seenBody) Read(p []byte) (int, error) {
	b.used = true
	return b.ReadCloser.Read(p)
}

func (b *seenBody) Close() error {
	b.closed = true
	return b.ReadCloser.Close()
}

func socks(proxy *url.URL) bool { return proxy.Scheme == "socks5" || proxy.Scheme == "socks5h" }

func (t *Transport) dialProxy(ctx context.Context, proxy *url.URL) (net.Conn, error) {
	nc, err := t.dial(ctx, hostPort(proxy))
	if err != nil {
		return nil, proxyFailed(err)
	}
	return nc, nil
}

// proxyFailed says that it was the proxy that could not be reached.
func proxyFailed(err error) error { return &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err} }

// routeOf is the way to a request's server, and the proxy that is told of each request.
func (t *Transport) routeOf(req *Request) (r route, proxy *url.URL, err error) {
	r = route{addr: hostPort(req.URL), secure: req.URL.Scheme == "https", http1: req.isForWebSocket()}
	if t.Proxy == nil {
		return r, nil, nil
	}
	if proxy, err = t.Proxy(req); err != nil || proxy == nil {
		return r, nil, err
	}
	if proxy.Scheme != "http" && proxy.Scheme != "https" && !socks(proxy) {
		return r, nil, badString("unsupported protocol scheme", proxy.Scheme)
	}
	r.proxy = proxy.String()
	if r.secure || socks(proxy) {
		// The proxy sees but a tunnel.
		return r, nil, nil
	}
	r.addr = ""
	return r, proxy, nil
}

// exchange makes exchanges until one is answered or cannot be repeated.
func (t *Transport) exchange(req *Request, proxy *url.URL, connect func(context.Context) (*clientConn, error)) (*Response, error) {
	original := req
	ctx, over := t.cancelable(req)
	fail := func(err error) (*Response, error) {
		req.closeBody()
		over()
		return nil, err
	}
	for tries := 0; ; tries++ {
		if ctx.Err() != nil {
			return fail(context.Cause(ctx))
		}
		c, err := connect(ctx)
		if err != nil {
			return fail(err)
		}
		if c.http2 != nil {
			resp, err, again, begun := c.http2.roundTrip(ctx, req, over)
			if err == nil {
				resp.Request = original
			}
			if err == nil || !again || tries == 6 {
				if err != nil {
					over()
				}
				return resp, err
			}
			if req, err = withBody(req, begun); err != nil {
				over()
				return nil, err
			}
			continue
		}
		x := &clientExchange{conn: c, req: req, ctx: ctx, proxy: proxy, over: over, answer: make(chan result, 1), goOn: make(chan bool, 1)}
		resp, err := x.run(t)
		if err == nil {
			resp.Request = original
			return resp, nil
		}
		if !x.repeatable(err) {
			over()
			return nil, x.plain(err)
		}
		// A connection that was kept had been closed by the server: another one.
		if req, err = withBody(req, x.bodySent); err != nil {
			over()
			return nil, err
		}
	}
}

// withBody is a request that is made once more; its body is there again.
func withBody(req *Request, begun bool) (*Request, error) {
	if req.GetBody == nil || !begun {
		return req, nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	again := *req
	again.Body = body
	return &again, nil
}

var (
	errRequestCanceled = errors.New("net/http: request canceled")
	errRequestDone     = errors.New("net/http: request completed")
)

// cancelable is a context for a request that its Cancel and CancelRequest end too, and what is to be called when the exchange is over.
func (t *Transport) cancelable(req *Request) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(req.Context())
	t.mu.Lock()
	if t.running == nil {
		t.running = make(map[*Request]context.CancelCauseFunc)
	}
	t.running[req] = cancel
	t.mu.Unlock()
	if req.Cancel != nil {
		go func() {
			select {
			case <-req.Cancel:
				cancel(errRequestCanceled)
			case <-ctx.Done():
			}
		}()
	}
	return ctx, func() {
		t.mu.Lock()
		delete(t.running, req)
		t.mu.Unlock()
		cancel(errRequestDone)
	}
}

func (t *Transport) dial(ctx context.Context, addr string) (nc net.Conn, err error) {
	switch {
	case t.DialContext != nil:
		nc, err = t.DialContext(ctx, "tcp", addr)
		if nc == nil && err == nil {
			err = errors.New("net/http: Transport.DialContext hook returned (nil, nil)")
		}
	case t.Dial != nil:
		nc, err = t.Dial("tcp", addr)
		if nc == nil && err == nil {
			err = errors.New("net/http: Transport.Dial hook returned (nil, nil)")
		}
	default:
		var d net.Dialer
		nc, err = d.DialContext(ctx, "tcp", addr)
	}
	return nc, err
}

// ProxyURL is a Proxy that is always the same.
func ProxyURL(fixedURL *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixedURL, nil }
}
