package net

import (
	"internal/race"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Natives. Sockets are tickets of the scheduler's poller; addresses are texts as sockaddr writes them. The last result is an error number, or:
const (
	errnoClosed   = -1
	errnoDeadline = -2
)

func socketOpen(family, kind, protocol int) (uint64, int)
func socketPair(kind int) (uint64, uint64, int)
func socketClose(socket uint64) int
func socketBind(socket uint64, address string) int
func socketListen(socket uint64, backlog int) int
func socketAccept(socket uint64) (uint64, string, int)
func socketConnect(socket uint64, address string) int
func socketRead(socket uint64, b []byte) (int, int)
func socketWrite(socket uint64, b []byte) (int, int)
func socketSendFile(socket uint64, file uintptr, most int) (int, int)
func socketReadFrom(socket uint64, b []byte) (int, string, bool, int)
func socketWriteTo(socket uint64, b []byte, address string) (int, int)
func socketShutdown(socket uint64, how int) int
func socketDeadline(socket uint64, sides int, delay int64, none bool) int
func socketName(socket uint64, peer bool) (string, int)
func socketOption(socket uint64, what, value int) int

// What socketOption sets.
const (
	optNoDelay = iota
	optKeepAlive
	optKeepIdle
	optKeepInterval
	optKeepCount
	optReuseAddr
	optOnlyV6
	optReadBuffer
	optWriteBuffer
	optLinger
	optBroadcast
	optLoop4
	optLoop6
	optFrom4
	optFrom6
)

const (
	kindStream    = 1
	kindDatagram  = 2
	kindSeqpacket = 5
	backlog       = 4096
)

// A socket is what all connections and listeners are made of.
type socket struct {
	ticket  uint64
	net     string
	kind    int
	local   Addr
	remote  Addr
	writing sync.Mutex // keeps whole writes apart
}

func asError(call string, errno int) error {
	switch errno {
	case 0:
		return nil
	case errnoClosed:
		return ErrClosed
	case errnoDeadline:
		return os.ErrDeadlineExceeded
	}
	return os.NewSyscallError(call, syscall.Errno(errno))
}

func (s *socket) ok() bool { return s != nil }

// opError is the error of an operation on s.
func (s *socket) opError(op string, err error) error {
	return &OpError{Op: op, Net: s.net, Source: s.local, Addr: s.remote, Err: err}
}

func (c *socket) Read(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := socketRead(c.ticket, b)
	if errno != 0 {
		return 0, c.opError("read", asError("read", errno))
	}
	if n == 0 && c.kind != kindDatagram {
		return 0, io.EOF
	}
	race.WriteRange(b[:n])
	return n, nil
}

func (c *socket) Write(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if len(b) == 0 && c.kind == kindStream {
		return 0, nil
	}
	c.writing.Lock()
	n, errno := socketWrite(c.ticket, b)
	c.writing.Unlock()
	if errno != 0 {
		return n, c.opError("write", asError("write", errno))
	}
	return n, nil
}

func (s *socket) Close() error {
	if !s.ok() {
		return syscall.EINVAL
	}
	if errno := socketClose(s.ticket); errno != 0 {
		return s.opError("close", asError("close", errno))
	}
	return nil
}

func (s *socket) LocalAddr() Addr {
	if !s.ok() {
		return nil
	}
	return s.local
}

func (s *socket) RemoteAddr() Addr {
	if !s.ok() {
		return nil
	}
	return s.remote
}

func (s *socket) deadline(t time.Time, sides int) error {
	if !s.ok() {
		return syscall.EINVAL
	}
	errno := 0
	if t.IsZero() {
		errno = socketDeadline(s.ticket, sides, 0, true)
	} else {
		errno = socketDeadline(s.ticket, sides, int64(time.Until(t)), false)
	}
	if errno != 0 {
		return &OpError{Op: "set", Net: s.net, Source: nil, Addr: s.local, Err: asError("set", errno)}
	}
	return nil
}

func (c *socket) SetDeadline(t time.Time) error      { return c.deadline(t, 3) }
func (c *socket) SetReadDeadline(t time.Time) error  { return c.deadline(t, 1) }
func (c *socket) SetWriteDeadline(t time.Time) error { return c.deadline(t, 2) }

func (s *socket) option(what, value int) error {
	if !s.ok() {
		return syscall.EINVAL
	}
	if errno := socketOption(s.ticket, what, value); errno != 0 {
		return &OpError{Op: "set", Net: s.net, Source: nil, Addr: s.local, Err: asError("setsockopt", errno)}
	}
	return nil
}

func (c *socket) SetReadBuffer(bytes int) error  { return c.option(optReadBuffer, bytes) }
func (c *socket) SetWriteBuffer(bytes int) error { return c.option(optWriteBuffer, bytes) }

func (s *socket) shutdown(how int) error {
	if !s.ok() {
		return syscall.EINVAL
	}
	if errno := socketShutdown(s.ticket, how); errno != 0 {
		return s.opError("close", asError("shutdown", errno))
	}
	return nil
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// sockaddr writes an IP address and port the way the natives read them. With a port that is none, they say what the system says of such addresses.
func sockaddr(ip IP, port int, zone string, family int) (string, error) {
	if port < 0 || port > 0xffff {
		return "", nil
	}
	if family == 4 {
		if len(ip) == 0 {
			ip = IPv4zero
		}
		v4 := ip.To4()
		if v4 == nil {
			return "", &AddrError{Err: "non-IPv4 address", Addr: ip.String()}
		}
		return "4" + string(v4) + string([]byte{byte(port >> 8), byte(port)}), nil
	}
	if len(ip) == 0 || ip.Equal(IPv4zero) {
		ip = IPv6zero
	}
	v6 := ip.To16()
	if v6 == nil {
		return "", &AddrError{Err: "non-IPv6 address", Addr: ip.String()}
	}
	scope := zoneIndex(zone)
	return "6" + string(v6) + string([]byte{byte(port >> 8), byte(port), byte(scope >> 24), byte(scope >> 16), byte(scope >> 8), byte(scope)}), nil
}

// fromSockaddr reads what sockaddr writes.
func fromSockaddr(s string) (ip IP, port int, zone string) {
	switch {
	case len(s) == 7 && s[0] == '4':
		return IPv4(s[1], s[2], s[3], s[4]).To4(), int(s[5])<<8 | int(s[6]), ""
	case len(s) == 23 && s[0] == '6':
		scope := int(s[19])<<24 | int(s[20])<<16 | int(s[21])<<8 | int(s[22])
		return IP(s[1:17]), int(s[17])<<8 | int(s[18]), zoneName(scope)
	}
	return nil, 0, ""
}

// toAddr makes an Addr of the kind that fits the network.
func toAddr(network, s string) Addr {
	if s == "" {
		return nil
	}
	if s[0] == 'u' {
		name := s[1:]
		if name == "" || name[0] == 0 {
			// Abstract, or bound to nothing.
			name = "@" + strings.TrimPrefix(name, "\x00")
		}
		return &UnixAddr{Name: name, Net: network}
	}
	ip, port, zone := fromSockaddr(s)
	switch network[0] {
	case 't':
		return &TCPAddr{ip, port, zone}
	case 'u':
		return &UDPAddr{ip, port, zone}
	}
	return &IPAddr{ip, zone}
}

func (s *socket) names() {
	if text, errno := socketName(s.ticket, false); errno == 0 {
		s.local = toAddr(s.net, text)
	}
	if text, errno := socketName(s.ticket, true); errno == 0 {
		s.remote = toAddr(s.net, text)
	}
}
