package net

import (
	"context"
	"io"
	"net/netip"
	"strconv"
	"syscall"
	"time"
)

// A TCPAddr is the address of an end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

func addrPort(ip IP, port int, zone string) netip.AddrPort {
	addr, _ := netip.AddrFromSlice(ip)
	return netip.AddrPortFrom(addr.WithZone(zone), uint16(port))
}

func withZone(ip IP, zone string) string {
	text := emptyIfNone(ip)
	if zone != "" {
		text += "%" + zone
	}
	return text
}

func (a *TCPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Port, a.Zone)
}
func (a *TCPAddr) Network() string { return "tcp" }
func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(withZone(a.IP, a.Zone), strconv.Itoa(a.Port))
}

// TCPAddrFromAddrPort makes a TCPAddr of an address and port.
func TCPAddrFromAddrPort(addr netip.AddrPort) *TCPAddr {
	return &TCPAddr{addr.Addr().AsSlice(), int(addr.Port()), addr.Addr().Zone()}
}

// ResolveTCPAddr looks the host and the port's name up.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	case "":
		network = "tcp"
	default:
		return nil, UnknownNetworkError(network)
	}
	addrs, err := DefaultResolver.internet(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	a := preferred(network, address, addrs)
	return &TCPAddr{a.ip, a.port, a.zone}, nil
}

// A TCPConn is a TCP connection.
type TCPConn struct {
	*socket
}

// KeepAliveConfig says how dead peers are found. 0 is the default, -1 leaves the system's.
type KeepAliveConfig struct {
	Enable   bool
	Idle     time.Duration
	Interval time.Duration
	Count    int
}

func (c *TCPConn) ok() bool { return c != nil && c.socket != nil }

func (c *TCPConn) CloseRead() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.shutdown(0)
}

func (c *TCPConn) CloseWrite() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.shutdown(1)
}

// SetLinger says what Close does with data not sent yet: negative, the system sends it in the background; 0, it is dropped.
func (c *TCPConn) SetLinger(sec int) error           { return c.option(optLinger, sec) }
func (c *TCPConn) SetNoDelay(noDelay bool) error     { return c.option(optNoDelay, flag(noDelay)) }
func (c *TCPConn) SetKeepAlive(keepalive bool) error { return c.option(optKeepAlive, flag(keepalive)) }

func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error {
	if d <= 0 {
		if d < 0 {
			return nil
		}
		d = 15 * time.Second
	}
	return c.option(optKeepIdle, seconds(d))
}

func (c *TCPConn) SetKeepAliveConfig(config KeepAliveConfig) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if err := c.SetKeepAlive(config.Enable); err != nil {
		return err
	}
	set := func(what int, d, usual time.Duration) error {
		if d < 0 {
			return nil
		}
		if d == 0 {
			d = usual
		}
		return c.option(what, seconds(d))
	}
	if err := set(optKeepIdle, config.Idle, 15*time.Second); err != nil {
		return err
	}
	if err := set(optKeepInterval, config.Interval, 15*time.Second); err != nil {
		return err
	}
	if config.Count < 0 {
		return nil
	}
	count := config.Count
	if count == 0 {
		count = 9
	}
	return c.option(optKeepCount, count)
}

// MultipathTCP is not used.
func (c *TCPConn) MultipathTCP() (bool, error) { return false, nil }

type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }

func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err, done := c.sendFile(r)
	if !done {
		n, err = io.Copy(onlyWriter{c.socket}, r)
	}
	if err != nil && err != io.EOF {
		err = c.opError("readfrom", err)
	}
	return n, err
}

// sendFile has the system send a file, or some of it; done: r was one.
func (c *TCPConn) sendFile(r io.Reader) (n int64, err error, done bool) {
	left := int64(1<<63 - 1)
	l, limited := r.(*io.LimitedReader)
	if limited {
		left, r = l.N, l.R
	}
	f, ok := r.(syscall.Conn)
	if !ok {
		return 0, nil, false
	}
	raw, err := f.SyscallConn()
	if err != nil {
		return 0, nil, false
	}
	errno := 0
	err = raw.Read(func(file uintptr) bool {
		c.writing.Lock()
		defer c.writing.Unlock()
		for errno == 0 && left > 0 {
			var m int
			if m, errno = socketSendFile(c.ticket, file, int(min(left, 4<<20))); m == 0 {
				break
			}
			n += int64(m)
			left -= int64(m)
		}
		return true
	})
	if limited {
		l.N = left
	}
	switch {
	case n == 0 && (errno == int(syscall.EINVAL) || errno == int(syscall.ENOSYS) || errno == int(syscall.EOPNOTSUPP)):
		// It is none that can be sent like this.
		return 0, nil, false
	case errno != 0:
		err = asError("sendfile", errno)
	}
	return n, err, true
}

func (c *TCPConn) WriteTo(w io.Writer) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	n, err := io.Copy(w, onlyReader{c.socket})
	if err != nil && err != io.EOF {
		err = c.opError("writeto", err)
	}
	return n, err
}

// newTCPConn sets what Go sets on each connection.
func newTCPConn(s *socket, keepAlive time.Duration, config KeepAliveConfig) *TCPConn {
	c := &TCPConn{s}
	socketOption(s.ticket, optNoDelay, 1)
	if !config.Enable && keepAlive >= 0 {
		config = KeepAliveConfig{Enable: true, Idle: keepAlive}
	}
	if config.Enable {
		c.SetKeepAliveConfig(config)
	}
	return c
}

// A TCPListener accepts TCP connections.
type TCPListener struct {
	s      *socket
	config ListenConfig
}

func (l *TCPListener) ok() bool { return l != nil && l.s != nil }

func (l *TCPListener) accept() (*TCPConn, error) {
	s, err := l.s.accept()
	if err != nil {
		return nil, err
	}
	return newTCPConn(s, l.config.KeepAlive, l.config.KeepAliveConfig), nil
}

func (s *socket) accept() (*socket, error) {
	ticket, from, errno := socketAccept(s.ticket)
	if errno != 0 {
		call := "accept4"
		if errno < 0 {
			call = "accept"
		}
		return nil, &OpError{Op: "accept", Net: s.net, Source: nil, Addr: s.local, Err: asError(call, errno)}
	}
	a := &socket{ticket: ticket, net: s.net, kind: s.kind, remote: toAddr(s.net, from)}
	if text, errno := socketName(ticket, false); errno == 0 {
		a.local = toAddr(s.net, text)
	}
	return a, nil
}

func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return l.accept()
}

func (l *TCPListener) Accept() (Conn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	c, err := l.accept()
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (l *TCPListener) Close() error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.Close()
}

func (l *TCPListener) Addr() Addr { return l.s.local }

func (l *TCPListener) SetDeadline(t time.Time) error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.SetDeadline(t)
}

// DialTCP connects to raddr, from laddr if that is not nil.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	fail := func(err error) (*TCPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: tcpOrNil(laddr), Addr: tcpOrNil(raddr), Err: err}
	}
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	d := Dialer{}
	if laddr != nil {
		d.LocalAddr = laddr
	}
	s, err := d.connect(context.Background(), network, ipPort{raddr.IP, raddr.Port, raddr.Zone})
	if err != nil {
		return fail(err)
	}
	return newTCPConn(s, 0, KeepAliveConfig{}), nil
}

func tcpOrNil(a *TCPAddr) Addr {
	if a == nil {
		return nil
	}
	return a
}

// ListenTCP listens at laddr.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: tcpOrNil(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	s, err := listenStream(network, ipPort{laddr.IP, laddr.Port, laddr.Zone}, nil)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: laddr, Err: err}
	}
	return &TCPListener{s: s}, nil
}
