package tls

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A Conn is a connection of either side.
type Conn struct {
	conn     net.Conn
	config   *Config
	isClient bool

	handshaking  sync.Mutex
	complete     atomic.Bool
	handshakeErr error
	engine       *engine // nil before the handshake
	cert         *Certificate
	state        ConnectionState
	version      uint16 // as soon as it is clear

	in    sync.Mutex // who reads records
	raw   []byte     // what has been read
	taken int        // how much of it was the last record
	inErr error
	first bool // a record has been read

	out    sync.Mutex // who writes records
	outErr error
	// The close notify has been sent, and what came of that.
	notified  bool
	notifyErr error

	// Calls of Write that are going on, times 2; 1: closed.
	active atomic.Int32
}

// Client is the client's side of a connection; config must have ServerName or InsecureSkipVerify.
func Client(conn net.Conn, config *Config) *Conn {
	return &Conn{conn: conn, config: orEmpty(config), isClient: true}
}

// Server is the server's side of a connection; config must have a certificate, or a function for one.
func Server(conn net.Conn, config *Config) *Conn { return &Conn{conn: conn, config: orEmpty(config)} }

func orEmpty(config *Config) *Config {
	if config == nil {
		return &Config{}
	}
	return config
}

func (c *Conn) LocalAddr() net.Addr                { return c.conn.LocalAddr() }
func (c *Conn) RemoteAddr() net.Addr               { return c.conn.RemoteAddr() }
func (c *Conn) SetDeadline(t time.Time) error      { return c.conn.SetDeadline(t) }
func (c *Conn) SetReadDeadline(t time.Time) error  { return c.conn.SetReadDeadline(t) }
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.conn.SetWriteDeadline(t) }

// NetConn is the connection below: not to be read from, nor written to.
func (c *Conn) NetConn() net.Conn { return c.conn }

const (
	headerSize = 5
	recordSize = headerSize + 16384 + 2048
)

// fill has at least n bytes in raw. What is there besides is read too.
func (c *Conn) fill(n int) error {
	if cap(c.raw) < n {
		c.raw = append(make([]byte, 0, max(n, 4096)), c.raw...)
	}
	for len(c.raw) < n {
		got, err := c.conn.Read(c.raw[len(c.raw):cap(c.raw)])
		c.raw = c.raw[:len(c.raw)+got]
		if len(c.raw) >= n {
			return nil
		}
		if err == io.EOF && len(c.raw) > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			if e, ok := err.(net.Error); !ok || !e.Temporary() {
				c.inErr = permanent(err)
			}
			return err
		}
	}
	return nil
}

// hasRecord says whether the next record has been read already.
func (c *Conn) hasRecord() bool {
	rest := c.raw[c.taken:]
	return len(rest) >= headerSize && len(rest) >= headerSize+int(rest[3])<<8+int(rest[4])
}

// record reads the next record, which is good until the next call. c.in is held.
func (c *Conn) record() ([]byte, error) {
	if c.inErr != nil {
		return nil, c.inErr
	}
	c.raw = append(c.raw[:0], c.raw[c.taken:]...)
	c.taken = 0
	if err := c.fill(headerSize); err != nil {
		return nil, err
	}
	header := c.raw
	version, length := int(header[1])<<8|int(header[2]), int(header[3])<<8|int(header[4])
	wrong := func(conn net.Conn, a alert, text string) ([]byte, error) {
		if a != 0 {
			c.plainAlert(a)
		}
		e := RecordHeaderError{Msg: text, Conn: conn}
		copy(e.RecordHeader[:], header)
		c.inErr = e
		return nil, e
	}
	switch {
	case !c.first && header[0] == 0x80:
		return wrong(nil, alertProtocolVersion, "unsupported SSLv2 handshake received")
	case !c.first && (header[0] != recordAlert && header[0] != recordHandshake || version >= 0x1000):
		return wrong(c.conn, 0, "first record does not look like a TLS handshake")
	case headerSize+length > recordSize:
		return wrong(nil, 0, fmt.Sprintf("oversized record received with length %d", length))
	}
	if err := c.fill(headerSize + length); err != nil {
		return nil, err
	}
	c.first = true
	c.taken = headerSize + length
	return c.raw[:c.taken], nil
}

// plainAlert says why, where nothing is encrypted yet.
func (c *Conn) plainAlert(a alert) {
	c.conn.Write([]byte{recordAlert, 3, 3, 0, 2, 2, byte(a)})
}

// flush writes what the engine has for the peer.
func (c *Conn) flush() error {
	c.out.Lock()
	defer c.out.Unlock()
	var b []byte
	if err := c.engine.use(func(number uint64) { b = engineOutgoing(number) }); err != nil || len(b) == 0 {
		return err
	}
	return c.write(b)
}

// write writes records. c.out is held.
func (c *Conn) write(b []byte) error {
	if _, err := c.conn.Write(b); err != nil {
		c.outErr = permanent(err)
		return err
	}
	return nil
}

func (c *Conn) Read(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	c.in.Lock()
	defer c.in.Unlock()
	for {
		var n, state int
		if err := c.engine.use(func(number uint64) { n, state = engineOpen(number, b) }); err != nil {
			// As the connection below would say it.
			_, err := c.conn.Read(b)
			return 0, err
		}
		switch state {
		case 0:
			return n, nil
		case 2:
			c.inErr = io.EOF
			return 0, io.EOF
		}
		record, err := c.record()
		if err != nil {
			return 0, err
		}
		if err := c.open(record); err != nil {
			c.inErr = err
			return 0, err
		}
	}
}

// open works on a record after the handshake. The engine may have something to say to it.
func (c *Conn) open(record []byte) error {
	var event int
	var wrong string
	var out []byte
	err := c.engine.use(func(number uint64) {
		if event = engineStep(number, record); event == failed {
			wrong = engineError(number)
		}
		out = engineOutgoing(number)
	})
	if err != nil {
		return err
	}
	if len(out) > 0 {
		c.out.Lock()
		c.write(out)
		c.out.Unlock()
	}
	if event == failed {
		return c.explain(wrong)
	}
	return nil
}

var errShutdown = errors.New("tls: protocol is shutdown")

// Records are encrypted in pieces of this size: the engine holds back no more.
const pieceSize = 32 << 10

func (c *Conn) Write(b []byte) (int, error) {
	for {
		x := c.active.Load()
		if x&1 != 0 {
			return 0, net.ErrClosed
		}
		if c.active.CompareAndSwap(x, x+2) {
			break
		}
	}
	defer c.active.Add(-2)
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	c.out.Lock()
	defer c.out.Unlock()
	if c.outErr != nil {
		return 0, c.outErr
	}
	if c.notified {
		return 0, errShutdown
	}
	for n := 0; n < len(b); {
		piece := b[n:min(len(b), n+pieceSize)]
		var sealed []byte
		var ok bool
		if err := c.engine.use(func(number uint64) { sealed, ok = engineSeal(number, piece) }); err != nil {
			return n, err
		}
		if !ok {
			c.outErr = local(alertInternalError)
			return n, c.outErr
		}
		if err := c.write(sealed); err != nil {
			return n, c.outErr
		}
		n += len(piece)
	}
	return len(b), nil
}

// CloseWrite says that nothing more is written.
func (c *Conn) CloseWrite() error {
	if !c.complete.Load() {
		return errors.New("tls: CloseWrite called before handshake complete")
	}
	return c.notify()
}

func (c *Conn) notify() error {
	c.out.Lock()
	defer c.out.Unlock()
	if c.notified {
		return c.notifyErr
	}
	c.notified = true
	var b []byte
	c.notifyErr = c.engine.use(func(number uint64) {
		engineCloseNotify(number)
		b = engineOutgoing(number)
	})
	if c.notifyErr == nil {
		c.SetWriteDeadline(time.Now().Add(5 * time.Second))
		_, c.notifyErr = c.conn.Write(b)
		c.SetWriteDeadline(time.Now())
	}
	return c.notifyErr
}

// Close closes the connection; where a Write is going on, without a word to the peer.
func (c *Conn) Close() error {
	var x int32
	for {
		if x = c.active.Load(); x&1 != 0 {
			return net.ErrClosed
		}
		if c.active.CompareAndSwap(x, x|1) {
			break
		}
	}
	var said error
	if x == 0 && c.complete.Load() {
		if err := c.notify(); err != nil {
			said = fmt.Errorf("tls: failed to send closeNotify alert (but connection was closed anyway): %w", err)
		}
	}
	err := c.conn.Close()
	if x == 0 && c.complete.Load() {
		c.engine.close()
	}
	if err != nil {
		return err
	}
	return said
}

// Handshake makes the handshake, if that has not been done. Read and Write do, too.
func (c *Conn) Handshake() error { return c.HandshakeContext(context.Background()) }

// HandshakeContext closes the connection if the context ends first.
func (c *Conn) HandshakeContext(ctx context.Context) error { return c.handshake(ctx) }

func (c *Conn) handshake(ctx context.Context) (err error) {
	if c.complete.Load() {
		return nil
	}
	if ctx.Done() != nil {
		stop := context.AfterFunc(ctx, func() { c.conn.Close() })
		defer func() {
			if !stop() {
				err = ctx.Err()
			}
		}()
	}
	c.handshaking.Lock()
	defer c.handshaking.Unlock()
	if c.handshakeErr != nil {
		return c.handshakeErr
	}
	if c.complete.Load() {
		return nil
	}
	c.in.Lock()
	defer c.in.Unlock()
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	if c.isClient {
		c.handshakeErr = c.clientHandshake(inner)
	} else {
		c.handshakeErr = c.serverHandshake(inner)
	}
	if c.handshakeErr == nil {
		c.complete.Store(true)
	} else if c.engine != nil {
		c.engine.close()
	}
	return c.handshakeErr
}

// A ConnectionState is what the two sides have agreed on, and who the peer is.
type ConnectionState struct {
	Version            uint16
	HandshakeComplete  bool
	DidResume          bool
	CipherSuite        uint16
	CurveID            CurveID
	NegotiatedProtocol string
	// Deprecated: is always true.
	NegotiatedProtocolIsMutual  bool
	ServerName                  string
	PeerCertificates            []*x509.Certificate
	VerifiedChains              [][]*x509.Certificate
	SignedCertificateTimestamps [][]byte
	OCSPResponse                []byte
	// Is nil: the engine does not tell it.
	TLSUnique         []byte
	ECHAccepted       bool
	HelloRetryRequest bool
	LocalCertificate  [][]byte

	engine *engine
}

// ExportKeyingMaterial makes a key for another use of the connection, as long as that is open (RFC 5705).
func (cs *ConnectionState) ExportKeyingMaterial(label string, context []byte, length int) ([]byte, error) {
	if cs.Version < VersionTLS13 {
		switch label {
		case "client finished", "server finished", "master secret", "key expansion":
			return nil, fmt.Errorf("crypto/tls: reserved ExportKeyingMaterial label: %s", label)
		}
	}
	if cs.engine == nil {
		return nil, errors.New("crypto/tls: ExportKeyingMaterial before the handshake")
	}
	var b []byte
	ok := false
	err := cs.engine.use(func(number uint64) { b, ok = engineExport(number, label, context, context != nil, length) })
	if err == nil && !ok {
		err = errors.New("crypto/tls: ExportKeyingMaterial is not possible for this connection")
	}
	return b, err
}

// ConnectionState tells about the handshake.
func (c *Conn) ConnectionState() ConnectionState {
	c.handshaking.Lock()
	defer c.handshaking.Unlock()
	state := c.state
	state.HandshakeComplete = c.complete.Load()
	state.NegotiatedProtocolIsMutual = true
	return state
}

// OCSPResponse is what the server sent of its certificate.
func (c *Conn) OCSPResponse() []byte {
	state := c.ConnectionState()
	return state.OCSPResponse
}

// VerifyHostname is nil if the server's certificate is of the host.
func (c *Conn) VerifyHostname(host string) error {
	c.handshaking.Lock()
	defer c.handshaking.Unlock()
	switch {
	case !c.isClient:
		return errors.New("tls: VerifyHostname called on TLS server connection")
	case !c.complete.Load():
		return errors.New("tls: handshake has not yet been performed")
	case len(c.state.VerifiedChains) == 0:
		return errors.New("tls: handshake did not verify certificate chain")
	}
	return c.state.PeerCertificates[0].VerifyHostname(host)
}
