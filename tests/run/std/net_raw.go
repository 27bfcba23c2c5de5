// Descriptors of sockets, messages with what goes beside them, hooks before binding, raw sockets, and records of name servers.
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
	"sort"
	"strings"
	"syscall"
)

func check(err error) {
	if err != nil {
		fmt.Println("error:", err)
	}
}

func files() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	f, err := l.(*net.TCPListener).File()
	check(err)
	fmt.Println(strings.HasPrefix(f.Name(), "tcp:127.0.0.1:"), strings.HasSuffix(f.Name(), "->"))
	l2, err := net.FileListener(f)
	check(err)
	f.Close()
	l.Close()
	fmt.Printf("%T %v\n", l2, l2.Addr().String() == l.Addr().String())
	go func() {
		c, err := net.Dial("tcp", l2.Addr().String())
		check(err)
		f, err := c.(*net.TCPConn).File()
		check(err)
		c.Close()
		c, err = net.FileConn(f)
		check(err)
		f.Close()
		fmt.Fprint(c, "through a file")
		c.Close()
	}()
	c, err := l2.Accept()
	check(err)
	b, err := io.ReadAll(c)
	fmt.Printf("%q %v\n", b, err)
	c.Close()
	_, err = c.(*net.TCPConn).File()
	fmt.Println(err != nil, errors.Is(err, net.ErrClosed))
	p, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	pf, err := p.(*net.UDPConn).File()
	check(err)
	p2, err := net.FilePacketConn(pf)
	check(err)
	fmt.Printf("%T\n", p2)
	_, err = net.FileListener(pf)
	fmt.Println(strings.ReplaceAll(err.Error(), pf.Name(), "NAME"))
	plain, _ := os.Open(os.DevNull)
	_, err = net.FileConn(plain)
	fmt.Println(err)
}

func raw() {
	a, b, err := pair()
	check(err)
	r, err := a.SyscallConn()
	check(err)
	check(r.Control(func(fd uintptr) {
		kind, err := syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_TYPE)
		fmt.Println(kind == syscall.SOCK_STREAM, err)
	}))
	go func() {
		w, _ := b.SyscallConn()
		check(w.Write(func(fd uintptr) bool {
			_, err := syscall.Write(int(fd), []byte("raw"))
			return err == nil
		}))
	}()
	buf := make([]byte, 10)
	calls := 0
	check(r.Read(func(fd uintptr) bool {
		calls++
		n, err := syscall.Read(int(fd), buf)
		if err == syscall.EAGAIN {
			return false
		}
		fmt.Printf("%q %v\n", buf[:n], err)
		return true
	}))
	fmt.Println(calls > 0)
	a.Close()
	err = r.Control(func(uintptr) { fmt.Println("not called") })
	fmt.Println(errors.Is(err, net.ErrClosed))
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	lr, err := l.(*net.TCPListener).SyscallConn()
	fmt.Println(err, lr.Read(func(uintptr) bool { return true }))
}

func pair() (*net.TCPConn, *net.TCPConn, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	defer l.Close()
	a, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		return nil, nil, err
	}
	b, err := l.Accept()
	return a.(*net.TCPConn), b.(*net.TCPConn), err
}

func messages() {
	s, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	check(err)
	c, err := net.DialUDP("udp4", nil, s.LocalAddr().(*net.UDPAddr))
	check(err)
	fmt.Println(c.WriteMsgUDP([]byte("hello"), nil, nil))
	_, _, err = c.WriteMsgUDP([]byte("x"), nil, s.LocalAddr().(*net.UDPAddr))
	fmt.Println(errors.Is(err, net.ErrWriteToConnected))
	buf, oob := make([]byte, 3), make([]byte, 64)
	n, oobn, flags, from, err := s.ReadMsgUDP(buf, oob)
	fmt.Printf("%q %d %v %v %v\n", buf[:n], oobn, flags&syscall.MSG_TRUNC != 0, from.String() == c.LocalAddr().String(), err)
	fmt.Println(s.WriteMsgUDPAddrPort([]byte("back"), nil, c.LocalAddr().(*net.UDPAddr).AddrPort()))
	buf = make([]byte, 10)
	n, oobn, flags, ap, err := c.ReadMsgUDPAddrPort(buf, oob)
	fmt.Printf("%q %d %d %v %v\n", buf[:n], oobn, flags, ap == s.LocalAddr().(*net.UDPAddr).AddrPort(), err)
	_, _, err = s.WriteMsgUDP(nil, nil, nil)
	fmt.Println(strings.Contains(err.Error(), "missing address"))
	_, _, err = s.WriteMsgUDPAddrPort([]byte("x"), nil, netip.AddrPort{})
	fmt.Println(strings.Contains(err.Error(), "missing address"))

	dir, _ := os.MkdirTemp("", "net")
	defer os.RemoveAll(dir)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, "s"), Net: "unix"})
	check(err)
	u, err := net.DialUnix("unix", nil, l.Addr().(*net.UnixAddr))
	check(err)
	v, err := l.AcceptUnix()
	check(err)
	file, _ := os.Open(os.DevNull)
	rights := syscall.UnixRights(int(file.Fd()))
	n, oobn, err = u.WriteMsgUnix([]byte("descriptor"), rights, nil)
	fmt.Println(n, oobn == len(rights), err)
	buf = make([]byte, 20)
	n, oobn, _, addr, err := v.ReadMsgUnix(buf, oob)
	fmt.Printf("%q %v %v %v\n", buf[:n], oobn == len(rights), addr, err)
	scms, err := syscall.ParseSocketControlMessage(oob[:oobn])
	check(err)
	fds, err := syscall.ParseUnixRights(&scms[0])
	fmt.Println(len(fds), err)
	lf, err := l.File()
	fmt.Println(err, lf != nil)
}

func hooks() {
	lc := net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error {
		fmt.Println("listen", network, address, c.Control(func(uintptr) {}))
		return nil
	}}
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	check(err)
	_, err = lc.ListenPacket(context.Background(), "udp4", "127.0.0.1:0")
	check(err)
	d := net.Dialer{Control: func(network, address string, c syscall.RawConn) error {
		fmt.Println("dial", network, address == l.Addr().String())
		return c.Control(func(fd uintptr) {
			fmt.Println(syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_KEEPALIVE, 1))
		})
	}}
	c, err := d.Dial("tcp", l.Addr().String())
	check(err)
	c.Close()
	d.ControlContext = func(ctx context.Context, network, address string, c syscall.RawConn) error {
		return errors.New("not this one")
	}
	_, err = d.Dial("tcp", l.Addr().String())
	fmt.Println(strings.HasSuffix(err.Error(), ": not this one"))
	for _, network := range []string{"ip", "ip4:nothing", "ip7:1", "tcp"} {
		_, err := net.DialIP(network, nil, &net.IPAddr{IP: net.IPv4(127, 0, 0, 1)})
		_, lerr := net.ListenIP(network, nil)
		fmt.Println(err, "|", lerr)
	}
	fmt.Println(net.DialIP("ip4:1", nil, nil))
}

func name(s string) (b []byte) {
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		b = append(append(b, byte(len(label))), label...)
	}
	return append(b, 0)
}

// serve answers as a name server would.
func serve(c net.PacketConn) {
	buf := make([]byte, 2000)
	for {
		n, from, err := c.ReadFrom(buf)
		if err != nil {
			return
		}
		q := buf[12:n]
		end := 0
		var labels []string
		for q[end] != 0 {
			labels = append(labels, string(q[end+1:end+1+int(q[end])]))
			end += 1 + int(q[end])
		}
		host, kind := strings.Join(labels, "."), q[end+2]
		question := q[:end+5]
		var answers [][]byte
		code := byte(0)
		add := func(kind byte, data ...byte) {
			answers = append(answers, append([]byte{0xC0, 12, 0, kind, 0, 1, 0, 0, 0, 60, byte(len(data) >> 8), byte(len(data))}, data...))
		}
		switch {
		case host == "nothing.example":
			code = 3
		case host == "broken.example":
			code = 2
		case host == "empty.example":
		case kind == 15:
			add(15, append([]byte{0, 20}, name("second.example.")...)...)
			add(15, append([]byte{0, 10}, append([]byte("\x04mail"), 0xC0, 12)...)...)
			if host == "odd.example" {
				add(15, append([]byte{0, 30}, name("not a name.example.")...)...)
			}
		case kind == 2:
			add(2, name("ns1.example.")...)
			add(2, 3, 'n', 's', '2', 0xC0, 12)
		case kind == 16:
			add(16, append([]byte("\x05hello\x06 world"), 0)...)
			add(16, append([]byte{3}, "v=1"...)...)
		case kind == 33:
			add(33, append([]byte{0, 2, 0, 0, 31, 144}, name("b.example.")...)...)
			add(33, append([]byte{0, 1, 0, 5, 0, 80}, name("a.example.")...)...)
		case kind == 1:
			add(1, 192, 0, 2, 7)
		}
		m := append([]byte{buf[0], buf[1], 0x81, 0x80 | code, 0, 1, 0, byte(len(answers)), 0, 0, 0, 0}, question...)
		for _, a := range answers {
			m = append(m, a...)
		}
		c.WriteTo(m, from)
	}
}

func records() {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(err)
	go serve(server)
	r := &net.Resolver{PreferGo: true, StrictErrors: true, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		return net.Dial("udp", server.LocalAddr().String())
	}}
	ctx := context.Background()
	// What is said of the server depends on the machine's configuration.
	show := func(err error) {
		var e *net.DNSError
		if errors.As(err, &e) {
			fmt.Println(e.Err, e.Name, e.IsNotFound, e.IsTemporary, e.IsTimeout)
		} else {
			fmt.Println(err)
		}
	}
	for _, host := range []string{"some.example.", "odd.example.", "nothing.example.", "empty.example.", "bad name", ""} {
		mx, err := r.LookupMX(ctx, host)
		for _, m := range mx {
			fmt.Println(m.Host, m.Pref)
		}
		show(err)
	}
	ns, err := r.LookupNS(ctx, "some.example.")
	for _, n := range ns {
		fmt.Println(n.Host)
	}
	show(err)
	txt, err := r.LookupTXT(ctx, "some.example.")
	fmt.Printf("%q\n", txt)
	show(err)
	_, err = r.LookupTXT(ctx, "broken.example.")
	show(err)
	cname, srv, err := r.LookupSRV(ctx, "http", "tcp", "some.example.")
	fmt.Println(cname)
	for _, s := range srv {
		fmt.Println(*s)
	}
	show(err)
	hosts, err := r.LookupHost(ctx, "some.example.")
	sort.Strings(hosts)
	fmt.Println(hosts)
	show(err)
	_, err = r.LookupHost(ctx, "nothing.example.")
	show(err)
}

func main() {
	files()
	raw()
	messages()
	hooks()
	records()
}
