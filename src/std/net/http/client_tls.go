package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
)

type handshakeTimeout struct{}

func (*handshakeTimeout) Timeout() bool   { return true }
func (*handshakeTimeout) Temporary() bool { return true }
func (*handshakeTimeout) Error() string   { return "net/http: TLS handshake timeout" }

var errHandshakeTimeout error = &handshakeTimeout{}

// secure speaks TLS on a connection to host.
func (t *Transport) secure(ctx context.Context, nc net.Conn, host string, http1 bool) (net.Conn, error) {
	config := t.TLSClientConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	if config.ServerName == "" {
		config.ServerName = host
	}
	if p := t.protocols(); http1 {
		config.NextProtos = nil
	} else if p.HTTP2() || t.Protocols != nil {
		config.NextProtos = p.names(config.NextProtos)
	} else {
		config.NextProtos = slices.DeleteFunc(slices.Clone(config.NextProtos), func(name string) bool { return name == "h2" })
	}
	c := tls.Client(nc, config)
	return c, t.handshake(ctx, c)
}

func (t *Transport) handshake(ctx context.Context, c *tls.Conn) (err error) {
	limited := ctx
	defer traceHandshake(ctx, c, &err)()
	if t.TLSHandshakeTimeout > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeoutCause(ctx, t.TLSHandshakeTimeout, errHandshakeTimeout)
		defer cancel()
	}
	if err = c.HandshakeContext(limited); err != nil {
		c.NetConn().Close()
		if limited.Err() != nil {
			err = context.Cause(limited)
		}
	}
	return err
}

// traceHandshake tells that a handshake begins; what it returns tells how it ended.
func traceHandshake(ctx context.Context, c secureConn, err *error) (end func()) {
	trace := traceOf(ctx)
	if trace != nil && trace.TLSHandshakeStart != nil {
		trace.TLSHandshakeStart()
	}
	return func() {
		if trace == nil || trace.TLSHandshakeDone == nil {
			return
		}
		var state tls.ConnectionState
		if *err == nil {
			state = c.ConnectionState()
		}
		trace.TLSHandshakeDone(state, *err)
	}
}

// handshakeOf makes the handshake of a connection that the program dialled.
func handshakeOf(ctx context.Context, nc net.Conn) (err error) {
	c, ok := nc.(secureConn)
	if !ok {
		return nil
	}
	defer traceHandshake(ctx, c, &err)()
	if h, ok := nc.(handshaker); ok {
		if err = h.HandshakeContext(ctx); err != nil {
			go nc.Close()
		}
	}
	return err
}

// dialRoute connects to where a route leads, through the proxy.
func (t *Transport) dialRoute(ctx context.Context, r route) (nc net.Conn, err error) {
	byProgram := t.DialTLSContext != nil || t.DialTLS != nil
	if r.proxy == "" && r.secure && byProgram {
		return t.dialTLS(ctx, r.addr)
	}
	if r.proxy == "" {
		if nc, err = t.dial(ctx, r.addr); err != nil || !r.secure {
			return nc, err
		}
	} else {
		proxy, err := url.Parse(r.proxy)
		if err != nil {
			return nil, err
		}
		if proxy.Scheme == "https" && byProgram {
			if nc, err = t.dialTLS(ctx, hostPort(proxy)); err != nil {
				return nil, proxyFailed(err)
			}
		} else if nc, err = t.dialProxy(ctx, proxy); err != nil {
			return nil, err
		} else if proxy.Scheme == "https" {
			if nc, err = t.secure(ctx, nc, proxy.Hostname(), true); err != nil {
				return nil, proxyFailed(err)
			}
		}
		switch {
		case socks(proxy):
			if err := throughSocks(ctx, nc, proxy, r.addr); err != nil {
				return nil, err
			}
		case r.secure:
			if err := t.tunnel(ctx, nc, proxy, r.addr); err != nil {
				nc.Close()
				return nil, err
			}
		}
		if !r.secure {
			return nc, nil
		}
	}
	host, _, err := net.SplitHostPort(r.addr)
	if err != nil {
		host = r.addr
	}
	return t.secure(ctx, nc, host, r.http1)
}

// dialTLS has the program dial, and makes the handshake if that did not.
func (t *Transport) dialTLS(ctx context.Context, addr string) (nc net.Conn, err error) {
	if t.DialTLSContext != nil {
		nc, err = t.DialTLSContext(ctx, "tcp", addr)
	} else {
		nc, err = t.DialTLS("tcp", addr)
	}
	if err == nil && nc == nil {
		err = errors.New("net/http: Transport.DialTLS or DialTLSContext returned (nil, nil)")
	}
	if err == nil {
		err = handshakeOf(ctx, nc)
	}
	return nc, err
}

// tunnel has a proxy connect to addr.
func (t *Transport) tunnel(ctx context.Context, nc net.Conn, proxy *url.URL, addr string) error {
	header := t.ProxyConnectHeader
	if t.GetProxyConnectHeader != nil {
		var err error
		if header, err = t.GetProxyConnectHeader(ctx, proxy, addr); err != nil {
			return err
		}
	}
	if header = header.Clone(); header == nil {
		header = Header{}
	}
	if u := proxy.User; u != nil {
		password, _ := u.Password()
		header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(u.Username()+":"+password)))
	}
	limited, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	stop := context.AfterFunc(limited, func() { nc.Close() })
	defer stop()
	req := &Request{Method: MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: header}
	out := bufio.NewWriter(nc)
	if err := req.writeTo(out, false, nil, nil); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	resp, _, err := readResponse(bufio.NewReader(nc), req, t.headLimit())
	if err == errHeadTooLong {
		err = fmt.Errorf("net/http: server response headers exceeded %d bytes; aborted", t.headLimit())
	}
	if err != nil {
		if limited.Err() != nil {
			return limited.Err()
		}
		return err
	}
	if t.OnProxyConnectResponse != nil {
		if err := t.OnProxyConnectResponse(ctx, proxy, req, resp); err != nil {
			return err
		}
	}
	if resp.StatusCode != StatusOK {
		_, text, ok := strings.Cut(resp.Status, " ")
		if !ok {
			text = "unknown status code"
		}
		return errors.New(text)
	}
	return nil
}
