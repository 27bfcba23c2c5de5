package net

import (
	"context"
	"internal/race"
	"net/netip"
	"os"
	"syscall"
	"time"
)

// Natives: the descriptor of a socket, a copy of it, a socket for a copy of a descriptor, waiting for a side.
func socketFd(socket uint64) (fd, errno int)
func socketDup(socket uint64) (fd, errno int)
func socketFrom(fd int) (socket uint64, family, kind, errno int)
func socketUsable(socket uint64, write bool) int // not after its deadline
func socketWait(socket uint64, write bool) int
func socketReadMsg(socket uint64, b, oob []byte, cloexec bool) (n, oobn, flags int, from string, errno int)
func socketWriteMsg(socket uint64, b, oob []byte, to string) (n, errno int)

// A control is called with a socket before it is used.
type control = func(network, address string, c syscall.RawConn) error

// withFamily is the network's name with the family that was chosen.
func withFamily(network string, family int) string {
	switch last := network[len(network)-1]; {
	case network[:2] == "un" || last == '4' || last == '6':
		return network
	case family == 4:
		return network + "4"
	}
	return network + "6"
}

func (d *Dialer) controlled(ctx context.Context, s *socket, family int, address string) error {
	network := withFamily(s.net, family)
	if d.ControlContext != nil {
		return d.ControlContext(ctx, network, address, rawConn{s})
	}
	if d.Control != nil {
		return d.Control(network, address, rawConn{s})
	}
	return nil
}

// A rawConn lends a socket's descriptor.
type rawConn struct{ s *socket }

func (r rawConn) failed(op string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &OpError{Op: op, Net: r.s.net, Source: nil, Addr: r.s.local, Err: asError(op, errno)}
}

func (r rawConn) Control(f func(fd uintptr)) error {
	fd, errno := socketFd(r.s.ticket)
	if errno == 0 {
		f(uintptr(fd))
	}
	return r.failed("raw-control", errno)
}

func (r rawConn) until(op string, write bool, f func(fd uintptr) bool) error {
	for {
		errno := socketUsable(r.s.ticket, write)
		if errno == 0 {
			var fd int
			if fd, errno = socketFd(r.s.ticket); errno == 0 {
				if f(uintptr(fd)) {
					return nil
				}
				errno = socketWait(r.s.ticket, write)
			}
		}
		if errno != 0 {
			return r.failed(op, errno)
		}
	}
}

func (r rawConn) Read(f func(fd uintptr) (done bool)) error  { return r.until("raw-read", false, f) }
func (r rawConn) Write(f func(fd uintptr) (done bool)) error { return r.until("raw-write", true, f) }

// A rawListener neither reads nor writes.
type rawListener struct{ rawConn }

func (rawListener) Read(func(fd uintptr) (done bool)) error  { return syscall.EINVAL }
func (rawListener) Write(func(fd uintptr) (done bool)) error { return syscall.EINVAL }

// SyscallConn lends the descriptor to functions.
func (s *socket) SyscallConn() (syscall.RawConn, error) {
	if !s.ok() {
		return nil, syscall.EINVAL
	}
	return rawConn{s}, nil
}

// File is a file of its own for the same socket.
func (s *socket) File() (f *os.File, err error) { return s.file(s.remote) }

func (s *socket) file(peer Addr) (*os.File, error) {
	if !s.ok() {
		return nil, syscall.EINVAL
	}
	fd, errno := socketDup(s.ticket)
	if errno != 0 {
		source := s.local
		if peer == nil {
			source, peer = nil, s.local
		}
		return nil, &OpError{Op: "file", Net: s.net, Source: source, Addr: peer, Err: asError("dup", errno)}
	}
	name := s.net + ":"
	if s.local != nil {
		name += s.local.String()
	}
	name += "->"
	if s.remote != nil {
		name += s.remote.String()
	}
	return os.NewFile(uintptr(fd), name), nil
}

func (l *TCPListener) SyscallConn() (syscall.RawConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return rawListener{rawConn{l.s}}, nil
}

func (l *TCPListener) File() (f *os.File, err error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return l.s.file(nil)
}

func (l *UnixListener) SyscallConn() (syscall.RawConn, error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return rawListener{rawConn{l.s}}, nil
}

func (l *UnixListener) File() (f *os.File, err error) {
	if !l.ok() {
		return nil, syscall.EINVAL
	}
	return l.s.file(nil)
}

type fileAddr string

func (fileAddr) Network() string  { return "file+net" }
func (f fileAddr) String() string { return string(f) }

func fileFailed(f *os.File, err error) error {
	return &OpError{Op: "file", Net: "file+net", Source: nil, Addr: fileAddr(f.Name()), Err: err}
}

// fromFile is a socket for a copy of a file's descriptor.
func fromFile(f *os.File) (*socket, error) {
	ticket, family, kind, errno := socketFrom(int(f.Fd()))
	if errno != 0 {
		call := "getsockopt"
		if syscall.Errno(errno) == syscall.EBADF {
			call = "fcntl"
		}
		return nil, asError(call, errno)
	}
	s := &socket{ticket: ticket, kind: kind}
	switch {
	case family == 0 && kind == kindStream:
		s.net = "unix"
	case family == 0 && kind == kindDatagram:
		s.net = "unixgram"
	case family == 0 && kind == kindSeqpacket:
		s.net = "unixpacket"
	case family > 0 && kind == kindStream:
		s.net = "tcp"
	case family > 0 && kind == kindDatagram:
		s.net = "udp"
	case family > 0 && kind == kindRaw:
		s.net = "ip"
	default:
		socketClose(ticket)
		return nil, syscall.EPROTONOSUPPORT
	}
	s.names()
	if a, ok := s.remote.(*UnixAddr); ok && a.Name == "" && s.kind == kindDatagram {
		s.remote = nil
	}
	return s, nil
}

// FileConn is a connection for a copy of a file's descriptor.
func FileConn(f *os.File) (c Conn, err error) {
	s, err := fromFile(f)
	if err != nil {
		return nil, fileFailed(f, err)
	}
	switch s.net[0] {
	case 't':
		return newTCPConn(s, 15*time.Second, KeepAliveConfig{}), nil
	case 'i':
		return &IPConn{s}, nil
	}
	if s.net == "udp" {
		return &UDPConn{s}, nil
	}
	return &UnixConn{s}, nil
}

// FileListener is a listener for a copy of a file's descriptor.
func FileListener(f *os.File) (ln Listener, err error) {
	s, err := fromFile(f)
	if err != nil {
		return nil, fileFailed(f, err)
	}
	s.remote = nil
	switch a := s.local.(type) {
	case *TCPAddr:
		return &TCPListener{s: s}, nil
	case *UnixAddr:
		return &UnixListener{s: s, path: a.Name}, nil
	}
	socketClose(s.ticket)
	return nil, fileFailed(f, syscall.EINVAL)
}

// FilePacketConn is a packet connection for a copy of a file's descriptor.
func FilePacketConn(f *os.File) (c PacketConn, err error) {
	s, err := fromFile(f)
	if err != nil {
		return nil, fileFailed(f, err)
	}
	switch s.local.(type) {
	case *UDPAddr:
		return &UDPConn{s}, nil
	case *IPAddr:
		return &IPConn{s}, nil
	case *UnixAddr:
		return &UnixConn{s}, nil
	}
	socketClose(s.ticket)
	return nil, fileFailed(f, syscall.EINVAL)
}

// ReadMsgUDP reads a datagram, and into oob what the system says beside it.
func (c *UDPConn) ReadMsgUDP(b, oob []byte) (n, oobn, flags int, addr *UDPAddr, err error) {
	n, oobn, flags, from, err := c.ReadMsgUDPAddrPort(b, oob)
	if from.IsValid() {
		addr = UDPAddrFromAddrPort(from)
	}
	return n, oobn, flags, addr, err
}

func (c *UDPConn) ReadMsgUDPAddrPort(b, oob []byte) (n, oobn, flags int, addr netip.AddrPort, err error) {
	if !c.ok() {
		return 0, 0, 0, addr, syscall.EINVAL
	}
	n, oobn, flags, from, errno := socketReadMsg(c.ticket, b, oob, false)
	if errno != 0 {
		return n, oobn, flags, addr, c.opError("read", asError("recvmsg", errno))
	}
	race.WriteRange(b[:n])
	ip, port, zone := fromSockaddr(from)
	return n, oobn, flags, addrPort(ip, port, zone), nil
}

// WriteMsgUDP writes a datagram and what goes beside it; a connected socket takes no address.
func (c *UDPConn) WriteMsgUDP(b, oob []byte, addr *UDPAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if addr == nil {
		return c.writeMsg(b, oob, false, nil, 0, "", nil)
	}
	return c.writeMsg(b, oob, true, addr.IP, addr.Port, addr.Zone, addr)
}

func (c *UDPConn) WriteMsgUDPAddrPort(b, oob []byte, addr netip.AddrPort) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	a := UDPAddrFromAddrPort(addr)
	return c.writeMsg(b, oob, addr.IsValid(), a.IP, a.Port, a.Zone, a)
}

func (c *UDPConn) writeMsg(b, oob []byte, given bool, ip IP, port int, zone string, addr Addr) (n, oobn int, err error) {
	fail := func(err error) (int, int, error) {
		return 0, 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: addr, Err: err}
	}
	to := ""
	switch {
	case c.remote != nil && given:
		return fail(ErrWriteToConnected)
	case c.remote == nil && !given:
		return fail(errMissingAddress)
	case given:
		family := 4
		if local, ok := c.local.(*UDPAddr); ok && local.IP.To4() == nil {
			family = 6
		}
		if to, err = sockaddr(ip, port, zone, family); err != nil {
			return fail(err)
		}
	}
	n, errno := socketWriteMsg(c.ticket, b, oob, to)
	if errno != 0 {
		return fail(asError("sendmsg", errno))
	}
	return n, len(oob), nil
}

// ReadMsgUnix reads a message, and into oob what the system says beside it: descriptors, for example.
func (c *UnixConn) ReadMsgUnix(b, oob []byte) (n, oobn, flags int, addr *UnixAddr, err error) {
	if !c.ok() {
		return 0, 0, 0, nil, syscall.EINVAL
	}
	n, oobn, flags, from, errno := socketReadMsg(c.ticket, b, oob, true)
	if errno != 0 {
		return n, oobn, flags, nil, c.opError("read", asError("recvmsg", errno))
	}
	race.WriteRange(b[:n])
	return n, oobn, flags, c.sender(from), c.ended(n)
}

// WriteMsgUnix writes a message and what goes beside it.
func (c *UnixConn) WriteMsgUnix(b, oob []byte, addr *UnixAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	fail := func(err error) (int, int, error) {
		return 0, 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: unixOrNil(addr), Err: err}
	}
	to := ""
	switch {
	case c.kind == kindDatagram && c.remote != nil:
		return fail(ErrWriteToConnected)
	case addr != nil && addr.Net != c.net:
		return fail(syscall.EAFNOSUPPORT)
	case addr != nil:
		to = addr.sockaddr()
	}
	n, errno := socketWriteMsg(c.ticket, b, oob, to)
	if errno != 0 {
		return fail(asError("sendmsg", errno))
	}
	return n, len(oob), nil
}
