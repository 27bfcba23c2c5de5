package net

import (
	"context"
	"net/netip"
	"syscall"
	"time"
)

// A Dialer connects.
type Dialer struct {
	// How long connecting may take in all, and until when.
	Timeout  time.Duration
	Deadline time.Time
	// The address to connect from.
	LocalAddr Addr
	// Kept for old programs: both families are tried one after the other.
	DualStack     bool
	FallbackDelay time.Duration
	// The time between keep-alive probes; negative: none.
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	Resolver        *Resolver
	// Closed to give up; a context does the same.
	Cancel <-chan struct{}
	// Called with the socket before it connects; ControlContext instead, if it is set.
	Control        func(network, address string, c syscall.RawConn) error
	ControlContext func(ctx context.Context, network, address string, c syscall.RawConn) error

	multipath bool
}

func (d *Dialer) MultipathTCP() bool       { return d.multipath }
func (d *Dialer) SetMultipathTCP(use bool) { d.multipath = use }
func (d *Dialer) resolver() *Resolver {
	if d.Resolver != nil {
		return d.Resolver
	}
	return DefaultResolver
}

// until is the earliest of the limits.
func (d *Dialer) until(ctx context.Context, now time.Time) (earliest time.Time) {
	take := func(t time.Time) {
		if !t.IsZero() && (earliest.IsZero() || t.Before(earliest)) {
			earliest = t
		}
	}
	if d.Timeout != 0 {
		take(now.Add(d.Timeout))
	}
	if t, ok := ctx.Deadline(); ok {
		take(t)
	}
	take(d.Deadline)
	return earliest
}

func Dial(network, address string) (Conn, error) {
	var d Dialer
	return d.Dial(network, address)
}

func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	d := Dialer{Timeout: timeout}
	return d.Dial(network, address)
}

func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// known checks a network's name: what comes before a colon, and the protocol behind it.
func known(network string) (base string, err error) {
	switch network {
	case "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6", "unix", "unixgram", "unixpacket":
		return network, nil
	}
	return "", UnknownNetworkError(network)
}

func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if ctx == nil {
		panic("nil context")
	}
	if until := d.until(ctx, time.Now()); !until.IsZero() {
		if t, ok := ctx.Deadline(); !ok || until.Before(t) {
			limited, cancel := context.WithDeadline(ctx, until)
			defer cancel()
			ctx = limited
		}
	}
	if d.Cancel != nil {
		given, cancel := context.WithCancel(ctx)
		defer cancel()
		go func(ctx context.Context) {
			select {
			case <-d.Cancel:
				cancel()
			case <-ctx.Done():
			}
		}(given)
		ctx = given
	}
	fail := func(addr Addr, err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: nil, Addr: addr, Err: err}
	}
	if len(network) > 2 && network[:2] == "ip" {
		addr, err := ResolveIPAddr(network, address)
		if err != nil {
			return fail(nil, err)
		}
		if addr == nil {
			return fail(nil, errMissingAddress)
		}
		c, err := traced(ctx, network, addr, func() (*IPConn, error) {
			local, _ := d.LocalAddr.(*IPAddr)
			return d.dialIP(ctx, network, local, addr)
		})
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	if _, err := known(network); err != nil {
		return fail(nil, err)
	}
	if network[:2] == "un" {
		addr, err := ResolveUnixAddr(network, address)
		if err != nil {
			return fail(nil, err)
		}
		c, err := traced(ctx, network, addr, func() (*UnixConn, error) {
			local, _ := d.LocalAddr.(*UnixAddr)
			c, err := d.dialUnix(ctx, network, local, addr)
			if err != nil {
				err = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: addr, Err: err}
			}
			return c, err
		})
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	if address == "" {
		return fail(nil, errMissingAddress)
	}
	addrs, err := d.resolver().internet(lookingUp(ctx), network, address)
	if err != nil {
		return fail(nil, err)
	}
	var first error
	for i, a := range addrs {
		to := a.addr(network)
		s, err := traced(ctx, network, to, func() (*socket, error) {
			s, err := d.connect(d.share(ctx, len(addrs)-i), network, a)
			if err != nil {
				err = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: to, Err: err}
			}
			return s, err
		})
		if err == nil {
			if network[0] == 'u' {
				return &UDPConn{s}, nil
			}
			return newTCPConn(s, d.KeepAlive, d.KeepAliveConfig), nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	if first == nil {
		return fail(nil, errMissingAddress)
	}
	return nil, first
}

// share is the context for one of n addresses that are left: its part of the time, at least two seconds.
func (d *Dialer) share(ctx context.Context, n int) context.Context {
	deadline, ok := ctx.Deadline()
	if !ok || n < 2 {
		return ctx
	}
	left := time.Until(deadline)
	part := left / time.Duration(n)
	if part < 2*time.Second {
		part = min(left, 2*time.Second)
	}
	limited, cancel := context.WithTimeout(ctx, part)
	// The deadline frees what the context holds.
	_ = cancel
	return limited
}

func (d *Dialer) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if until := d.until(ctx, time.Now()); !until.IsZero() {
		return context.WithDeadline(ctx, until)
	}
	return ctx, func() {}
}

// from is d with a local address.
func (d *Dialer) from(local Addr) *Dialer {
	c := *d
	c.LocalAddr = local
	return &c
}

// DialTCP connects to raddr, from laddr if that is valid.
func (d *Dialer) DialTCP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*TCPConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	if laddr.IsValid() {
		d = d.from(TCPAddrFromAddrPort(laddr))
	}
	a := TCPAddrFromAddrPort(raddr)
	s, err := d.connect(ctx, network, ipPort{a.IP, a.Port, a.Zone})
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: a, Err: err}
	}
	return newTCPConn(s, d.KeepAlive, d.KeepAliveConfig), nil
}

func (d *Dialer) DialUDP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*UDPConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	if laddr.IsValid() {
		d = d.from(UDPAddrFromAddrPort(laddr))
	}
	a := UDPAddrFromAddrPort(raddr)
	s, err := d.connect(ctx, network, ipPort{a.IP, a.Port, a.Zone})
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: a, Err: err}
	}
	return &UDPConn{s}, nil
}

func (d *Dialer) DialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	c, err := d.dialUnix(ctx, network, laddr, raddr)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: unixOrNil(laddr), Addr: unixOrNil(raddr), Err: err}
	}
	return c, nil
}

// connect makes a socket that is connected to a.
func (d *Dialer) connect(ctx context.Context, network string, a ipPort) (*socket, error) {
	if err := ctx.Err(); err != nil {
		return nil, ofContext(err)
	}
	local := ipPort{}
	switch l := d.LocalAddr.(type) {
	case nil:
	case *TCPAddr:
		if network[0] != 't' {
			return nil, &AddrError{"mismatched local address type", l.String()}
		}
		if l != nil {
			local = ipPort{l.IP, l.Port, l.Zone}
		}
	case *UDPAddr:
		if network[0] != 'u' {
			return nil, &AddrError{"mismatched local address type", l.String()}
		}
		if l != nil {
			local = ipPort{l.IP, l.Port, l.Zone}
		}
	default:
		return nil, &AddrError{"mismatched local address type", l.String()}
	}
	family := familyOf(network, a.ip, local.ip)
	kind := kindStream
	if network[0] == 'u' {
		kind = kindDatagram
	}
	if len(a.ip) == 0 || a.ip.IsUnspecified() {
		// The wildcard means this machine.
		if family == 4 {
			a.ip = IPv4(127, 0, 0, 1)
		} else {
			a.ip = IPv6loopback
		}
	}
	to, err := sockaddr(a.ip, a.port, a.zone, family)
	if err != nil {
		return nil, err
	}
	ticket, errno := socketOpen(family, kind, 0)
	if errno != 0 {
		return nil, asError("socket", errno)
	}
	if kind == kindDatagram {
		socketOption(ticket, optBroadcast, 1)
	}
	s := &socket{ticket: ticket, net: network, kind: kind}
	if err := d.controlled(ctx, s, family, a.addr(network).String()); err != nil {
		socketClose(ticket)
		return nil, err
	}
	if local.ip != nil || local.port != 0 {
		from, err := sockaddr(local.ip, local.port, local.zone, family)
		if err == nil {
			err = asError("bind", socketBind(ticket, from))
		}
		if err != nil {
			socketClose(ticket)
			return nil, err
		}
	}
	if err := s.connectContext(ctx, to); err != nil {
		socketClose(ticket)
		return nil, err
	}
	s.names()
	return s, nil
}

// connectContext connects; the context's end ends it by a deadline in the past.
func (s *socket) connectContext(ctx context.Context, to string) error {
	if ctx.Done() == nil {
		return asError("connect", socketConnect(s.ticket, to))
	}
	if deadline, ok := ctx.Deadline(); ok {
		s.SetWriteDeadline(deadline)
	}
	stop := context.AfterFunc(ctx, func() { socketDeadline(s.ticket, 2, -1, false) })
	errno := socketConnect(s.ticket, to)
	if !stop() {
		// It ended while we connected.
		if errno == 0 {
			errno = errnoDeadline
		}
	}
	if errno == errnoDeadline {
		if err := ctx.Err(); err != nil {
			return ofContext(err)
		}
		return errTimeout
	}
	socketDeadline(s.ticket, 2, 0, true)
	return asError("connect", errno)
}

// familyOf is 4 or 6.
func familyOf(network string, ips ...IP) int {
	switch network[len(network)-1] {
	case '4':
		return 4
	case '6':
		return 6
	}
	for _, ip := range ips {
		if len(ip) != 0 && ip.To4() == nil {
			return 6
		}
	}
	return 4
}

// A ListenConfig listens.
type ListenConfig struct {
	// Called with the socket before it is bound.
	Control func(network, address string, c syscall.RawConn) error

	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig

	multipath bool
}

func (lc *ListenConfig) MultipathTCP() bool       { return lc.multipath }
func (lc *ListenConfig) SetMultipathTCP(use bool) { lc.multipath = use }

// Listen listens at an address of a stream network.
func Listen(network, address string) (Listener, error) {
	var lc ListenConfig
	return lc.Listen(context.Background(), network, address)
}

func ListenPacket(network, address string) (PacketConn, error) {
	var lc ListenConfig
	return lc.ListenPacket(context.Background(), network, address)
}

func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	fail := func(addr Addr, err error) (Listener, error) {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: addr, Err: err}
	}
	switch network {
	case "tcp", "tcp4", "tcp6":
		addrs, err := DefaultResolver.internet(ctx, network, address)
		if err != nil {
			return fail(nil, err)
		}
		a := preferred(network, address, addrs)
		s, err := listenStream(network, a, lc.Control)
		if err != nil {
			return fail(a.addr(network), err)
		}
		return &TCPListener{s: s, config: *lc}, nil
	case "unix", "unixpacket":
		addr := &UnixAddr{address, network}
		l, err := listenUnix(network, addr, lc.Control)
		if err != nil {
			return fail(addr, err)
		}
		return l, nil
	}
	if _, err := known(network); err != nil {
		return fail(nil, err)
	}
	addrs, err := DefaultResolver.internet(ctx, network, address)
	if err != nil {
		return fail(nil, err)
	}
	a := preferred(network, address, addrs).addr(network)
	return fail(a, &AddrError{"unexpected address type", address})
}

func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	fail := func(addr Addr, err error) (PacketConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: addr, Err: err}
	}
	switch network {
	case "udp", "udp4", "udp6":
		addrs, err := DefaultResolver.internet(ctx, network, address)
		if err != nil {
			return fail(nil, err)
		}
		a := preferred(network, address, addrs)
		s, err := bound(network, a, kindDatagram, lc.Control)
		if err != nil {
			return fail(a.addr(network), err)
		}
		return &UDPConn{s}, nil
	case "unixgram":
		c, err := listenUnixgram(network, &UnixAddr{address, network}, lc.Control)
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	if len(network) > 2 && network[:2] == "ip" {
		addr, err := ResolveIPAddr(network, address)
		if err != nil {
			return fail(nil, err)
		}
		c, err := listenIP(network, addr, lc.Control)
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	if _, err := known(network); err != nil {
		return fail(nil, err)
	}
	var addr Addr = &UnixAddr{address, network}
	if network[0] == 't' {
		addrs, err := DefaultResolver.internet(ctx, network, address)
		if err != nil {
			return fail(nil, err)
		}
		addr = preferred(network, address, addrs).addr(network)
	}
	return fail(addr, &AddrError{"unexpected address type", address})
}

// bound makes a socket at an address. Without an address it takes both families where the system can.
func bound(network string, a ipPort, kind int, with control) (*socket, error) {
	family := familyOf(network, a.ip)
	both := false
	if last := network[len(network)-1]; last != '4' && last != '6' && (len(a.ip) == 0 || a.ip.IsUnspecified()) {
		family, both = 6, true
	}
	ticket, errno := socketOpen(family, kind, 0)
	if errno != 0 && both && (len(a.ip) == 0 || a.ip.To4() != nil) {
		family = 4
		ticket, errno = socketOpen(family, kind, 0)
	}
	if errno != 0 {
		return nil, asError("socket", errno)
	}
	if family == 6 {
		socketOption(ticket, optOnlyV6, flag(!both))
	}
	if kind == kindStream {
		socketOption(ticket, optReuseAddr, 1)
	} else {
		socketOption(ticket, optBroadcast, 1)
	}
	s := &socket{ticket: ticket, net: network, kind: kind}
	ip := a.ip
	if kind == kindDatagram && ip.IsMulticast() {
		// Others may listen to the group too.
		socketOption(ticket, optReuseAddr, 1)
		ip = nil
	}
	at, err := sockaddr(ip, a.port, a.zone, family)
	if err == nil && with != nil {
		err = with(withFamily(network, family), a.addr(network).String(), rawConn{s})
	}
	if err == nil {
		err = asError("bind", socketBind(ticket, at))
	}
	if err != nil {
		socketClose(ticket)
		return nil, err
	}
	s.names()
	return s, nil
}

func listenStream(network string, a ipPort, with control) (*socket, error) {
	s, err := bound(network, a, kindStream, with)
	if err != nil {
		return nil, err
	}
	if errno := socketListen(s.ticket, backlog); errno != 0 {
		socketClose(s.ticket)
		return nil, asError("listen", errno)
	}
	return s, nil
}
