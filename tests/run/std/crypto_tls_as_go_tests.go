// What Go's own tests of crypto/tls ask for beyond what the other programs here do.
package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func certificate() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"example.com"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	check(err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// shake makes a handshake, and gives what the two sides say of it.
func shake(client, server *tls.Config) (cs, ss tls.ConnectionState, ce, se error) {
	a, b := net.Pipe()
	c, s := tls.Client(a, client), tls.Server(b, server)
	var both sync.WaitGroup
	both.Go(func() {
		if se = s.Handshake(); se != nil {
			b.Close()
		}
	})
	both.Go(func() {
		if ce = c.Handshake(); ce != nil {
			a.Close()
		}
	})
	both.Wait()
	cs, ss = c.ConnectionState(), s.ConnectionState()
	a.Close()
	b.Close()
	return
}

func main() {
	cert := certificate()
	cert.OCSPStaple = []byte("stapled")
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		var cl, sl bytes.Buffer
		client := &tls.Config{InsecureSkipVerify: true, MaxVersion: version, KeyLogWriter: &cl, SessionTicketsDisabled: true}
		server := &tls.Config{Certificates: []tls.Certificate{cert}, KeyLogWriter: &sl, SessionTicketsDisabled: true}
		client.VerifyConnection = func(s tls.ConnectionState) error {
			fmt.Printf("verified with %q\n", s.OCSPResponse)
			return nil
		}
		cs, ss, ce, se := shake(client, server)
		fmt.Printf("%s: %q %q %v %v\n", tls.VersionName(version), cs.OCSPResponse, ss.OCSPResponse, ce, se)
		for _, log := range []string{cl.String(), sl.String()} {
			var labels []string
			for line := range strings.Lines(log) {
				labels = append(labels, strings.Fields(line)[0])
			}
			slices.Sort(labels)
			fmt.Println(labels)
		}
	}

	flights(certificate())
	cache()

	// A key that cannot be written down, and does not sign well.
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	check(err)
	broken := &rsa.PrivateKey{PublicKey: key.PublicKey, D: big.NewInt(42)}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	check(err)
	_, _, ce, se := shake(&tls.Config{InsecureSkipVerify: true}, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: broken}}})
	fmt.Println("broken key:", ce != nil, strings.HasPrefix(fmt.Sprint(se), "tls: failed to sign handshake: "))

	// Who asks for randomness has connected.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	ctx, cancel := context.WithCancel(context.Background())
	d := tls.Dialer{Config: &tls.Config{Rand: reader(func(b []byte) (int, error) {
		cancel()
		return len(b), nil
	}), ServerName: "example.com"}}
	_, err = d.DialContext(ctx, "tcp", l.Addr().String())
	fmt.Println(err)
	_, err = tls.Dial("tcp", l.Addr().String(), &tls.Config{Rand: reader(func([]byte) (int, error) { return 0, errors.New("none left") }), ServerName: "example.com"})
	fmt.Println(err)
}

// A counting connection counts writes.
type counting struct {
	net.Conn
	writes int
}

func (c *counting) Write(b []byte) (int, error) {
	c.writes++
	return c.Conn.Write(b)
}

// How often a client writes in a handshake.
func flights(cert tls.Certificate) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		go func() {
			c, err := l.Accept()
			check(err)
			tls.Server(c, &tls.Config{Certificates: []tls.Certificate{cert}, MaxVersion: version}).Handshake()
		}()
		c, err := net.Dial("tcp", l.Addr().String())
		check(err)
		n := &counting{Conn: c}
		fmt.Println(tls.Client(n, &tls.Config{InsecureSkipVerify: true}).Handshake(), n.writes)
		c.Close()
	}
}

func cache() {
	c := tls.NewLRUClientSessionCache(2)
	states := make([]tls.ClientSessionState, 4)
	show := func() {
		for _, key := range []string{"a", "b", "c", "none"} {
			s, ok := c.Get(key)
			at := -1
			for i := range states {
				if s == &states[i] {
					at = i
				}
			}
			fmt.Print(key, " ", at, " ", ok, "; ")
		}
		fmt.Println()
	}
	c.Put("a", &states[0])
	c.Put("b", &states[1])
	show()
	c.Put("c", &states[2])
	show()
	c.Put("b", &states[3])
	show()
	c.Put("c", nil)
	show()
	c.Put("none", nil)
	show()
}

type reader func([]byte) (int, error)

func (r reader) Read(b []byte) (int, error) { return r(b) }
