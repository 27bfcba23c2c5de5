package http

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"time"
)

// ListenAndServeTLS listens at Addr, ":https" if that is empty.
func (s *Server) ListenAndServeTLS(certFile, keyFile string) error {
	if s.shuttingDown() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":https"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer l.Close()
	return s.ServeTLS(l, certFile, keyFile)
}

// ServeTLS is Serve for connections that speak TLS. The files may be empty where TLSConfig has a certificate.
func (s *Server) ServeTLS(l net.Listener, certFile, keyFile string) error {
	s.announced.Do(s.announce)
	config := s.TLSConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	config.NextProtos = s.protocols().names(config.NextProtos)
	has := len(config.Certificates) > 0 || config.GetCertificate != nil || config.GetConfigForClient != nil
	if !has || certFile != "" || keyFile != "" {
		cert, err := tls.LoadX509KeyPair(certFile, keyFile)
		if err != nil {
			return err
		}
		config.Certificates = []tls.Certificate{cert}
	}
	return s.Serve(tls.NewListener(l, config))
}

func ListenAndServeTLS(addr, certFile, keyFile string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServeTLS(certFile, keyFile)
}

func ServeTLS(l net.Listener, handler Handler, certFile, keyFile string) error {
	return (&Server{Handler: handler}).ServeTLS(l, certFile, keyFile)
}

// handshakeTimeout is the shortest of the limits that a handshake falls under.
func (s *Server) handshakeTimeout() (shortest time.Duration) {
	for _, d := range []time.Duration{s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout} {
		if d > 0 && (shortest == 0 || d < shortest) {
			shortest = d
		}
	}
	return shortest
}

// What the other files have of TLS; without_tls.go has it where the program does without.
type (
	tlsState  = tls.ConnectionState
	tlsConfig = tls.Config
	tlsConn   = tls.Conn
)

// A secureConn is a connection that speaks TLS: a *tls.Conn, or one that has such a connection inside.
type secureConn interface {
	ConnectionState() tls.ConnectionState
}

type handshaker interface {
	HandshakeContext(ctx context.Context) error
}

// stateOf is nil for connections that do not speak TLS.
func stateOf(nc net.Conn) *tls.ConnectionState {
	c, ok := nc.(secureConn)
	if !ok {
		return nil
	}
	state := c.ConnectionState()
	return &state
}

// inTheClear says whether an error is of a server that answered in HTTP without TLS.
func inTheClear(err error) bool {
	e, ok := err.(tls.RecordHeaderError)
	return ok && string(e.RecordHeader[:]) == "HTTP/"
}

// secured makes the handshake where the connection speaks TLS; false: the connection is done with.
func (c *conn) secured(ctx context.Context) bool {
	if _, ok := c.nc.(secureConn); !ok {
		return true
	}
	s := c.server
	limit := s.handshakeTimeout()
	if limit > 0 {
		c.nc.SetDeadline(time.Now().Add(limit))
	}
	if h, ok := c.nc.(handshaker); ok {
		if err := h.HandshakeContext(ctx); err != nil {
			reason := err.Error()
			if e, ok := err.(tls.RecordHeaderError); ok && e.Conn != nil {
				switch string(e.RecordHeader[:]) {
				case "GET /", "HEAD ", "POST ", "PUT /", "OPTIO":
					io.WriteString(e.Conn, "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n")
					e.Conn.Close()
					reason = "client sent an HTTP request to an HTTPS server"
				}
			}
			s.logf("http: TLS handshake error from %s: %v", c.nc.RemoteAddr(), reason)
			return false
		}
	}
	if limit > 0 {
		c.nc.SetDeadline(time.Time{})
	}
	c.tls = stateOf(c.nc)
	protocol := c.tls.NegotiatedProtocol
	t, plain := c.nc.(*tls.Conn)
	if serve := s.TLSNextProto[protocol]; plain && serve != nil && !(s.ownHTTP2 && protocol == "h2") && protocol != "" && protocol != "http/1.1" {
		h := HandlerFunc(func(w ResponseWriter, r *Request) {
			// Whoever reads the requests need not know of what is the same for all of them.
			if r.TLS == nil {
				r.TLS = stateOf(t)
			}
			if r.Body == nil {
				r.Body = NoBody
			}
			if r.RemoteAddr == "" {
				r.RemoteAddr = c.remote
			}
			s.handle(w, r)
		})
		// Of this one no hook is told.
		c.state.Store(uint64(StateActive))
		serve(s, t, h)
		return false
	}
	if protocol == "h2" && s.protocols().HTTP2() {
		c.serveHTTP2(ctx, nil)
		return false
	}
	// Who has agreed on something that nobody here speaks is left alone.
	return s.protocols().HTTP1() && (protocol == "" || protocol == "http/1.1" || protocol == "http/1.0")
}
