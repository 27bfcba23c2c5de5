// Package tls speaks TLS 1.2 and 1.3. Handshakes and encryption are rustls's; certificates and what is made of them are verified here.
package tls

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// A ClientAuthType is what a server wants of its clients' certificates.
type ClientAuthType int

const (
	NoClientCert ClientAuthType = iota
	RequestClientCert
	RequireAnyClientCert
	VerifyClientCertIfGiven
	RequireAndVerifyClientCert
)

func (i ClientAuthType) String() string {
	names := [...]string{"NoClientCert", "RequestClientCert", "RequireAnyClientCert", "VerifyClientCertIfGiven", "RequireAndVerifyClientCert"}
	if i < 0 || int(i) >= len(names) {
		return fmt.Sprintf("ClientAuthType(%d)", int(i))
	}
	return names[i]
}

// A RenegotiationSupport is whether servers may ask for another handshake: they never can.
type RenegotiationSupport int

const (
	RenegotiateNever RenegotiationSupport = iota
	RenegotiateOnceAsClient
	RenegotiateFreelyAsClient
)

// A Certificate is a chain, the own certificate first, with its key.
type Certificate struct {
	Certificate [][]byte
	// A crypto.Signer.
	PrivateKey                   crypto.PrivateKey
	SupportedSignatureAlgorithms []SignatureScheme
	OCSPStaple                   []byte
	SignedCertificateTimestamps  [][]byte
	// The first of the chain, so that it need not be parsed again.
	Leaf *x509.Certificate
}

func (c *Certificate) leaf() (*x509.Certificate, error) {
	if c.Leaf != nil {
		return c.Leaf, nil
	}
	if len(c.Certificate) == 0 {
		return nil, errors.New("tls: certificate has no chain")
	}
	return x509.ParseCertificate(c.Certificate[0])
}

// A Config is how connections are made; it may be shared, and not changed after that.
type Config struct {
	// Not used: the engine has its own source.
	Rand io.Reader
	Time func() time.Time

	Certificates []Certificate
	// Deprecated: the first of Certificates that fits is taken.
	NameToCertificate    map[string]*Certificate
	GetCertificate       func(*ClientHelloInfo) (*Certificate, error)
	GetClientCertificate func(*CertificateRequestInfo) (*Certificate, error)
	GetConfigForClient   func(*ClientHelloInfo) (*Config, error)

	VerifyPeerCertificate func(rawCerts [][]byte, verifiedChains [][]*x509.Certificate) error
	VerifyConnection      func(ConnectionState) error

	RootCAs            *x509.CertPool
	NextProtos         []string
	ServerName         string
	ClientAuth         ClientAuthType
	ClientCAs          *x509.CertPool
	InsecureSkipVerify bool

	// For TLS 1.2.
	CipherSuites []uint16
	// Deprecated: does nothing.
	PreferServerCipherSuites bool

	SessionTicketsDisabled bool
	// Deprecated: does nothing; the engine makes its own keys.
	SessionTicketKey   [32]byte
	ClientSessionCache ClientSessionCache
	UnwrapSession      func(identity []byte, cs ConnectionState) (*SessionState, error)
	WrapSession        func(ConnectionState, *SessionState) ([]byte, error)

	// 0: TLS 1.2, and the highest.
	MinVersion uint16
	MaxVersion uint16

	CurvePreferences            []CurveID
	DynamicRecordSizingDisabled bool
	Renegotiation               RenegotiationSupport
	KeyLogWriter                io.Writer

	EncryptedClientHelloConfigList      []byte
	EncryptedClientHelloRejectionVerify func(ConnectionState) error
	GetEncryptedClientHelloKeys         func(*ClientHelloInfo) ([]EncryptedClientHelloKey, error)
	EncryptedClientHelloKeys            []EncryptedClientHelloKey

	mu      sync.Mutex
	tickets *sessions // of a server; copies have the same
}

// An EncryptedClientHelloKey is a server's key for encrypted hellos, which the engine does not read.
type EncryptedClientHelloKey struct {
	Config      []byte
	PrivateKey  []byte
	SendAsRetry bool
}

// An ECHRejectionError is of a server that did not accept an encrypted hello.
type ECHRejectionError struct {
	RetryConfigList []byte
}

func (e *ECHRejectionError) Error() string { return "tls: server rejected ECH" }

// Clone copies what is exported.
func (c *Config) Clone() *Config {
	if c == nil {
		return nil
	}
	return &Config{
		Rand: c.Rand, Time: c.Time, Certificates: c.Certificates, NameToCertificate: c.NameToCertificate, GetCertificate: c.GetCertificate,
		GetClientCertificate: c.GetClientCertificate, GetConfigForClient: c.GetConfigForClient, VerifyPeerCertificate: c.VerifyPeerCertificate,
		VerifyConnection: c.VerifyConnection, RootCAs: c.RootCAs, NextProtos: c.NextProtos, ServerName: c.ServerName, ClientAuth: c.ClientAuth,
		ClientCAs: c.ClientCAs, InsecureSkipVerify: c.InsecureSkipVerify, CipherSuites: c.CipherSuites, PreferServerCipherSuites: c.PreferServerCipherSuites,
		SessionTicketsDisabled: c.SessionTicketsDisabled, SessionTicketKey: c.SessionTicketKey, ClientSessionCache: c.ClientSessionCache,
		UnwrapSession: c.UnwrapSession, WrapSession: c.WrapSession, MinVersion: c.MinVersion, MaxVersion: c.MaxVersion, CurvePreferences: c.CurvePreferences,
		DynamicRecordSizingDisabled: c.DynamicRecordSizingDisabled, Renegotiation: c.Renegotiation, KeyLogWriter: c.KeyLogWriter,
		EncryptedClientHelloConfigList: c.EncryptedClientHelloConfigList, EncryptedClientHelloRejectionVerify: c.EncryptedClientHelloRejectionVerify,
		GetEncryptedClientHelloKeys: c.GetEncryptedClientHelloKeys, EncryptedClientHelloKeys: c.EncryptedClientHelloKeys, tickets: c.ownTickets(),
	}
}

// BuildNameToCertificate fills NameToCertificate.
//
// Deprecated: the first of Certificates that fits is taken.
func (c *Config) BuildNameToCertificate() {
	c.NameToCertificate = make(map[string]*Certificate)
	for i := range c.Certificates {
		cert := &c.Certificates[i]
		leaf, err := cert.leaf()
		if err != nil {
			continue
		}
		if name := leaf.Subject.CommonName; name != "" && len(leaf.DNSNames) == 0 {
			c.NameToCertificate[name] = cert
		}
		for _, name := range leaf.DNSNames {
			c.NameToCertificate[name] = cert
		}
	}
}

func (c *Config) time() time.Time {
	if c.Time != nil {
		return c.Time()
	}
	return time.Now()
}

// versions are those that both the configuration and the engine have, the highest first.
func (c *Config) versions() []uint16 {
	all := []uint16{VersionTLS13, VersionTLS12}
	return slices.DeleteFunc(all, func(v uint16) bool { return c.MinVersion > v || c.MaxVersion != 0 && v > c.MaxVersion })
}

// mutual is the highest version that the peer has too.
func (c *Config) mutual(peer []uint16) (uint16, bool) {
	for _, v := range c.versions() {
		if slices.Contains(peer, v) {
			return v, true
		}
	}
	return 0, false
}

// suites are those of TLS 1.2 that may be used.
func (c *Config) suites() []uint16 {
	return slices.DeleteFunc(slices.Clone(aeads), func(id uint16) bool { return c.CipherSuites != nil && !slices.Contains(c.CipherSuites, id) })
}

// curves are those that may be used, of which the engine has some.
func (c *Config) curves() []CurveID {
	all := []CurveID{X25519, CurveP256, CurveP384}
	return slices.DeleteFunc(all, func(id CurveID) bool { return len(c.CurvePreferences) > 0 && !slices.Contains(c.CurvePreferences, id) })
}

// refuse says what the configuration asks for that the engine has not.
func (c *Config) refuse(server bool) error {
	switch {
	case len(c.versions()) == 0:
		return errors.New("tls: no supported versions satisfy MinVersion and MaxVersion")
	case len(c.curves()) == 0:
		return errors.New("tls: no supported key exchange methods (CurveIDs)")
	case !server && c.EncryptedClientHelloConfigList != nil:
		return errors.New("tls: encrypted client hellos are not supported: leave EncryptedClientHelloConfigList nil")
	case server && (c.WrapSession != nil || c.UnwrapSession != nil):
		return errors.New("tls: WrapSession and UnwrapSession are not supported: leave them nil")
	}
	return nil
}

var errNoCertificates = errors.New("tls: no certificates configured")

// choose is the certificate for a client.
func (c *Config) choose(hello *ClientHelloInfo) (*Certificate, error) {
	if c.GetCertificate != nil && (len(c.Certificates) == 0 || hello.ServerName != "") {
		if cert, err := c.GetCertificate(hello); cert != nil || err != nil {
			return cert, err
		}
	}
	if len(c.Certificates) == 0 {
		return nil, errNoCertificates
	}
	if len(c.Certificates) == 1 {
		return &c.Certificates[0], nil
	}
	if c.NameToCertificate != nil {
		name := strings.ToLower(hello.ServerName)
		if cert, ok := c.NameToCertificate[name]; ok {
			return cert, nil
		}
		if _, rest, ok := strings.Cut(name, "."); ok {
			if cert, ok := c.NameToCertificate["*."+rest]; ok {
				return cert, nil
			}
		}
	}
	for i := range c.Certificates {
		if hello.SupportsCertificate(&c.Certificates[i]) == nil {
			return &c.Certificates[i], nil
		}
	}
	return &c.Certificates[0], nil
}

// A CertificateVerificationError is of a peer whose certificate is not good.
type CertificateVerificationError struct {
	UnverifiedCertificates []*x509.Certificate
	Err                    error
}

func (e *CertificateVerificationError) Error() string {
	return "tls: failed to verify certificate: " + e.Err.Error()
}

func (e *CertificateVerificationError) Unwrap() error { return e.Err }
