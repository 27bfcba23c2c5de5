// Sessions that are resumed, and those that are no longer good enough: what the client's and the server's certificates are then, who is trusted, what is stapled.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"time"
)

var now = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func newAuthority(name string) authority {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	t := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(1000 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	return authority{must(x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)))), key}
}

func (a authority) sign(name string, lasts time.Duration) tls.Certificate {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	t := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(lasts),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	return tls.Certificate{Certificate: [][]byte{must(x509.CreateCertificate(rand.Reader, t, a.cert, key.Public(), a.key))}, PrivateKey: key}
}

func (a authority) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// handshake makes a connection on which both sides say something, and tells how both see it.
func handshake(what string, client, server *tls.Config) {
	l := must(net.Listen("tcp", "127.0.0.1:0"))
	defer l.Close()
	served := make(chan string, 1)
	go func() {
		c := tls.Server(must(l.Accept()), server)
		defer c.Close()
		io.ReadFull(c, make([]byte, 2))
		_, err := c.Write([]byte("hello"))
		served <- state(c, err)
	}()
	c := tls.Client(must(net.Dial("tcp", l.Addr().String())), client)
	_, err := c.Write([]byte("hi"))
	if err == nil {
		_, err = io.ReadFull(c, make([]byte, 5))
	}
	fmt.Println(what)
	fmt.Println("  client:", state(c, err))
	c.Close()
	fmt.Println("  server:", <-served)
}

func state(c *tls.Conn, err error) string {
	s := c.ConnectionState()
	text := fmt.Sprint(tls.VersionName(s.Version), " resumed: ", s.DidResume)
	if len(s.PeerCertificates) > 0 {
		text += fmt.Sprint(" of ", s.PeerCertificates[0].Subject.CommonName, " by ", s.PeerCertificates[0].Issuer.CommonName, " chains: ", len(s.VerifiedChains))
	}
	return text + fmt.Sprintf(" staple: %q own: %v %v", s.OCSPResponse, len(s.LocalCertificate) > 0, err)
}

func main() {
	one, two := newAuthority("one"), newAuthority("two")
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		at := now
		clock := func() time.Time { return at }
		own := one.sign("server.example", 100*time.Hour)
		own.OCSPStaple = []byte("stapled")
		server := &tls.Config{Certificates: []tls.Certificate{own}, Time: clock, MaxVersion: version}
		client := &tls.Config{RootCAs: one.pool(), ServerName: "server.example", Time: clock, ClientSessionCache: tls.NewLRUClientSessionCache(4), MaxVersion: version}
		handshake("first", client, server)
		handshake("again", client, server)
		// The client's sessions.
		client.RootCAs = two.pool()
		server.Certificates[0] = two.sign("server.example", 100*time.Hour)
		handshake("another root", client, server)
		handshake("again", client, server)
		at = now.Add(200 * time.Hour)
		server.Certificates[0] = two.sign("server.example", 300*time.Hour)
		handshake("expired", client, server)
		handshake("again", client, server)
		// The server's.
		at = now
		server.ClientAuth, server.ClientCAs = tls.RequireAndVerifyClientCert, one.pool()
		client.Certificates = []tls.Certificate{one.sign("client.example", 100*time.Hour)}
		handshake("a client's certificate", client, server)
		handshake("again", client, server)
		other := server.Clone()
		other.ClientCAs = two.pool()
		client.Certificates = []tls.Certificate{two.sign("client.example", 100*time.Hour)}
		server.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) { return other, nil }
		handshake("another authority for clients", client, server)
		handshake("again", client, server)
		at = now.Add(200 * time.Hour)
		client.Certificates = []tls.Certificate{two.sign("client.example", 300*time.Hour)}
		handshake("the client's has expired", client, server)
		handshake("again", client, server)
		other = other.Clone()
		other.ClientAuth, other.ClientCAs = tls.NoClientCert, nil
		handshake("none wanted", client, server)
		handshake("again", client, server)
		other.ClientAuth = tls.RequireAnyClientCert
		handshake("any wanted", client, server)
		handshake("again", client, server)
	}
}
