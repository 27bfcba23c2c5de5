package net

import (
	"context"
	"internal/race"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
)

// An IPConn is a raw socket of a protocol of IP.
type IPConn struct {
	*socket
}

const kindRaw = 3

// protocols are those whose numbers are known by name without /etc/protocols.
var protocols = map[string]int{"icmp": 1, "igmp": 2, "tcp": 6, "udp": 17, "ipv6-icmp": 58}

// ipNetwork takes "ip4:icmp" apart.
func ipNetwork(network string) (base string, protocol int, err error) {
	base, name, found := strings.Cut(network, ":")
	switch base {
	case "ip", "ip4", "ip6":
	default:
		return "", 0, UnknownNetworkError(network)
	}
	if !found {
		return "", 0, UnknownNetworkError(network)
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 0 {
		return base, n, nil
	}
	n, ok := protocols[strings.ToLower(name)]
	if !ok {
		return "", 0, &AddrError{"unknown IP protocol specified", name}
	}
	return base, n, nil
}

func ipOrNil(a *IPAddr) Addr {
	if a == nil {
		return nil
	}
	return a
}

func (c *IPConn) ok() bool { return c != nil && c.socket != nil }

func (c *IPConn) family() int {
	if local, ok := c.local.(*IPAddr); ok && local.IP.To4() == nil {
		return 6
	}
	return 4
}

// openIP makes a socket, bound to laddr and connected to raddr where they are given.
func openIP(ctx context.Context, network string, laddr, raddr *IPAddr, with func(s *socket, family int) error) (*IPConn, error) {
	base, protocol, err := ipNetwork(network)
	if err != nil {
		return nil, err
	}
	var ips []IP
	for _, a := range []*IPAddr{laddr, raddr} {
		if a != nil {
			ips = append(ips, a.IP)
		}
	}
	family := familyOf(base, ips...)
	ticket, errno := socketOpen(family, kindRaw, protocol)
	if errno != 0 {
		return nil, asError("socket", errno)
	}
	s := &socket{ticket: ticket, net: base, kind: kindRaw}
	socketOption(ticket, optBroadcast, 1)
	if err = with(s, family); err == nil && laddr != nil && (raddr == nil || len(laddr.IP) > 0) {
		var at string
		if at, err = sockaddr(laddr.IP, 0, laddr.Zone, family); err == nil {
			err = asError("bind", socketBind(ticket, at))
		}
	}
	if err == nil && raddr != nil {
		var to string
		if to, err = sockaddr(raddr.IP, 0, raddr.Zone, family); err == nil {
			err = s.connectContext(ctx, to)
		}
	}
	if err != nil {
		socketClose(ticket)
		return nil, err
	}
	s.names()
	if s.remote == nil && raddr != nil {
		// The system does not tell the peer of a raw socket.
		s.remote = raddr
	}
	return &IPConn{s}, nil
}

// DialIP connects a raw socket; the network is "ip4:icmp" or the like.
func DialIP(network string, laddr, raddr *IPAddr) (*IPConn, error) {
	var d Dialer
	return d.dialIP(context.Background(), network, laddr, raddr)
}

// DialIP connects a raw socket to raddr, from laddr if that is valid.
func (d *Dialer) DialIP(ctx context.Context, network string, laddr, raddr netip.Addr) (*IPConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	var from *IPAddr
	if laddr.IsValid() {
		from = &IPAddr{laddr.AsSlice(), laddr.Zone()}
	}
	return d.dialIP(ctx, network, from, &IPAddr{raddr.AsSlice(), raddr.Zone()})
}

func (d *Dialer) dialIP(ctx context.Context, network string, laddr, raddr *IPAddr) (*IPConn, error) {
	fail := func(err error) (*IPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: ipOrNil(laddr), Addr: ipOrNil(raddr), Err: err}
	}
	if _, _, err := ipNetwork(network); err != nil {
		return fail(err)
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	c, err := openIP(ctx, network, laddr, raddr, func(s *socket, family int) error {
		return d.controlled(ctx, s, family, raddr.String())
	})
	if err != nil {
		return fail(err)
	}
	return c, nil
}

// ListenIP receives packets of a protocol.
func ListenIP(network string, laddr *IPAddr) (*IPConn, error) {
	return listenIP(network, laddr, nil)
}

func listenIP(network string, laddr *IPAddr, with control) (*IPConn, error) {
	if laddr == nil {
		laddr = &IPAddr{}
	}
	c, err := openIP(context.Background(), network, laddr, nil, func(s *socket, family int) error {
		if with == nil {
			return nil
		}
		return with(withFamily(network, family), laddr.String(), rawConn{s})
	})
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: laddr, Err: err}
	}
	return c, nil
}

// withoutHeader takes the header of IPv4 from the front of a packet, where the system leaves it.
func (c *IPConn) withoutHeader(b []byte, n int) int {
	if n < 20 || c.family() != 4 || b[0]>>4 != 4 {
		return n
	}
	header := int(b[0]&15) * 4
	if header < 20 || header > n {
		return n
	}
	return copy(b, b[header:n])
}

func (c *IPConn) ReadFromIP(b []byte) (int, *IPAddr, error) {
	if !c.ok() {
		return 0, nil, syscall.EINVAL
	}
	n, from, _, errno := socketReadFrom(c.ticket, b)
	if errno != 0 {
		return n, nil, c.opError("read", asError("recvfrom", errno))
	}
	race.WriteRange(b[:n])
	ip, _, zone := fromSockaddr(from)
	return c.withoutHeader(b, n), &IPAddr{ip, zone}, nil
}

func (c *IPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromIP(b)
	if addr == nil {
		return n, nil, err
	}
	return n, addr, err
}

// ReadMsgIP reads a packet with its header, and into oob what the system says beside it.
func (c *IPConn) ReadMsgIP(b, oob []byte) (n, oobn, flags int, addr *IPAddr, err error) {
	if !c.ok() {
		return 0, 0, 0, nil, syscall.EINVAL
	}
	n, oobn, flags, from, errno := socketReadMsg(c.ticket, b, oob, false)
	if errno != 0 {
		return n, oobn, flags, nil, c.opError("read", asError("recvmsg", errno))
	}
	race.WriteRange(b[:n])
	ip, _, zone := fromSockaddr(from)
	return n, oobn, flags, &IPAddr{ip, zone}, nil
}

func (c *IPConn) WriteToIP(b []byte, addr *IPAddr) (int, error) {
	n, _, err := c.write(b, nil, addr, "sendto")
	return n, err
}

func (c *IPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*IPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: addr, Err: syscall.EINVAL}
	}
	return c.WriteToIP(b, a)
}

func (c *IPConn) WriteMsgIP(b, oob []byte, addr *IPAddr) (n, oobn int, err error) {
	return c.write(b, oob, addr, "sendmsg")
}

func (c *IPConn) write(b, oob []byte, addr *IPAddr, call string) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	fail := func(err error) (int, int, error) {
		return 0, 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: ipOrNil(addr), Err: err}
	}
	if c.remote != nil {
		return fail(ErrWriteToConnected)
	}
	if addr == nil {
		return fail(errMissingAddress)
	}
	to, err := sockaddr(addr.IP, 0, addr.Zone, c.family())
	if err != nil {
		return fail(err)
	}
	n, errno := socketWriteMsg(c.ticket, b, oob, to)
	if errno != 0 {
		return fail(asError(call, errno))
	}
	return n, len(oob), nil
}
