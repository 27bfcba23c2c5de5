// What Go's own tests of package net ask for beyond what the other programs here do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// A wildcard of either family is both of them, unless the network's name says which.
func wildcards() {
	for _, at := range []string{":0", "0.0.0.0:0", "[::]:0", "[::ffff:0.0.0.0]:0"} {
		l, err := net.Listen("tcp", at)
		check(err)
		_, port, _ := net.SplitHostPort(l.Addr().String())
		for _, from := range []string{"127.0.0.1", "::1"} {
			c, err := net.Dial("tcp", net.JoinHostPort(from, port))
			fmt.Print(from, " ", err, "; ")
			if err == nil {
				c.Close()
			}
		}
		fmt.Println(at, l.Addr().(*net.TCPAddr).IP)
		l.Close()
		p, err := net.ListenPacket("udp", at)
		check(err)
		fmt.Println("udp", at, p.LocalAddr().(*net.UDPAddr).IP)
		p.Close()
	}
	l, err := net.Listen("tcp4", "0.0.0.0:0")
	check(err)
	fmt.Println("tcp4", l.Addr().(*net.TCPAddr).IP)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	c, err := net.Dial("tcp4", "[::]:"+port)
	check(err)
	fmt.Println("dialled as [::]:", c.RemoteAddr().(*net.TCPAddr).IP)
	c.Close()
	l.Close()
}

func ports() {
	_, err := net.DialTCP("tcp", nil, &net.TCPAddr{Port: 1 << 16})
	fmt.Println(err)
	_, err = net.DialUDP("udp", nil, &net.UDPAddr{Port: 1 << 16})
	fmt.Println(err)
	_, err = net.ListenTCP("tcp", &net.TCPAddr{Port: 1 << 16})
	fmt.Println(err)
	_, err = net.ListenUDP("udp", &net.UDPAddr{Port: -1})
	fmt.Println(err)
}

func rawDeadlines() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	defer c.Close()
	raw, err := c.(*net.TCPConn).SyscallConn()
	check(err)
	c.SetWriteDeadline(time.Now().Add(-1))
	called := false
	err = raw.Write(func(uintptr) bool { called = true; return true })
	fmt.Println("write:", called, errors.Is(err, os.ErrDeadlineExceeded))
	err = raw.Read(func(uintptr) bool { called = true; return true })
	fmt.Println("read:", called, err)
	c.SetDeadline(time.Time{})
	fmt.Println("write:", raw.Write(func(uintptr) bool { return true }))
}

func unixNames() {
	dir, err := os.MkdirTemp("", "")
	check(err)
	defer os.RemoveAll(dir)
	at := func(name string) *net.UnixAddr { return &net.UnixAddr{Name: filepath.Join(dir, name), Net: "unix"} }
	for i, local := range []*net.UnixAddr{nil, {Net: "unix"}, at("local")} {
		l, err := net.ListenUnix("unix", at(fmt.Sprint(i)))
		check(err)
		c, err := net.DialUnix("unix", local, at(fmt.Sprint(i)))
		check(err)
		s, err := l.AcceptUnix()
		check(err)
		base := func(a net.Addr) string { return filepath.Base(a.String()) }
		fmt.Println(base(c.LocalAddr()), base(c.RemoteAddr()), base(s.LocalAddr()), base(s.RemoteAddr()))
		s.Close()
		_, from, err := c.ReadFromUnix(make([]byte, 1))
		fmt.Println(from, err == io.EOF)
		_, _, _, from, err = c.ReadMsgUnix(make([]byte, 1), nil)
		fmt.Println(from, err == io.EOF)
		c.Close()
		l.Close()
	}
	_, err = net.DialUnix("unix", nil, &net.UnixAddr{Net: "unix"})
	fmt.Println(err)

	gram := at("gram")
	gram.Net = "unixgram"
	s, err := net.ListenUnixgram("unixgram", gram)
	check(err)
	c, err := net.DialUnix("unixgram", nil, gram)
	check(err)
	fmt.Println(c.LocalAddr(), s.RemoteAddr())
	c.Write(nil)
	n, from, err := s.ReadFrom(make([]byte, 4))
	fmt.Println(n, from, err)
	c.Close()
	s.Close()
	_, err = net.DialUnix("unixgram", nil, &net.UnixAddr{Net: "unixgram"})
	fmt.Println(err)
}

// Files go to connections whatever they are: on disk, pipes, and some of them.
func files() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	got := make(chan string)
	go func() {
		c, err := l.Accept()
		check(err)
		b, err := io.ReadAll(c)
		check(err)
		got <- string(b)
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	check(err)
	r, w, err := os.Pipe()
	check(err)
	go func() {
		w.WriteString("through a pipe; ")
		w.Close()
	}()
	n, err := io.Copy(c, r)
	fmt.Println(n, err)
	f, err := os.CreateTemp("", "")
	check(err)
	defer os.Remove(f.Name())
	f.WriteString("from a file on disk; ")
	f.Seek(5, io.SeekStart)
	n, err = io.Copy(c, f)
	fmt.Println(n, err)
	f.Seek(0, io.SeekStart)
	n, err = io.CopyN(c, f, 4)
	fmt.Println(n, err)
	n, err = io.CopyN(c, f, 100)
	fmt.Println(n, err)
	n, err = io.Copy(c, struct{ *os.File }{f})
	fmt.Println(n, err)
	f.Close()
	_, err = io.Copy(c, f)
	fmt.Println(errors.Is(err, os.ErrClosed))
	c.Close()
	fmt.Printf("%q\n", <-got)
	_, err = c.(*net.TCPConn).ReadFrom(f)
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, errors.Is(err, net.ErrClosed))
	_, err = c.(*net.TCPConn).WriteTo(io.Discard)
	fmt.Println(errors.As(err, &op), op.Op, errors.Is(err, net.ErrClosed))
}

// What is set on connections, dialled and accepted: no delay, keep-alive and its times.
func options() {
	for _, lc := range []net.ListenConfig{{}, {KeepAlive: -1}, {KeepAlive: 7 * time.Second}, {KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 3 * time.Second}}} {
		l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
		check(err)
		c, err := net.Dial("tcp", l.Addr().String())
		check(err)
		s, err := l.Accept()
		check(err)
		for _, one := range []net.Conn{c, s} {
			raw, err := one.(*net.TCPConn).SyscallConn()
			check(err)
			raw.Control(func(fd uintptr) {
				for _, option := range [][2]int{
					{syscall.IPPROTO_TCP, syscall.TCP_NODELAY}, {syscall.SOL_SOCKET, syscall.SO_KEEPALIVE}, {syscall.IPPROTO_TCP, syscall.TCP_KEEPIDLE},
					{syscall.IPPROTO_TCP, syscall.TCP_KEEPINTVL}, {syscall.IPPROTO_TCP, syscall.TCP_KEEPCNT},
				} {
					v, err := syscall.GetsockoptInt(int(fd), option[0], option[1])
					check(err)
					fmt.Print(v, " ")
				}
			})
			one.Close()
		}
		fmt.Println()
		l.Close()
	}
}

func main() {
	options()
	wildcards()
	ports()
	rawDeadlines()
	unixNames()
	files()
	lc := net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error {
		fmt.Println(network, address)
		return nil
	}}
	l, err := lc.Listen(context.Background(), "tcp", "0.0.0.0:0")
	check(err)
	l.Close()
}
