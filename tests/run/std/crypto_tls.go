// TLS between two goroutines: handshakes that succeed, and the errors of both sides where they do not.
package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var now = time.Now()

type entity struct {
	cert tls.Certificate
	leaf *x509.Certificate
	key  crypto.Signer
}

var serial int64

func issue(name string, key crypto.Signer, parent *entity, changes ...func(*x509.Certificate)) *entity {
	serial++
	t := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	if parent == nil {
		t.IsCA, t.KeyUsage = true, x509.KeyUsageCertSign
	} else {
		t.DNSNames = []string{name}
	}
	for _, change := range changes {
		change(t)
	}
	from, by := t, key
	if parent != nil {
		from, by = parent.leaf, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, t, from, key.Public(), by)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return &entity{tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, leaf, key}
}

func ed(name string) crypto.Signer {
	sum := sha256.Sum256([]byte(name))
	return ed25519.NewKeyFromSeed(sum[:])
}

func ec(curve elliptic.Curve) crypto.Signer {
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}

func pool(all ...*entity) *x509.CertPool {
	p := x509.NewCertPool()
	for _, e := range all {
		p.AddCert(e.leaf)
	}
	return p
}

// pipe is two ends of a TCP connection.
func pipe() (net.Conn, net.Conn) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	a, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		panic(err)
	}
	b, err := l.Accept()
	if err != nil {
		panic(err)
	}
	return a, b
}

func plain(err error) string {
	if err == nil {
		return "ok"
	}
	text := err.Error()
	// Suites of clients are not the same, and not all engines tell clients of TLS 1.2 what is missing in the same words.
	text, _, _ = strings.Cut(text, "; client offered")
	text, _, _ = strings.Cut(text, ": current time")
	if text == "remote error: tls: certificate required" {
		text = "remote error: tls: handshake failure"
	}
	if strings.Contains(text, "127.0.0.1") {
		text = text[:strings.Index(text, " ")] + " ..."
	}
	return text
}

func describe(s tls.ConnectionState) string {
	names := []string{}
	for _, c := range s.PeerCertificates {
		names = append(names, c.Subject.CommonName)
	}
	return fmt.Sprint(s.HandshakeComplete, " ", tls.VersionName(s.Version), " ", tls.CipherSuiteName(s.CipherSuite), " ", s.NegotiatedProtocol, " ", s.ServerName, " ", names, " ", len(s.VerifiedChains), " ", s.DidResume)
}

// talk makes a handshake, and sends a line each way.
func talk(what string, client, server *tls.Config) (cs, ss tls.ConnectionState) {
	fmt.Println("--", what)
	a, b := pipe()
	a.SetDeadline(time.Now().Add(20 * time.Second))
	b.SetDeadline(time.Now().Add(20 * time.Second))
	done := make(chan string)
	go func() {
		s := tls.Server(b, server)
		var text strings.Builder
		err := s.Handshake()
		fmt.Fprintln(&text, "server:", plain(err))
		if err == nil {
			ss = s.ConnectionState()
			fmt.Fprintln(&text, "server:", describe(ss))
			line := make([]byte, 5)
			n, err := io.ReadFull(s, line)
			fmt.Fprintf(&text, "server: %q %v\n", line[:n], plain(err))
			n, err = s.Write([]byte("there"))
			fmt.Fprintln(&text, "server:", n, plain(err))
		}
		s.Close()
		done <- text.String()
	}()
	c := tls.Client(a, client)
	err := c.Handshake()
	fmt.Println("client:", plain(err))
	var lost *tls.CertificateVerificationError
	if errors.As(err, &lost) {
		fmt.Println("client: unverified", len(lost.UnverifiedCertificates), lost.Unwrap() == lost.Err)
	}
	if err == nil {
		cs = c.ConnectionState()
		fmt.Println("client:", describe(cs))
		_, err := c.Write([]byte("hello"))
		fmt.Println("client:", plain(err))
		line, err := io.ReadAll(c)
		fmt.Printf("client: %q %v\n", line, plain(err))
	}
	c.Close()
	fmt.Print(<-done)
	return cs, ss
}

func kinds(ca *entity) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	for _, k := range []struct {
		name string
		key  crypto.Signer
	}{{"ed25519", ed("server")}, {"p256", ec(elliptic.P256())}, {"p384", ec(elliptic.P384())}, {"p521", ec(elliptic.P521())}, {"rsa", rsaKey}} {
		e := issue(k.name+".example", k.key, ca)
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			talk(fmt.Sprint(k.name, " ", tls.VersionName(version)), &tls.Config{RootCAs: pool(ca), ServerName: k.name + ".example", MaxVersion: version}, &tls.Config{Certificates: []tls.Certificate{e.cert}})
		}
	}
	e := issue("psk.example", rsaKey, ca)
	restricted := e.cert
	restricted.SupportedSignatureAlgorithms = []tls.SignatureScheme{tls.PSSWithSHA384}
	talk("restricted", &tls.Config{RootCAs: pool(ca), ServerName: "psk.example"}, &tls.Config{Certificates: []tls.Certificate{restricted}})
	for _, suite := range []uint16{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256} {
		talk("suite", &tls.Config{RootCAs: pool(ca), ServerName: "psk.example", MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{suite}}, &tls.Config{Certificates: []tls.Certificate{e.cert}})
	}
}

func refusals(ca, server *entity) {
	good := func() *tls.Config { return &tls.Config{RootCAs: pool(ca), ServerName: "server.example"} }
	serve := func(change func(*tls.Config)) *tls.Config {
		c := &tls.Config{Certificates: []tls.Certificate{server.cert}}
		if change != nil {
			change(c)
		}
		return c
	}
	talk("nothing known", &tls.Config{ServerName: "server.example", RootCAs: x509.NewCertPool()}, serve(nil))
	talk("other name", &tls.Config{ServerName: "other.example", RootCAs: pool(ca)}, serve(nil))
	talk("skip", &tls.Config{InsecureSkipVerify: true}, serve(nil))
	talk("skip with name", &tls.Config{InsecureSkipVerify: true, ServerName: "x.example."}, serve(nil))
	talk("too late", &tls.Config{ServerName: "server.example", RootCAs: pool(ca), Time: func() time.Time { return now.AddDate(100, 0, 0).Truncate(time.Hour) }}, serve(nil))
	talk("no name", &tls.Config{}, serve(nil))
	talk("no certificate", good(), &tls.Config{})
	talk("versions", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MaxVersion: tls.VersionTLS12}, serve(func(c *tls.Config) { c.MinVersion = tls.VersionTLS13 }))
	talk("versions 2", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MinVersion: tls.VersionTLS13}, serve(func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }))
	talk("versions 3", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MinVersion: tls.VersionTLS13, MaxVersion: tls.VersionTLS12}, serve(nil))
	talk("suites", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}}, serve(nil))
	talk("protocols", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{"x", "y"}}, serve(func(c *tls.Config) { c.NextProtos = []string{"z", "y"} }))
	talk("protocols 2", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{"x"}}, serve(func(c *tls.Config) { c.NextProtos = []string{"z"} }))
	talk("protocols 3", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{"http/1.1"}}, serve(func(c *tls.Config) { c.NextProtos = []string{"h2"} }))
	talk("protocols 4", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{""}}, serve(nil))
	talk("verify peer", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error {
		fmt.Println("verify peer", len(raw), len(chains), len(chains[0]))
		return errors.New("not this one")
	}}, serve(nil))
	talk("verify peer alone", &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error {
		fmt.Println("verify peer", len(raw), chains)
		return nil
	}}, serve(nil))
	talk("verify connection", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", VerifyConnection: func(s tls.ConnectionState) error {
		fmt.Println("verify connection", s.ServerName, len(s.PeerCertificates), len(s.VerifiedChains), tls.VersionName(s.Version))
		return nil
	}}, serve(nil))
}

func clients(ca, server *entity) {
	otherCA := issue("other CA", ed("other"), nil)
	client := issue("client.example", ec(elliptic.P256()), ca, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })
	stranger := issue("stranger.example", ed("stranger"), otherCA)
	late := issue("late.example", ed("late"), ca, func(c *x509.Certificate) { c.NotAfter = now.Add(-time.Minute) })
	for _, auth := range []tls.ClientAuthType{tls.NoClientCert, tls.RequestClientCert, tls.RequireAnyClientCert, tls.VerifyClientCertIfGiven, tls.RequireAndVerifyClientCert} {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			for _, who := range []*entity{nil, client, stranger} {
				name := "nobody"
				c := &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MaxVersion: version}
				if who != nil {
					name = who.leaf.Subject.CommonName
					cert := who.cert
					c.GetClientCertificate = func(info *tls.CertificateRequestInfo) (*tls.Certificate, error) {
						fmt.Println("asked", tls.VersionName(info.Version), len(info.AcceptableCAs), info.Context() != nil, len(info.SignatureSchemes) > 0, info.SupportsCertificate(&cert))
						return &cert, nil
					}
				}
				needed := auth == tls.RequireAnyClientCert || auth == tls.RequireAndVerifyClientCert
				if version == tls.VersionTLS13 && (who == nil && needed || who == stranger && auth >= tls.VerifyClientCertIfGiven) {
					// The client hears of it when it reads: whether it can still write is a matter of luck.
					refused(fmt.Sprint(auth, " ", name), c, &tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: auth, ClientCAs: pool(ca)})
					continue
				}
				talk(fmt.Sprint(auth, " ", tls.VersionName(version), " ", name), c, &tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: auth, ClientCAs: pool(ca)})
			}
		}
	}
	with := func(e *entity) *tls.Config {
		return &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MaxVersion: tls.VersionTLS12, Certificates: []tls.Certificate{e.cert}}
	}
	talk("late client", with(late), &tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: tls.RequireAnyClientCert})
	talk("late client verified", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", MaxVersion: tls.VersionTLS12, GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &late.cert, nil }},
		&tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool(ca), Time: func() time.Time { return now.AddDate(100, 0, 0).Truncate(time.Hour) }})
	talk("chosen", with(client), &tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: pool(ca)})
	talk("not chosen", with(stranger), &tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: tls.VerifyClientCertIfGiven, ClientCAs: pool(ca)})
	talk("client fails", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", InsecureSkipVerify: false, MaxVersion: tls.VersionTLS12, Certificates: []tls.Certificate{client.cert}},
		&tls.Config{Certificates: []tls.Certificate{server.cert}, ClientAuth: tls.RequireAnyClientCert, VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error {
			return errors.New("the server does not want it")
		}})
}

// refused is of a handshake that fails after the client is done.
func refused(what string, client, server *tls.Config) {
	fmt.Println("-- refused", what)
	a, b := pipe()
	a.SetDeadline(time.Now().Add(20 * time.Second))
	b.SetDeadline(time.Now().Add(20 * time.Second))
	done := make(chan string)
	go func() {
		s := tls.Server(b, server)
		err := s.Handshake()
		done <- plain(err)
	}()
	c := tls.Client(a, client)
	fmt.Println("client:", plain(c.Handshake()))
	_, err := c.Read(make([]byte, 1))
	fmt.Println("client:", plain(err))
	fmt.Println("server:", <-done)
	a.Close()
	b.Close()
}

func choosing(ca, server *entity) {
	other := issue("other.example", ec(elliptic.P256()), ca)
	wild := issue("*.wild.example", ed("wild"), ca)
	all := []tls.Certificate{server.cert, other.cert, wild.cert}
	for _, name := range []string{"server.example", "other.example", "x.wild.example", "none.example"} {
		talk("by name "+name, &tls.Config{RootCAs: pool(ca), ServerName: name}, &tls.Config{Certificates: all})
	}
	named := &tls.Config{Certificates: all}
	named.BuildNameToCertificate()
	fmt.Println(len(named.NameToCertificate))
	talk("by map", &tls.Config{RootCAs: pool(ca), ServerName: "x.wild.example"}, named)
	get := func(cert *tls.Certificate, err error) *tls.Config {
		return &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
			fmt.Println("get", h.ServerName, h.SupportedProtos, h.SupportedVersions, h.Conn != nil, h.Context() != nil, len(h.CipherSuites) > 0, len(h.SignatureSchemes) > 0, len(h.SupportedCurves) > 0, len(h.Extensions) > 0, h.HelloRetryRequest)
			fmt.Println(h.SupportsCertificate(&server.cert), h.SupportsCertificate(&other.cert))
			return cert, err
		}}
	}
	talk("get", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{"p"}}, get(&server.cert, nil))
	talk("get fails", &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}, get(nil, errors.New("no certificate for you")))
	talk("get nothing", &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}, get(nil, nil))
	talk("config", &tls.Config{RootCAs: pool(ca), ServerName: "server.example", NextProtos: []string{"p"}}, &tls.Config{GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{Certificates: []tls.Certificate{server.cert}, NextProtos: h.SupportedProtos}, nil
	}})
	talk("config fails", &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}, &tls.Config{GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) {
		return nil, errors.New("no configuration")
	}})
	for _, bad := range []tls.Certificate{{}, {Certificate: server.cert.Certificate}, {Certificate: server.cert.Certificate, PrivateKey: "key"}} {
		talk("bad key", &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}, &tls.Config{Certificates: []tls.Certificate{bad}})
	}
}

func resuming(ca, server *entity) {
	s := &tls.Config{Certificates: []tls.Certificate{server.cert}}
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		c := &tls.Config{RootCAs: pool(ca), ServerName: "server.example", ClientSessionCache: tls.NewLRUClientSessionCache(0), MaxVersion: version}
		for i := range 3 {
			talk(fmt.Sprint("resume ", i), c, s)
		}
	}
	talk("not resumed", &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}, s)
}

func connections(ca, server *entity) {
	dir, err := os.MkdirTemp("", "tls")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	certFile, keyFile := filepath.Join(dir, "cert"), filepath.Join(dir, "key")
	keyDER, _ := x509.MarshalPKCS8PrivateKey(server.key)
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.leaf.Raw})
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})
	os.WriteFile(certFile, certPEM, 0o600)
	os.WriteFile(keyFile, keyPEM, 0o600)
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	fmt.Println(err, len(pair.Certificate), pair.Leaf.Subject)
	_, err = tls.LoadX509KeyPair(certFile+"x", keyFile)
	fmt.Println(errors.Is(err, os.ErrNotExist))
	other := issue("x", ed("x"), ca)
	otherDER, _ := x509.MarshalPKCS8PrivateKey(other.key)
	ecDER, _ := x509.MarshalPKCS8PrivateKey(ec(elliptic.P256()))
	for _, bad := range [][2]string{
		{"", ""}, {string(keyPEM), string(certPEM)}, {string(certPEM), ""}, {string(certPEM), string(certPEM)}, {string(keyPEM) + string(keyPEM), ""},
		{string(certPEM), string(certPEM) + string(certPEM)},
		{string(certPEM), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: otherDER}))},
		{string(certPEM), string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: ecDER}))},
		{string(certPEM), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte{1}}))},
		{string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte{1}})), string(keyPEM)},
	} {
		_, err := tls.X509KeyPair([]byte(bad[0]), []byte(bad[1]))
		fmt.Println(err)
	}
	_, err = tls.Listen("tcp", "127.0.0.1:0", &tls.Config{})
	fmt.Println(err)
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}})
	if err != nil {
		panic(err)
	}
	// Sends what it gets back, in the other direction's own time.
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				io.Copy(c, c)
				c.Close()
			}()
		}
	}()
	config := &tls.Config{RootCAs: pool(ca), ServerName: "server.example"}
	c, err := tls.Dial("tcp", l.Addr().String(), config)
	if err != nil {
		panic(err)
	}
	fmt.Println(c.VerifyHostname("server.example"), c.VerifyHostname("x.example"), c.NetConn() != nil, c.LocalAddr().Network(), c.RemoteAddr().String() == l.Addr().String(), c.OCSPResponse())
	state := c.ConnectionState()
	k1, err1 := state.ExportKeyingMaterial("label", nil, 20)
	k2, err2 := state.ExportKeyingMaterial("label", nil, 20)
	k3, err3 := state.ExportKeyingMaterial("label", []byte("context"), 20)
	fmt.Println(len(k1), err1, err2, err3, bytes.Equal(k1, k2), bytes.Equal(k1, k3))
	_, err = state.ExportKeyingMaterial("master secret", nil, 20)
	fmt.Println(err)
	data := make([]byte, 3<<20)
	for i := range data {
		data[i] = byte(i * i >> 5)
	}
	go func() {
		for rest := data; len(rest) > 0; {
			n := min(len(rest), 77777)
			c.Write(rest[:n])
			rest = rest[n:]
		}
		c.CloseWrite()
	}()
	back, err := io.ReadAll(c)
	fmt.Println(len(back), err, bytes.Equal(back, data))
	_, err = c.Write([]byte("x"))
	fmt.Println(err)
	n, err := c.Read(nil)
	fmt.Println(n, err)
	n, err = c.Read(make([]byte, 1))
	fmt.Println(n, err)
	fmt.Println(c.Close(), c.Close())
	_, err = c.Write([]byte("x"))
	fmt.Println(errors.Is(err, net.ErrClosed))
	// Deadlines.
	d := &tls.Dialer{Config: config}
	nc, err := d.Dial("tcp", l.Addr().String())
	if err != nil {
		panic(err)
	}
	nc.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	_, err = nc.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(errors.As(err, &ne) && ne.Timeout(), errors.Is(err, os.ErrDeadlineExceeded))
	nc.SetReadDeadline(time.Time{})
	nc.Write([]byte("still there"))
	text := make([]byte, 11)
	_, err = io.ReadFull(nc, text)
	fmt.Printf("%q %v\n", text, err)
	go func() {
		time.Sleep(20 * time.Millisecond)
		nc.Close()
	}()
	_, err = nc.Read(text)
	fmt.Println(err != nil)
	l.Close()
	_, err = l.Accept()
	fmt.Println(errors.Is(err, net.ErrClosed))
	// Before and without a handshake.
	a, b := pipe()
	early := tls.Client(a, config)
	fmt.Println(early.CloseWrite(), early.VerifyHostname("x"), tls.Server(b, config).VerifyHostname("x"), describe(early.ConnectionState()))
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	fmt.Println(early.HandshakeContext(ctx), early.Handshake() != nil)
	cancel()
	b.Close()
	_, err = tls.DialWithDialer(&net.Dialer{Timeout: time.Nanosecond}, "tcp", "127.0.0.1:1", config)
	fmt.Println(err != nil)
}

// strangers speak something else.
func strangers(server *entity) {
	for _, text := range []string{"GET / HTTP/1.0\r\n\r\n", "\x80\x01\x02\x03\x04", "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00", "\x16\x03\x01", "", "\x15\x03\x01\x00\x02\x02\x2a", "\x16\x03\x01\xff\xff"} {
		a, b := pipe()
		go func() {
			a.Write([]byte(text))
			a.(*net.TCPConn).CloseWrite()
			io.Copy(io.Discard, a)
		}()
		err := tls.Server(b, &tls.Config{Certificates: []tls.Certificate{server.cert}}).Handshake()
		var header tls.RecordHeaderError
		fmt.Printf("%q %v", text, err)
		if errors.As(err, &header) {
			fmt.Printf(" %q %v", header.RecordHeader, header.Conn != nil)
		}
		var op *net.OpError
		if errors.As(err, &op) {
			fmt.Printf(" %q %T", op.Op, op.Err)
		}
		fmt.Println()
		b.Close()
		a.Close()
	}
	for _, text := range []string{"HTTP/1.1 400 Bad Request\r\n\r\n", "\x15\x03\x03\x00\x02\x02\x28"} {
		a, b := pipe()
		go func() {
			b.Read(make([]byte, 1000))
			b.Write([]byte(text))
			b.Close()
		}()
		err := tls.Client(a, &tls.Config{InsecureSkipVerify: true}).Handshake()
		fmt.Printf("%q %v\n", text, plain(err))
		a.Close()
	}
}

func texts() {
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		fmt.Printf("%#04x %s %x %v\n", s.ID, s.Name, s.SupportedVersions, s.Insecure)
	}
	fmt.Println(tls.CipherSuiteName(1), tls.CipherSuiteName(tls.TLS_RSA_WITH_RC4_128_SHA), tls.TLS_FALLBACK_SCSV)
	for _, v := range []uint16{0, 0x300, 0x301, 0x302, 0x303, 0x304, 0x305} {
		fmt.Print(tls.VersionName(v), " ")
	}
	for i := range 256 {
		fmt.Println(tls.AlertError(i))
	}
	for _, s := range []tls.SignatureScheme{tls.PKCS1WithSHA256, tls.PKCS1WithSHA384, tls.PKCS1WithSHA512, tls.PSSWithSHA256, tls.PSSWithSHA384, tls.PSSWithSHA512, tls.ECDSAWithP256AndSHA256,
		tls.ECDSAWithP384AndSHA384, tls.ECDSAWithP521AndSHA512, tls.Ed25519, tls.MLDSA44, tls.MLDSA65, tls.MLDSA87, tls.PKCS1WithSHA1, tls.ECDSAWithSHA1, 7} {
		fmt.Print(s, " ")
	}
	for _, c := range []tls.CurveID{tls.CurveP256, tls.CurveP384, tls.CurveP521, tls.X25519, tls.X25519MLKEM768, tls.SecP256r1MLKEM768, tls.SecP384r1MLKEM1024, tls.MLKEM1024, 1} {
		fmt.Print(c, " ")
	}
	for i := tls.NoClientCert - 1; i <= tls.RequireAndVerifyClientCert+1; i++ {
		fmt.Print(i, " ")
	}
	for i := tls.QUICEncryptionLevelInitial - 1; i <= tls.QUICEncryptionLevelApplication+1; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println(tls.RecordHeaderError{Msg: "text"}, &tls.ECHRejectionError{}, &tls.CertificateVerificationError{Err: errors.New("why")})
	var none *tls.Config
	fmt.Println(none.Clone() == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		new(tls.Config).SetSessionTicketKeys(nil)
	}()
}

func main() {
	ca := issue("CA", ed("ca"), nil)
	server := issue("server.example", ed("server"), ca)
	kinds(ca)
	refusals(ca, server)
	clients(ca, server)
	choosing(ca, server)
	resuming(ca, server)
	connections(ca, server)
	strangers(server)
	texts()
}
