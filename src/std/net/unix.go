package net

import (
	"context"
	"internal/race"
	"io"
	"os"
	"sync"
	"syscall"
	"time"
)

// A UnixAddr is the path of a Unix socket; @ begins an abstract one.
type UnixAddr struct {
	Name string
	Net  string
}

func (a *UnixAddr) Network() string { return a.Net }
func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

func unixOrNil(a *UnixAddr) Addr {
	if a == nil {
		return nil
	}
	return a
}

func (a *UnixAddr) sockaddr() string {
	if a.Name != "" && a.Name[0] == '@' {
		return "u\x00" + a.Name[1:]
	}
	return "u" + a.Name
}

func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	if _, err := unixKind(network); err != nil {
		return nil, err
	}
	return &UnixAddr{address, network}, nil
}

func unixKind(network string) (int, error) {
	switch network {
	case "unix":
		return kindStream, nil
	case "unixgram":
		return kindDatagram, nil
	case "unixpacket":
		return kindSeqpacket, nil
	}
	return 0, UnknownNetworkError(network)
}

// A UnixConn is a connection of a Unix socket.
type UnixConn struct {
	*socket
}

func (c *UnixConn) ok() bool { return c != nil && c.socket != nil }

func (c *UnixConn) CloseRead() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.shutdown(0)
}

func (c *UnixConn) CloseWrite() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.shutdown(1)
}

func (c *UnixConn) ReadFromUnix(b []byte) (int, *UnixAddr, error) {
	if !c.ok() {
		return 0, nil, syscall.EINVAL
	}
	n, from, _, errno := socketReadFrom(c.ticket, b)
	if errno != 0 {
		return n, nil, c.opError("read", asError("recvfrom", errno))
	}
	race.WriteRange(b[:n])
	return n, c.sender(from), c.ended(n)
}

// sender is who sent something; nil: somebody whose socket has no name.
func (c *UnixConn) sender(from string) *UnixAddr {
	addr, _ := toAddr(c.net, from).(*UnixAddr)
	if addr != nil && addr.Name == "@" {
		return nil
	}
	return addr
}

// ended is what nothing at all means.
func (c *UnixConn) ended(n int) error {
	if n == 0 && c.kind != kindDatagram {
		return io.EOF
	}
	return nil
}

func (c *UnixConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUnix(b)
	if addr == nil {
		return n, nil, err
	}
	return n, addr, err
}

func (c *UnixConn) WriteToUnix(b []byte, addr *UnixAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	fail := func(err error) (int, error) {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: unixOrNil(addr), Err: err}
	}
	if c.remote != nil {
		return fail(ErrWriteToConnected)
	}
	if addr == nil {
		return fail(errMissingAddress)
	}
	if addr.Net != c.net {
		return fail(syscall.EAFNOSUPPORT)
	}
	n, errno := socketWriteTo(c.ticket, b, addr.sockaddr())
	if errno != 0 {
		return fail(asError("sendto", errno))
	}
	return n, nil
}

func (c *UnixConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UnixAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: addr, Err: syscall.EINVAL}
	}
	return c.WriteToUnix(b, a)
}

// A UnixListener accepts connections of a Unix socket and removes its file when it is closed.
type UnixListener struct {
	s      *socket
	path   string
	unlink bool
	once   sync.Once
}

func (l *UnixListener) ok() bool { return l != nil && l.s != nil }

func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	s, err := l.s.accept()
	if err != nil {
		return nil, err
	}
	return &UnixConn{s}, nil
}

func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (l *UnixListener) Close() error {
	if !l.ok() {
		return syscall.EINVAL
	}
	l.once.Do(func() {
		if l.path != "" && l.path[0] != '@' && l.unlink {
			os.Remove(l.path)
		}
	})
	return l.s.Close()
}

func (l *UnixListener) Addr() Addr                   { return l.s.local }
func (l *UnixListener) SetUnlinkOnClose(unlink bool) { l.unlink = unlink }

func (l *UnixListener) SetDeadline(t time.Time) error {
	if !l.ok() {
		return syscall.EINVAL
	}
	return l.s.SetDeadline(t)
}

func openUnix(network string) (*socket, error) {
	kind, err := unixKind(network)
	if err != nil {
		return nil, err
	}
	ticket, errno := socketOpen(0, kind, 0)
	if errno != 0 {
		return nil, asError("socket", errno)
	}
	return &socket{ticket: ticket, net: network, kind: kind}, nil
}

func bindUnix(network string, addr *UnixAddr, with control) (*socket, error) {
	s, err := openUnix(network)
	if err != nil {
		return nil, err
	}
	if with != nil {
		if err := with(network, addr.String(), rawConn{s}); err != nil {
			socketClose(s.ticket)
			return nil, err
		}
	}
	if errno := socketBind(s.ticket, addr.sockaddr()); errno != 0 {
		socketClose(s.ticket)
		return nil, asError("bind", errno)
	}
	s.names()
	return s, nil
}

func (d *Dialer) dialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	if laddr != nil && laddr.Name == "" {
		laddr = nil
	}
	if raddr != nil && raddr.Name == "" {
		raddr = nil
	}
	s, err := openUnix(network)
	if err != nil {
		return nil, err
	}
	if raddr == nil && (s.kind != kindDatagram || laddr == nil) {
		socketClose(s.ticket)
		return nil, errMissingAddress
	}
	address := raddr
	if address == nil {
		address = laddr
	}
	if err = d.controlled(ctx, s, 0, address.String()); err == nil && laddr != nil {
		err = asError("bind", socketBind(s.ticket, laddr.sockaddr()))
	}
	if err != nil {
		socketClose(s.ticket)
		return nil, err
	}
	if raddr != nil {
		if err := s.connectContext(ctx, raddr.sockaddr()); err != nil {
			socketClose(s.ticket)
			return nil, err
		}
	}
	s.names()
	return &UnixConn{s}, nil
}

func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	c, err := new(Dialer).dialUnix(context.Background(), network, laddr, raddr)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: unixOrNil(laddr), Addr: unixOrNil(raddr), Err: err}
	}
	return c, nil
}

func listenUnix(network string, laddr *UnixAddr, with control) (*UnixListener, error) {
	s, err := bindUnix(network, laddr, with)
	if err != nil {
		return nil, err
	}
	if errno := socketListen(s.ticket, backlog); errno != 0 {
		socketClose(s.ticket)
		return nil, asError("listen", errno)
	}
	return &UnixListener{s: s, path: laddr.Name, unlink: true}, nil
}

func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	fail := func(err error) (*UnixListener, error) {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: unixOrNil(laddr), Err: err}
	}
	switch network {
	case "unix", "unixpacket":
	default:
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		return fail(errMissingAddress)
	}
	l, err := listenUnix(network, laddr, nil)
	if err != nil {
		return fail(err)
	}
	return l, nil
}

func ListenUnixgram(network string, laddr *UnixAddr) (*UnixConn, error) {
	return listenUnixgram(network, laddr, nil)
}

func listenUnixgram(network string, laddr *UnixAddr, with control) (*UnixConn, error) {
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: unixOrNil(laddr), Err: err}
	}
	if network != "unixgram" {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		return fail(errMissingAddress)
	}
	s, err := bindUnix(network, laddr, with)
	if err != nil {
		return fail(err)
	}
	return &UnixConn{s}, nil
}
