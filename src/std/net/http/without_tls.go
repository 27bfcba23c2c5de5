package http

import (
	"context"
	"io"
	"net"
	"net/url"
	"time"
)

// What stands for the half that speaks TLS in programs that name nothing that leads to it (std::halves). They can do nothing with these
// types, make no requests, and speak no HTTP/2.
type (
	tlsState  struct{}
	tlsConfig struct{}
	tlsConn   struct{}

	http2ClientConn struct{}
)

// A clientTrace that nobody can have made.
type (
	clientTrace struct {
		GetConn                                                             func(string)
		GotConn                                                             func(gotConn)
		PutIdleConn                                                         func(error)
		GotFirstResponseByte, Got100Continue, WroteHeaders, Wait100Continue func()
		Got1xxResponse                                                      func(int, informal) error
		WroteHeaderField                                                    func(string, []string)
		WroteRequest                                                        func(wroteRequest)
	}
	gotConn struct {
		Conn            net.Conn
		Reused, WasIdle bool
		IdleTime        time.Duration
	}
	wroteRequest struct{ Err error }
	informal     = Header
)

func traceOf(ctx context.Context) *clientTrace { return nil }

func (c *tlsConfig) Clone() *tlsConfig { return c }

func stateOf(nc net.Conn) *tlsState { return nil }

const canGunzip = false

func gunzipped(body io.ReadCloser) io.ReadCloser { return body }

func inTheClear(err error) bool { return false }

func (c *conn) secured(ctx context.Context) bool { return true }

func (r *Request) isForWebSocket() bool { return false }

func (c *conn) speaksHTTP2(ctx context.Context) bool { return false }

func (t *Transport) sharedHTTP2(r route) *http2ClientConn { return nil }

func (t *Transport) newHTTP2(r route, nc net.Conn) (*http2ClientConn, error) { return nil, nil }

func (t *Transport) closeIdleHTTP2() {}

func (s *Server) adopt(x externalHTTP2) {}

func (s *Server) announceLate() {}

func (t *Transport) announce() {}

func (h *http2ClientConn) done() {}

func (h *http2ClientConn) roundTrip(ctx context.Context, req *Request, over func()) (resp *Response, err error, again, begun bool) {
	return nil, nil, false, false
}

func (t *Transport) dialRoute(ctx context.Context, r route) (net.Conn, error) {
	if r.secure {
		return nil, badString("unsupported protocol scheme", "https")
	}
	if r.proxy == "" {
		return t.dial(ctx, r.addr)
	}
	proxy, err := url.Parse(r.proxy)
	if err != nil {
		return nil, err
	}
	return t.dialProxy(ctx, proxy)
}
