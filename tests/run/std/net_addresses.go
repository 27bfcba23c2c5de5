package main

import (
	"fmt"
	"net"
	"net/netip"
)

// What is computed from texts: no socket is opened.
func main() {
	texts := []string{
		"", "1.2.3.4", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1..2.3", ".1.2.3", "1.2.3.", "1.2.3.x", "::", "::1", "1::", "1::2", "::1.2.3.4",
		"::ffff:1.2.3.4", "fe80::1%eth0", "fe80::1%", "%eth0", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7::",
		"::1:2:3:4:5:6:7:8", "2001:db8::", "2001:0db8:0000:0000:0001:0000:0000:0001", "::ffff:0:0", "1:", ":1", "0:0:0:1::", "1:0:0:2:0:0:0:3", "::1.2.3.300", "1:2:3:4:5:1.2.3.4",
		"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "ABCD::EF", "1.2.3.4%z", "hello",
	}
	for _, s := range texts {
		a, err := netip.ParseAddr(s)
		fmt.Println(s, a, err, a.IsValid(), a.Is4(), a.Is6(), a.Is4In6(), a.Zone(), a.BitLen(), a.StringExpanded())
		fmt.Println(a.IsLoopback(), a.IsPrivate(), a.IsMulticast(), a.IsGlobalUnicast(), a.IsLinkLocalUnicast(), a.IsUnspecified(), a.Next(), a.Prev(), a.Unmap())
		ip := net.ParseIP(s)
		fmt.Println(ip, len(ip), ip.To4(), ip.IsLoopback(), ip.IsPrivate(), ip.IsGlobalUnicast(), ip.DefaultMask(), ip.IsUnspecified())
	}
	for _, s := range []string{"1.2.3.4/8", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4", "::1/128", "::1/129", "fe80::1%x/64", "2001:db8:1:2:3::/48", "10.1.2.3/0", "1.2.3.4/08", "1.2.3.4/", "x/8"} {
		p, err := netip.ParsePrefix(s)
		fmt.Println(s, p, err, p.Masked(), p.Bits(), p.IsSingleIP(), p.Contains(netip.MustParseAddr("1.9.9.9")))
		ip, n, err := net.ParseCIDR(s)
		fmt.Println(ip, n, err)
		if n != nil {
			ones, bits := n.Mask.Size()
			fmt.Println(n.Contains(net.IPv4(1, 9, 9, 9)), ones, bits, n.Mask, n.Network())
		}
	}
	for _, s := range []string{"1.2.3.4:80", "[::1]:80", "::1:80", "[1.2.3.4]:80", "1.2.3.4", "1.2.3.4:", ":80", "1.2.3.4:70000", "[::1:80", "[fe80::1%a]:1", "1.2.3.4:+5"} {
		p, err := netip.ParseAddrPort(s)
		fmt.Println(s, p, err, p.Addr(), p.Port())
	}
	for _, s := range []string{"", "host", "host:80", ":80", "host:", "[::1]:80", "[::1]", "[::1]x:80", "[::1]:80:90", "::1:80", "[::1", "a[b:80", "a]b:80", "[a[b]:80", "[a]b]:80", "host:http", "[fe80::1%lo]:0"} {
		h, p, err := net.SplitHostPort(s)
		fmt.Printf("%q %q %q %v %q\n", s, h, p, err, net.JoinHostPort(h, p))
	}
	for _, s := range []string{"00:00:5e:00:53:01", "02-00-5e-10-00-00-00-01", "0000.5e00.5301", "00:00:5e:00:53", "00:00:5e:00:53:0g", "000:00:5e:00:53:01", ""} {
		a, err := net.ParseMAC(s)
		fmt.Println(a, err)
	}
	fmt.Println(net.CIDRMask(20, 32), net.CIDRMask(65, 128), net.CIDRMask(33, 32), net.IPv4Mask(255, 0, 255, 0))
	fmt.Println(net.IPv4(1, 2, 3, 4).Mask(net.CIDRMask(12, 32)), net.IP{1, 2}.String(), net.IP(nil))
	b, err := net.IP{1, 2, 3}.MarshalText()
	fmt.Println(b, err)
	var ip net.IP
	fmt.Println(ip.UnmarshalText([]byte("1.2.3")), ip)
	fmt.Println((&net.TCPAddr{IP: net.ParseIP("fe80::1"), Port: 7, Zone: "eth0"}).String(), (*net.TCPAddr)(nil), &net.UDPAddr{Port: 9}, &net.IPAddr{IP: net.IPv4(9, 9, 9, 9)})
	for _, e := range []error{
		&net.OpError{Op: "read", Net: "tcp", Err: net.ErrClosed}, &net.AddrError{Err: "bad", Addr: "x"}, &net.AddrError{Err: "bad"}, &net.DNSError{Err: "no", Name: "n", Server: "s"},
		&net.ParseError{Type: "T", Text: "t"}, net.UnknownNetworkError("q"), net.InvalidAddrError("i"), &net.DNSConfigError{Err: net.ErrClosed},
	} {
		ne := e.(net.Error)
		fmt.Println(e, ne.Timeout(), ne.Temporary())
	}
	_, err = net.ResolveTCPAddr("udp", "1.2.3.4:5")
	fmt.Println(err)
	_, err = net.ResolveTCPAddr("tcp6", "1.2.3.4:5")
	fmt.Println(err)
	a, err := net.ResolveUDPAddr("", "[::1]:domain")
	fmt.Println(a, err)
	_, err = net.Listen("udp", "127.0.0.1:0")
	fmt.Println(err)
	_, err = net.Listen("tcp", "127.0.0.1")
	fmt.Println(err)
	_, err = net.ListenPacket("tcp", "127.0.0.1:0")
	fmt.Println(err)
	x, y := netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("10.1.0.0/16")
	fmt.Println(x.Overlaps(y), x.Compare(y), netip.MustParseAddr("1.2.3.4").Compare(netip.MustParseAddr("::1")), x == netip.MustParsePrefix("10.0.0.0/8"))
}
