package net

import (
	"context"
	"internal/race"
	"net/netip"
	"strconv"
	"syscall"
)

// A UDPAddr is the address of an end of a UDP socket.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

func (a *UDPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Port, a.Zone)
}
func (a *UDPAddr) Network() string { return "udp" }
func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(withZone(a.IP, a.Zone), strconv.Itoa(a.Port))
}

func udpOrNil(a *UDPAddr) Addr {
	if a == nil {
		return nil
	}
	return a
}

func UDPAddrFromAddrPort(addr netip.AddrPort) *UDPAddr {
	return &UDPAddr{addr.Addr().AsSlice(), int(addr.Port()), addr.Addr().Zone()}
}

func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	switch network {
	case "udp", "udp4", "udp6":
	case "":
		network = "udp"
	default:
		return nil, UnknownNetworkError(network)
	}
	addrs, err := DefaultResolver.internet(context.Background(), network, address)
	if err != nil {
		return nil, err
	}
	a := preferred(network, address, addrs)
	return &UDPAddr{a.ip, a.port, a.zone}, nil
}

// A UDPConn is a UDP socket, connected or not.
type UDPConn struct {
	*socket
}

func (c *UDPConn) ok() bool { return c != nil && c.socket != nil }

func (c *UDPConn) ReadFromUDP(b []byte) (n int, addr *UDPAddr, err error) {
	n, from, err := c.readFrom(b)
	if err != nil {
		return n, nil, err
	}
	if a, ok := toAddr("udp", from).(*UDPAddr); ok {
		addr = a
	}
	return n, addr, nil
}

func (c *UDPConn) readFrom(b []byte) (int, string, error) {
	if !c.ok() {
		return 0, "", syscall.EINVAL
	}
	n, from, _, errno := socketReadFrom(c.ticket, b)
	if errno != 0 {
		return n, "", c.opError("read", asError("recvfrom", errno))
	}
	race.WriteRange(b[:n])
	return n, from, nil
}

func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUDP(b)
	if addr == nil {
		return n, nil, err
	}
	return n, addr, err
}

func (c *UDPConn) ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error) {
	n, from, err := c.readFrom(b)
	if err != nil {
		return n, addr, err
	}
	ip, port, zone := fromSockaddr(from)
	return n, addrPort(ip, port, zone), nil
}

func (c *UDPConn) writeTo(b []byte, ip IP, port int, zone string, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	fail := func(err error) (int, error) {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: addr, Err: err}
	}
	if c.remote != nil {
		return fail(ErrWriteToConnected)
	}
	family := 4
	if local, ok := c.local.(*UDPAddr); ok && local.IP.To4() == nil {
		family = 6
	}
	to, err := sockaddr(ip, port, zone, family)
	if err != nil {
		return fail(err)
	}
	n, errno := socketWriteTo(c.ticket, b, to)
	if errno != 0 {
		return fail(asError("sendto", errno))
	}
	return n, nil
}

func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) {
	if c.ok() && addr == nil {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: nil, Err: errMissingAddress}
	}
	return c.writeTo(b, addr.IP, addr.Port, addr.Zone, addr)
}

func (c *UDPConn) WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	return c.writeTo(b, addr.Addr().AsSlice(), int(addr.Port()), addr.Addr().Zone(), UDPAddrFromAddrPort(addr))
}

func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UDPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.net, Source: c.local, Addr: addr, Err: syscall.EINVAL}
	}
	return c.WriteToUDP(b, a)
}

func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: udpOrNil(laddr), Addr: udpOrNil(raddr), Err: err}
	}
	switch network {
	case "udp", "udp4", "udp6":
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
	return &UDPConn{s}, nil
}

func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: udpOrNil(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &UDPAddr{}
	}
	s, err := bound(network, ipPort{laddr.IP, laddr.Port, laddr.Zone}, kindDatagram, nil)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Source: nil, Addr: laddr, Err: err}
	}
	return &UDPConn{s}, nil
}
