// Package net: every method of its connections and listeners, over TCP, UDP, Unix sockets; addresses; errors.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

var long = time.Now().Add(time.Hour)

func addresses() {
	fmt.Println(net.IPv4allrouter, net.IPv4allsys, net.IPv4bcast, net.IPv4zero, net.IPv6interfacelocalallnodes, net.IPv6linklocalallnodes, net.IPv6linklocalallrouters, net.IPv6loopback, net.IPv6unspecified, net.IPv6zero, net.IPv4len, net.IPv6len)
	for _, text := range []string{"127.0.0.1", "224.0.0.1", "ff01::1", "fe80::1", "ff02::5", "10.1.2.3", "::", "::ffff:1.2.3.4", "bad"} {
		ip := net.ParseIP(text)
		out, err := ip.AppendText([]byte("ip="))
		fmt.Println(ip, ip.To16() != nil, ip.Equal(net.ParseIP("127.0.0.1")), ip.IsInterfaceLocalMulticast(), ip.IsLinkLocalMulticast(), ip.IsLinkLocalUnicast(), ip.IsMulticast(), string(out), err)
	}
	var mask net.IPMask = net.CIDRMask(20, 32)
	fmt.Println(mask, mask.String(), net.IPMask(nil), (&net.IPNet{IP: net.IPv4(10, 0, 0, 0), Mask: mask}).String())
	mac, err := net.ParseMAC("00:1b:63:84:45:e6")
	var hardware net.HardwareAddr = mac
	fmt.Println(hardware.String(), err, net.HardwareAddr(nil))
	ip := &net.IPAddr{IP: net.IPv6loopback, Zone: "eth0"}
	fmt.Println(ip.Network(), ip.String(), ip.Zone)
	tcp := net.TCPAddrFromAddrPort(netip.MustParseAddrPort("[::1%lo]:80"))
	udp := net.UDPAddrFromAddrPort(netip.MustParseAddrPort("1.2.3.4:53"))
	fmt.Println(tcp.Network(), tcp, tcp.AddrPort(), udp.Network(), udp, udp.Zone == "", udp.AddrPort())
	unix, err := net.ResolveUnixAddr("unixgram", "/tmp/x")
	fmt.Println(unix.Network(), unix.String(), err)
	_, err = net.ResolveUnixAddr("tcp", "/tmp/x")
	fmt.Println(err)
	resolved, err := net.ResolveIPAddr("ip4", "127.0.0.1")
	fmt.Println(resolved, err)
	_, err = net.ResolveIPAddr("ip9", "127.0.0.1")
	fmt.Println(err)
	for _, flags := range []net.Flags{0, net.FlagUp, net.FlagBroadcast | net.FlagMulticast, net.FlagLoopback, net.FlagPointToPoint, net.FlagRunning | net.FlagUp, 1 << 20} {
		fmt.Print(flags.String(), " ")
	}
	fmt.Println()
}

func interfaces() {
	list, err := net.Interfaces()
	var loop *net.Interface
	for i := range list {
		if list[i].Flags&net.FlagLoopback != 0 {
			loop = &list[i]
		}
	}
	if loop == nil {
		fmt.Println("no loopback", err)
		return
	}
	byName, err := net.InterfaceByName(loop.Name)
	byIndex, err2 := net.InterfaceByIndex(loop.Index)
	fmt.Println(byName.Index == loop.Index, byIndex.Name == loop.Name, loop.MTU > 0, len(loop.HardwareAddr), err, err2)
	addrs, err := loop.Addrs()
	groups, err2 := loop.MulticastAddrs()
	fmt.Println(len(addrs) > 0, err, len(groups) >= 0, err2)
	all, err := net.InterfaceAddrs()
	fmt.Println(len(all) >= len(addrs), err)
	_, err = net.InterfaceByName("none-such")
	_, err2 = net.InterfaceByIndex(-1)
	fmt.Println(err, err2)
}

func tcp() {
	address, _ := net.ResolveTCPAddr("tcp", "127.0.0.1:0")
	var listener *net.TCPListener
	listener, err := net.ListenTCP("tcp", address)
	if err != nil {
		fmt.Println(err)
		return
	}
	var general net.Listener = listener
	fmt.Println(listener.SetDeadline(long), listener.Addr().Network(), general.Addr() == listener.Addr())
	go func() {
		first, _ := listener.AcceptTCP()
		io.Copy(first, first)
		first.CloseWrite()
		first.Close()
		second, _ := listener.Accept()
		io.WriteString(second, "second")
		second.Close()
	}()
	var c *net.TCPConn
	c, err = net.DialTCP("tcp", nil, listener.Addr().(*net.TCPAddr))
	fmt.Println(err, c.LocalAddr().Network(), c.RemoteAddr().String() == listener.Addr().String())
	multipath, err := c.MultipathTCP()
	fmt.Println(multipath, err)
	fmt.Println(c.SetDeadline(long), c.SetReadDeadline(long), c.SetWriteDeadline(long), c.SetNoDelay(false), c.SetLinger(1), c.SetReadBuffer(1<<16), c.SetWriteBuffer(1<<16))
	fmt.Println(c.SetKeepAlive(true), c.SetKeepAlivePeriod(time.Minute), c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Minute, Interval: time.Second, Count: 3}))
	n, err := c.Write([]byte("one "))
	fmt.Println(n, err)
	read, err := c.ReadFrom(strings.NewReader("two"))
	fmt.Println(read, err, c.CloseWrite())
	part := make([]byte, 4)
	n, err = io.ReadFull(c, part)
	fmt.Println(n, err, string(part))
	var out strings.Builder
	written, err := c.WriteTo(&out)
	fmt.Println(written, err, out.String(), errors.Is(c.CloseRead(), syscall.ENOTCONN))
	n, err = c.Read(part)
	fmt.Println(n, err, c.Close())
	n, err = c.Read(part)
	fmt.Println(n, errors.Is(err, net.ErrClosed))
	var dialer net.Dialer
	dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}
	dialer.Deadline = long
	dialer.FallbackDelay = -1
	dialer.DualStack = true
	dialer.KeepAlive = -1
	dialer.KeepAliveConfig = net.KeepAliveConfig{}
	dialer.Resolver = net.DefaultResolver
	dialer.Cancel = nil
	dialer.SetMultipathTCP(false)
	fmt.Println(dialer.MultipathTCP())
	conn, err := dialer.DialContext(context.Background(), "tcp", listener.Addr().String())
	text, rerr := io.ReadAll(conn)
	fmt.Println(string(text), err, rerr, conn.Close())
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = dialer.DialContext(cancelled, "tcp", listener.Addr().String())
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, op.Net, op.Source != nil, op.Addr != nil, op.Timeout(), op.Temporary(), op.Unwrap())
	at := netip.MustParseAddrPort(listener.Addr().String())
	typed, err := (&net.Dialer{}).DialTCP(context.Background(), "tcp", netip.AddrPort{}, at)
	fmt.Println(err == nil, typed != nil)
	if typed != nil {
		typed.Close()
	}
	listener.SetDeadline(time.Now().Add(-time.Second))
	for {
		var c net.Conn
		if c, err = listener.Accept(); err != nil {
			break
		}
		c.Close()
	}
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), listener.Close())
	_, err = listener.Accept()
	fmt.Println(errors.Is(err, net.ErrClosed))
	config := net.ListenConfig{KeepAlive: time.Minute, KeepAliveConfig: net.KeepAliveConfig{Enable: false}}
	config.SetMultipathTCP(false)
	other, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	fmt.Println(config.MultipathTCP(), err, other.Close())
}

func udp() {
	var server *net.UDPConn
	server, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	var packet net.PacketConn = server
	fmt.Println(server.SetDeadline(long), server.SetReadDeadline(long), server.SetWriteDeadline(long), server.SetReadBuffer(1<<16), server.SetWriteBuffer(1<<16), server.RemoteAddr() == nil)
	fmt.Println(packet.SetDeadline(long), packet.SetReadDeadline(long), packet.SetWriteDeadline(long))
	raw, err := server.SyscallConn()
	fmt.Println(raw != nil, err)
	client, err := net.DialUDP("udp", nil, server.LocalAddr().(*net.UDPAddr))
	fmt.Println(err, client.RemoteAddr().String() == server.LocalAddr().String())
	client.Write([]byte("1"))
	client.Write([]byte("22"))
	client.Write([]byte("333"))
	client.Write([]byte("4444"))
	buffer := make([]byte, 10)
	n, from, err := server.ReadFrom(buffer)
	fmt.Println(n, from.String() == client.LocalAddr().String(), err)
	n, at, err := server.ReadFromUDP(buffer)
	fmt.Println(n, at.Port == client.LocalAddr().(*net.UDPAddr).Port, err)
	n, port, err := server.ReadFromUDPAddrPort(buffer)
	fmt.Println(n, port.Addr(), err)
	n, err = server.Read(buffer)
	fmt.Println(n, err)
	server.WriteTo([]byte("a"), from)
	server.WriteToUDP([]byte("bb"), at)
	server.WriteToUDPAddrPort([]byte("ccc"), port)
	for range 3 {
		n, err := client.Read(buffer)
		fmt.Print(n, err, " ")
	}
	fmt.Println()
	_, err = client.WriteTo([]byte("x"), from)
	fmt.Println(errors.Is(err, net.ErrWriteToConnected))
	server.SetReadDeadline(time.Now().Add(-1))
	_, err = server.Read(buffer)
	var timeout net.Error
	fmt.Println(errors.As(err, &timeout), timeout.Timeout(), client.Close(), server.Close(), packet.Close() != nil)
	dialed, err := (&net.Dialer{}).DialUDP(context.Background(), "udp", netip.AddrPort{}, netip.MustParseAddrPort("127.0.0.1:9"))
	fmt.Println(err, dialed.Close())
	multicast, err := net.ListenMulticastUDP("udp4", nil, &net.UDPAddr{IP: net.IPv4(224, 0, 0, 251), Port: 0})
	if err == nil {
		multicast.Close()
	}
}

func unix() {
	dir, _ := os.MkdirTemp("", "unix")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "s")
	var listener *net.UnixListener
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		fmt.Println(err)
		return
	}
	raw, err := listener.SyscallConn()
	fmt.Println(raw != nil, err, listener.SetDeadline(long), listener.Addr().String() == path)
	listener.SetUnlinkOnClose(false)
	go func() {
		c, _ := listener.Accept()
		io.Copy(c, c)
		c.Close()
	}()
	var c *net.UnixConn
	c, err = (&net.Dialer{}).DialUnix(context.Background(), "unix", nil, listener.Addr().(*net.UnixAddr))
	fmt.Println(err, c.LocalAddr().Network(), c.RemoteAddr().String() == path)
	fmt.Println(c.SetDeadline(long), c.SetReadDeadline(long), c.SetWriteDeadline(long), c.SetReadBuffer(1<<14), c.SetWriteBuffer(1<<14))
	raw, err = c.SyscallConn()
	fmt.Println(raw != nil, err)
	n, err := c.Write([]byte("echo"))
	fmt.Println(n, err, c.CloseWrite())
	buffer := make([]byte, 10)
	n, err = io.ReadFull(c, buffer[:4])
	fmt.Println(n, err, string(buffer[:4]))
	n, err = c.Read(buffer)
	file, ferr := c.File()
	fmt.Println(n, err, file != nil, ferr, c.CloseRead(), c.Close())
	file.Close()
	fmt.Println(listener.Close())
	_, err = os.Stat(path)
	fmt.Println(err)
	var datagrams *net.UnixConn
	datagrams, err = net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "g"), Net: "unixgram"})
	sender, serr := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: filepath.Join(dir, "h"), Net: "unixgram"})
	fmt.Println(err, serr)
	to := datagrams.LocalAddr().(*net.UnixAddr)
	sender.WriteTo([]byte("1"), to)
	sender.WriteToUnix([]byte("22"), to)
	n, from, err := datagrams.ReadFrom(buffer)
	fmt.Println(n, filepath.Base(from.String()), err)
	n, at, err := datagrams.ReadFromUnix(buffer)
	fmt.Println(n, filepath.Base(at.Name), err, datagrams.Close(), sender.Close())
}

func raw() {
	c, err := net.ListenIP("ip4:icmp", &net.IPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return // Only root may.
	}
	var conn *net.IPConn = c
	conn.SetDeadline(time.Now().Add(time.Second))
	conn.SetReadDeadline(time.Now().Add(-time.Second))
	conn.SetWriteDeadline(time.Now().Add(time.Second))
	conn.SetReadBuffer(1 << 14)
	conn.SetWriteBuffer(1 << 14)
	buffer := make([]byte, 100)
	conn.Read(buffer)
	conn.ReadFrom(buffer)
	conn.ReadFromIP(buffer)
	conn.ReadMsgIP(buffer, nil)
	conn.Write(nil)
	conn.WriteTo(nil, nil)
	conn.WriteToIP(nil, nil)
	conn.WriteMsgIP(nil, nil, nil)
	conn.LocalAddr()
	conn.RemoteAddr()
	conn.SyscallConn()
	if f, err := conn.File(); err == nil {
		f.Close()
	}
	conn.Close()
	if d, err := (&net.Dialer{}).DialIP(context.Background(), "ip4:icmp", netip.Addr{}, netip.MustParseAddr("127.0.0.1")); err == nil {
		d.Close()
	}
}

func failures() {
	for _, err := range []net.Error{&net.AddrError{Err: "e", Addr: "a"}, &net.DNSConfigError{Err: io.EOF}, &net.DNSError{Err: "e", Name: "n", IsTimeout: true, UnwrapErr: io.EOF}, net.InvalidAddrError("i"), &net.ParseError{Type: "t", Text: "x"}, net.UnknownNetworkError("u"), &net.OpError{Op: "op", Err: syscall.ECONNRESET}} {
		fmt.Println(err, err.Timeout(), err.Temporary(), errors.Unwrap(err))
	}
	var (
		address *net.AddrError          = &net.AddrError{}
		config  *net.DNSConfigError     = &net.DNSConfigError{Err: io.EOF}
		dns     *net.DNSError           = &net.DNSError{UnwrapErr: io.EOF}
		invalid net.InvalidAddrError    = "x"
		parse   *net.ParseError         = &net.ParseError{}
		unknown net.UnknownNetworkError = "y"
	)
	fmt.Println(address.Temporary(), address.Timeout(), config.Unwrap(), config.Temporary(), config.Timeout(), dns.Unwrap(), dns.Temporary(), dns.Timeout(), invalid.Temporary(), invalid.Timeout(), parse.Temporary(), parse.Timeout(), unknown.Temporary(), unknown.Timeout())
	buffers := net.Buffers{[]byte("one"), []byte("two"), []byte("three")}
	part := make([]byte, 4)
	n, err := buffers.Read(part)
	fmt.Println(n, err, string(part), len(buffers))
	var out strings.Builder
	written, err := buffers.WriteTo(&out)
	fmt.Println(written, err, out.String(), len(buffers))
	n, err = buffers.Read(part)
	fmt.Println(n, err)
}

func lookups() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var r *net.Resolver = net.DefaultResolver
	ips, err := r.LookupIP(context.Background(), "ip4", "127.0.0.1")
	fmt.Println(ips, err)
	addrs, err := r.LookupIPAddr(context.Background(), "::1")
	fmt.Println(addrs, err)
	netips, err := r.LookupNetIP(context.Background(), "ip", "10.0.0.1")
	fmt.Println(netips, err)
	port, err := r.LookupPort(context.Background(), "tcp", "http")
	fmt.Println(port, err)
	_, err = r.LookupPort(context.Background(), "tcp", "no-such-service")
	fmt.Println(err)
	hosts, err := net.LookupHost("127.0.0.1")
	fmt.Println(hosts, err)
	// What is no name is not taken for an address written otherwise.
	for _, odd := range []string{"127.1", "1.2.3", "0127.0.0.1", "1", "a..b", "-a", "a b", strings.Repeat("x", 64)} {
		hosts, err := net.LookupHost(odd)
		fmt.Println(hosts, err)
		_, err = net.Dial("tcp", odd+":1")
		fmt.Println(err)
		_, err = net.LookupCNAME(odd)
		fmt.Println(err)
	}
	list, err := net.LookupIP("192.0.2.1")
	fmt.Println(list, err)
	_, err = r.LookupAddr(ctx, "not an address")
	fmt.Println(err)
	_, err = net.LookupAddr("bad")
	fmt.Println(err)
	_, err = r.LookupCNAME(ctx, "")
	fmt.Println(err != nil)
	_, err = net.LookupCNAME("")
	fmt.Println(err != nil)
	var mx []*net.MX
	mx, err = net.LookupMX("")
	fmt.Println(len(mx), err != nil)
	var ns []*net.NS
	ns, err = net.LookupNS("")
	fmt.Println(len(ns), err != nil)
	_, err = net.LookupTXT("")
	fmt.Println(err != nil)
	_, srv, err := net.LookupSRV("", "", "")
	fmt.Println(len(srv), err != nil)
	s := net.SRV{Target: "t", Port: 1, Priority: 2, Weight: 3}
	fmt.Println(s.Target, s.Port, s.Priority, s.Weight)
}

func main() {
	addresses()
	interfaces()
	tcp()
	udp()
	unix()
	raw()
	failures()
	lookups()
}
