package tls

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
)

// A ClientHelloInfo is what a client has said of itself.
type ClientHelloInfo struct {
	CipherSuites      []uint16
	ServerName        string
	SupportedCurves   []CurveID
	SupportedPoints   []uint8
	SignatureSchemes  []SignatureScheme
	SupportedProtos   []string
	SupportedVersions []uint16
	Extensions        []uint16
	// Not to be read from, nor written to.
	Conn              net.Conn
	HelloRetryRequest bool

	config *Config
	ctx    context.Context
}

// Context is the handshake's.
func (c *ClientHelloInfo) Context() context.Context { return c.ctx }

// A CertificateRequestInfo is what a server wants of a client's certificate.
type CertificateRequestInfo struct {
	// Issuers in DER; none: any.
	AcceptableCAs    [][]byte
	SignatureSchemes []SignatureScheme
	Version          uint16

	ctx context.Context
}

// Context is the handshake's.
func (c *CertificateRequestInfo) Context() context.Context { return c.ctx }

// Numbers of messages and extensions.
const (
	recordAlert     = 21
	recordHandshake = 22

	messageClientHello = 1
	messageServerHello = 2

	extensionServerName = 0
	extensionCurves     = 10
	extensionPoints     = 11
	extensionSignatures = 13
	extensionProtocols  = 16
	extensionVersions   = 43
)

// wire is a message that is read piece by piece; nothing is left of one that is cut short.
type wire struct {
	b   []byte
	bad bool
}

func (w *wire) bytes(n int) []byte {
	if n > len(w.b) {
		w.b, w.bad = nil, true
		return nil
	}
	b := w.b[:n]
	w.b = w.b[n:]
	return b
}

func (w *wire) number(size int) (n int) {
	for _, c := range w.bytes(size) {
		n = n<<8 | int(c)
	}
	return n
}

// part is a list with its length in size bytes before it.
func (w *wire) part(size int) *wire { return &wire{b: w.bytes(w.number(size))} }

func numbers[T ~uint16](w *wire) (all []T) {
	for len(w.b) > 1 {
		all = append(all, T(w.number(2)))
	}
	w.bad = w.bad || len(w.b) > 0
	return all
}

// extensions calls with for each, until one is wrong.
func (w *wire) extensions(with func(id int, data *wire)) {
	list := w.part(2)
	for len(list.b) > 0 {
		id := list.number(2)
		data := list.part(2)
		with(id, data)
		list.bad = list.bad || data.bad
	}
	w.bad = w.bad || list.bad
}

// parseHello reads a ClientHello without the four bytes before it.
func parseHello(message []byte) (*ClientHelloInfo, bool) {
	hello := &ClientHelloInfo{}
	w := &wire{b: message}
	most := uint16(w.number(2))
	w.bytes(32)
	w.part(1)
	hello.CipherSuites = numbers[uint16](w.part(2))
	w.part(1)
	if len(w.b) > 0 {
		w.extensions(func(id int, data *wire) {
			hello.Extensions = append(hello.Extensions, uint16(id))
			switch id {
			case extensionServerName:
				for list := data.part(2); len(list.b) > 0; {
					kind, name := list.number(1), list.part(2)
					if kind == 0 && hello.ServerName == "" {
						hello.ServerName = string(name.b)
					}
				}
			case extensionCurves:
				hello.SupportedCurves = numbers[CurveID](data.part(2))
			case extensionPoints:
				hello.SupportedPoints = bytes.Clone(data.part(1).b)
			case extensionSignatures:
				hello.SignatureSchemes = numbers[SignatureScheme](data.part(2))
			case extensionProtocols:
				for list := data.part(2); len(list.b) > 0; {
					hello.SupportedProtos = append(hello.SupportedProtos, string(list.part(1).b))
				}
			case extensionVersions:
				hello.SupportedVersions = numbers[uint16](data.part(1))
			}
		})
	}
	if len(hello.SupportedVersions) == 0 {
		all := []uint16{VersionTLS12, VersionTLS11, VersionTLS10}
		hello.SupportedVersions = slices.DeleteFunc(all, func(v uint16) bool { return v > most })
	}
	return hello, !w.bad
}

// helloVersion is what a ServerHello chooses; 0: it is none.
func helloVersion(record []byte) uint16 {
	w := &wire{b: record}
	kind := w.number(1)
	w.bytes(4)
	if kind != recordHandshake || w.number(1) != messageServerHello {
		return 0
	}
	w.bytes(3)
	version := uint16(w.number(2))
	w.bytes(32)
	w.part(1)
	w.bytes(3)
	if len(w.b) > 0 {
		w.extensions(func(id int, data *wire) {
			if id == extensionVersions {
				version = uint16(data.number(2))
			}
		})
	}
	return version
}

// SupportsCertificate is nil if the client can use the certificate.
func (chi *ClientHelloInfo) SupportsCertificate(c *Certificate) error {
	config := chi.config
	if config == nil {
		config = &Config{}
	}
	version, ok := config.mutual(chi.SupportedVersions)
	if !ok {
		return errors.New("no mutually supported protocol versions")
	}
	if chi.ServerName != "" {
		leaf, err := c.leaf()
		if err != nil {
			return fmt.Errorf("failed to parse certificate: %w", err)
		}
		if err := leaf.VerifyHostname(chi.ServerName); err != nil {
			return fmt.Errorf("certificate is not valid for requested server name: %w", err)
		}
	}
	if len(chi.SignatureSchemes) > 0 {
		if _, err := c.scheme(version, chi.SignatureSchemes); err != nil {
			return err
		}
	}
	if version == VersionTLS13 {
		return nil
	}
	if !slices.ContainsFunc(chi.SupportedCurves, func(id CurveID) bool { return slices.Contains(config.curves(), id) }) {
		return errors.New("client doesn't support ECDHE, can only use legacy RSA key exchange")
	}
	return chi.supportsKey(config, c)
}

// supportsKey is about the kind of key, which cipher suites of TLS 1.2 are made for.
func (chi *ClientHelloInfo) supportsKey(config *Config, c *Certificate) error {
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return c.unsupported()
	}
	usable := []uint16{TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256}
	switch pub := key.Public().(type) {
	case *ecdsa.PublicKey:
		curve := map[elliptic.Curve]CurveID{elliptic.P256(): CurveP256, elliptic.P384(): CurveP384, elliptic.P521(): CurveP521}[pub.Curve]
		if curve == 0 {
			return c.unsupported()
		}
		// The engine signs with P-521, but exchanges no keys by it: its clients do not name it.
		if curve != CurveP521 && !slices.Contains(chi.SupportedCurves, curve) {
			return errors.New("client doesn't support certificate curve")
		}
	case ed25519.PublicKey:
		if len(chi.SignatureSchemes) == 0 {
			return errors.New("connection doesn't support Ed25519")
		}
	case *rsa.PublicKey:
		usable = []uint16{TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256}
	default:
		return c.unsupported()
	}
	own := config.suites()
	if !slices.ContainsFunc(usable, func(id uint16) bool { return slices.Contains(own, id) && slices.Contains(chi.CipherSuites, id) }) {
		return errors.New("client doesn't support any cipher suites compatible with the certificate")
	}
	return nil
}

// SupportsCertificate is nil if the server will take the certificate.
func (cri *CertificateRequestInfo) SupportsCertificate(c *Certificate) error {
	if _, err := c.scheme(cri.Version, cri.SignatureSchemes); err != nil {
		return err
	}
	if len(cri.AcceptableCAs) == 0 {
		return nil
	}
	for i, der := range c.Certificate {
		cert := c.Leaf
		if i != 0 || cert == nil {
			var err error
			if cert, err = x509.ParseCertificate(der); err != nil {
				return fmt.Errorf("failed to parse certificate #%d in the chain: %w", i, err)
			}
		}
		if slices.ContainsFunc(cri.AcceptableCAs, func(name []byte) bool { return bytes.Equal(cert.RawIssuer, name) }) {
			return nil
		}
	}
	return errors.New("chain is not signed by an acceptable CA")
}
