package main

import (
	"fmt"
	"io"
	"net"
	"time"
	"errors"
	"os"
)

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				fmt.Println("accept over:", errors.Is(err, net.ErrClosed))
				return
			}
			go func() { io.Copy(c, c); c.Close() }()
		}
	}()
	c, err := net.Dial("tcp", ln.Addr().String())
	fmt.Println(err, c.RemoteAddr().String() == ln.Addr().String())
	fmt.Fprintf(c, "hello")
	b := make([]byte, 10)
	n, err := io.ReadFull(c, b[:5])
	fmt.Println(n, err, string(b[:n]))
	c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	_, err = c.Read(b)
	ne, ok := err.(net.Error)
	fmt.Println(ok && ne.Timeout(), errors.Is(err, os.ErrDeadlineExceeded))
	c.SetReadDeadline(time.Time{})
	go func() { time.Sleep(20 * time.Millisecond); c.Close() }()
	_, err = c.Read(b)
	fmt.Println(errors.Is(err, net.ErrClosed))
	ln.Close()
	time.Sleep(10 * time.Millisecond)
	_, err = net.Dial("tcp", ln.Addr().String())
	fmt.Println(err != nil)
	fmt.Println(net.ParseIP("::ffff:1.2.3.4"), net.ParseIP("fe80::1"), net.ParseIP("1.2.3.400"))
	_, err = net.Dial("tcp", "127.0.0.1:99999")
	fmt.Println(err)
	_, err = net.Dial("tcq", "127.0.0.1:99999")
	fmt.Println(err)
	_, err = net.Dial("tcp", "127.0.0.1")
	fmt.Println(err)
	_, err = net.Dial("tcp", "127.0.0.1:1")
	fmt.Println(err)
	_, err = net.DialTimeout("tcp", "127.0.0.1:nosuch", time.Second)
	fmt.Println(err)
	fmt.Println(net.LookupPort("tcp", "https"))
	l2, err := net.Listen("tcp", ":0")
	fmt.Println(err, l2.Addr().Network(), l2.Addr().(*net.TCPAddr).IP.IsUnspecified())
	c, err = net.Dial("tcp", fmt.Sprint("localhost:", l2.Addr().(*net.TCPAddr).Port))
	fmt.Println(err)
	_, err = net.Listen("tcp", l2.Addr().String())
	var oe *net.OpError
	fmt.Println(errors.As(err, &oe), oe.Err)
	_, err = net.Listen("tcp", "1.1.1.1:0")
	fmt.Println(err)
	u1, err := net.ListenPacket("udp", "127.0.0.1:0")
	u2, err := net.Dial("udp", u1.LocalAddr().String())
	u2.Write([]byte("ping"))
	n, from, err := u1.ReadFrom(b)
	fmt.Println(n, from.String() == u2.LocalAddr().String(), err)
	u1.WriteTo([]byte("pong!"), from)
	n, err = u2.Read(b)
	fmt.Println(n, err, string(b[:n]))
	p, q := net.Pipe()
	go p.Write([]byte("pipe"))
	n, err = q.Read(b)
	fmt.Println(n, err)
	dir, _ := os.MkdirTemp("", "net")
	defer os.RemoveAll(dir)
	path := dir + "/socket"
	ul, err := net.Listen("unix", path)
	fmt.Println(err, ul.Addr().String() == path, ul.Addr().Network())
	uc, err := net.Dial("unix", path)
	fmt.Println(err)
	ua, err := ul.Accept()
	fmt.Println(err)
	uc.Write([]byte("xyz"))
	n, err = ua.Read(b)
	fmt.Println(n, err)
	ul.Close()
	_, err = net.Dial("unix", path)
	err = errors.Unwrap(err)
	fmt.Println(err)
}
