package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
)

var errHandshakeTimeout error = &transportTimeout{"net/http: TLS handshake timeout"}

// secure speaks TLS on a connection to host.
func (t *Transport) secure(ctx context.Context, nc net.Conn, host string) (net.Conn, error) {
	config := t.TLSClientConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	if config.ServerName == "" {
		config.ServerName = host
	}
	if p := t.protocols(); p.HTTP2() || t.Protocols != nil {
		config.NextProtos = p.names(config.NextProtos)
	} else {
		config.NextProtos = slices.DeleteFunc(slices.Clone(config.NextProtos), func(name string) bool { return name == "h2" })
	}
	c := tls.Client(nc, config)
	return c, t.handshake(ctx, c)
}

func (t *Transport) handshake(ctx context.Context, c *tls.Conn) error {
	limited := ctx
	if t.TLSHandshakeTimeout > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeoutCause(ctx, t.TLSHandshakeTimeout, errHandshakeTimeout)
		defer cancel()
	}
	err := c.HandshakeContext(limited)
	if err != nil {
		c.NetConn().Close()
		if limited.Err() != nil {
			err = context.Cause(limited)
		}
	}
	return err
}

// dialRoute connects to where a route leads, through the proxy.
func (t *Transport) dialRoute(ctx context.Context, r route) (nc net.Conn, err error) {
	if r.secure && r.proxy == "" && (t.DialTLSContext != nil || t.DialTLS != nil) {
		if t.DialTLSContext != nil {
			nc, err = t.DialTLSContext(ctx, "tcp", r.addr)
		} else {
			nc, err = t.DialTLS("tcp", r.addr)
		}
		if err == nil && nc == nil {
			err = errors.New("net/http: Transport.DialTLS or DialTLSContext returned (nil, nil)")
		}
		if c, ok := nc.(*tls.Conn); ok && err == nil {
			err = t.handshake(ctx, c)
		}
		return nc, err
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
		if nc, err = t.dialProxy(ctx, proxy); err != nil {
			return nil, err
		}
		if proxy.Scheme == "https" {
			if nc, err = t.secure(ctx, nc, proxy.Hostname()); err != nil {
				return nil, proxyFailed(err)
			}
		}
		if !r.secure {
			return nc, nil
		}
		if err := t.tunnel(ctx, nc, proxy, r.addr); err != nil {
			nc.Close()
			return nil, err
		}
	}
	host, _, err := net.SplitHostPort(r.addr)
	if err != nil {
		host = r.addr
	}
	return t.secure(ctx, nc, host)
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
	stop := context.AfterFunc(ctx, func() { nc.Close() })
	defer stop()
	if ctx.Done() == nil {
		nc.SetDeadline(time.Now().Add(time.Minute))
		defer nc.SetDeadline(time.Time{})
	}
	req := &Request{Method: MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: header}
	out := bufio.NewWriter(nc)
	if err := req.writeTo(out, false, nil, nil); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	resp, err := ReadResponse(bufio.NewReader(nc), req)
	if err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
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
