package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"time"
)

// What is said over SOCKS (RFC 1928), and with a name and password (RFC 1929).
const (
	socksVersion  = 5
	socksConnect  = 1
	socksNoAuth   = 0
	socksPassword = 2
	socksNone     = 0xff // of the ways to say who one is

	socksIPv4 = 1
	socksName = 3
	socksIPv6 = 4
)

var socksReplies = []string{
	"succeeded", "general SOCKS server failure", "connection not allowed by ruleset", "network unreachable", "host unreachable", "connection refused",
	"TTL expired", "command not supported", "address type not supported",
}

// A socksAddr is the address of an error: that of the proxy, or of where it was to connect to.
type socksAddr string

func (a socksAddr) Network() string { return "socks" }
func (a socksAddr) String() string  { return string(a) }

// throughSocks has the proxy at the other end of nc connect to addr.
func throughSocks(ctx context.Context, nc net.Conn, proxy *url.URL, addr string) error {
	stop := context.AfterFunc(ctx, func() { nc.SetDeadline(time.Unix(1, 0)) })
	err := socksDialog(nc, proxy, addr)
	if !stop() {
		err = ctx.Err()
	}
	if err != nil {
		nc.Close()
		return &net.OpError{Op: "socks connect", Net: "tcp", Source: socksAddr(nc.RemoteAddr().String()), Addr: socksAddr(addr), Err: err}
	}
	return nil
}

func socksDialog(nc net.Conn, proxy *url.URL, addr string) error {
	host, service, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	port, err := strconv.Atoi(service)
	if err != nil {
		return err
	}
	if port < 1 || port > 0xffff {
		return errors.New("port number out of range " + service)
	}
	ask := func(question []byte, answer int) ([]byte, error) {
		if _, err := nc.Write(question); err != nil {
			return nil, err
		}
		b := make([]byte, answer)
		_, err := io.ReadFull(nc, b)
		return b, err
	}

	hello := []byte{socksVersion, 1, socksNoAuth}
	if proxy.User != nil {
		hello = []byte{socksVersion, 2, socksNoAuth, socksPassword}
	}
	b, err := ask(hello, 2)
	switch {
	case err != nil:
		return err
	case b[0] != socksVersion:
		return fmt.Errorf("unexpected protocol version %d", b[0])
	case b[1] == socksNone:
		return errors.New("no acceptable authentication methods")
	case proxy.User != nil && b[1] == socksPassword:
		name := proxy.User.Username()
		password, _ := proxy.User.Password()
		if len(name) == 0 || len(name) > 255 || len(password) > 255 {
			return errors.New("invalid username/password")
		}
		secret := append([]byte{1, byte(len(name))}, name...)
		b, err := ask(append(append(secret, byte(len(password))), password...), 2)
		switch {
		case err != nil:
			return err
		case b[0] != 1:
			return errors.New("invalid username/password version")
		case b[1] != 0:
			return errors.New("username/password authentication failed")
		}
	case proxy.User != nil && b[1] != socksNoAuth:
		return fmt.Errorf("unsupported authentication method %d", b[1])
	}

	request := []byte{socksVersion, socksConnect, 0}
	ip := net.ParseIP(host)
	switch ip4 := ip.To4(); {
	case ip4 != nil:
		request = append(append(request, socksIPv4), ip4...)
	case ip != nil:
		request = append(append(request, socksIPv6), ip...)
	case len(host) > 255:
		return errors.New("FQDN too long")
	default:
		request = append(append(request, socksName, byte(len(host))), host...)
	}
	if b, err = ask(append(request, byte(port>>8), byte(port)), 4); err != nil {
		return err
	}
	if b[0] != socksVersion {
		return fmt.Errorf("unexpected protocol version %d", b[0])
	}
	if code := int(b[1]); code != 0 {
		reply := "unknown code: " + strconv.Itoa(code)
		if code < len(socksReplies) {
			reply = socksReplies[code]
		}
		return errors.New("unknown error " + reply)
	}
	if b[2] != 0 {
		return errors.New("non-zero reserved field")
	}
	// The address that the proxy connects from, and its port: nobody wants to know.
	rest := 0
	switch b[3] {
	case socksIPv4:
		rest = net.IPv4len
	case socksIPv6:
		rest = net.IPv6len
	case socksName:
		length, err := ask(nil, 1)
		if err != nil {
			return err
		}
		rest = int(length[0])
	default:
		return fmt.Errorf("unknown address type %d", b[3])
	}
	_, err = ask(nil, rest+2)
	return err
}
