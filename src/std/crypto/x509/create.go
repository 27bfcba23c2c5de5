package x509

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"math/big"
	"math/bits"
	"net"
	"net/url"
	"time"
)

var keySHA256 = godebug.New("x509sha256skid")

type certificate struct {
	TBS                tbsCertificate
	SignatureAlgorithm pkix.AlgorithmIdentifier
	SignatureValue     asn1.BitString
}

type tbsCertificate struct {
	Raw                asn1.RawContent
	Version            int `asn1:"optional,explicit,default:0,tag:0"`
	SerialNumber       *big.Int
	SignatureAlgorithm pkix.AlgorithmIdentifier
	Issuer             asn1.RawValue
	Validity           struct{ NotBefore, NotAfter time.Time }
	Subject            asn1.RawValue
	PublicKey          publicKeyInfo
	Extensions         []pkix.Extension `asn1:"omitempty,optional,explicit,tag:3"`
}

type authorityKeyId struct {
	Id []byte `asn1:"optional,tag:0"`
}

func (c *Certificate) subject() ([]byte, error) {
	if len(c.RawSubject) > 0 {
		return c.RawSubject, nil
	}
	return asn1.Marshal(c.Subject.ToRDNSequence())
}

// CreateCertificate makes a certificate like template of the key pub, signed by parent's key priv. Without a serial number it gets a random one.
func CreateCertificate(rand io.Reader, template, parent *Certificate, pub, priv any) ([]byte, error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	serial := template.SerialNumber
	if serial == nil {
		b := make([]byte, 20)
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0x7f
		serial = new(big.Int).SetBytes(b)
	}
	if serial.Sign() < 0 {
		return nil, errors.New("x509: serial number must be positive")
	}
	if template.BasicConstraintsValid {
		if template.MaxPathLen < -1 {
			return nil, errors.New("x509: invalid MaxPathLen, must be greater or equal to -1")
		}
		if !template.IsCA && template.MaxPathLen != -1 && (template.MaxPathLen != 0 || template.MaxPathLenZero) {
			return nil, errors.New("x509: only CAs are allowed to specify MaxPathLen")
		}
	}
	algo, ai, err := signingAlgorithm(key, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	public, keyAI, err := marshalPublicKey(pub)
	if err != nil {
		return nil, err
	}
	if keyAlgorithm(keyAI.Algorithm) == UnknownPublicKeyAlgorithm {
		return nil, fmt.Errorf("x509: unsupported public key type: %T", pub)
	}
	issuer, err := parent.subject()
	if err != nil {
		return nil, err
	}
	subject, err := template.subject()
	if err != nil {
		return nil, err
	}
	authority := template.AuthorityKeyId
	if !bytes.Equal(issuer, subject) && len(parent.SubjectKeyId) > 0 {
		authority = parent.SubjectKeyId
	}
	own := template.SubjectKeyId
	if len(own) == 0 && template.IsCA {
		if keySHA256.Value() == "0" {
			h := sha1.Sum(public)
			own = h[:]
		} else {
			h := sha256.Sum256(public)
			own = h[:20]
		}
	}
	signer, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok {
		return nil, errors.New("x509: internal error: supported public key does not implement Equal")
	}
	if parent.PublicKey != nil && !signer.Equal(parent.PublicKey) {
		return nil, errors.New("x509: provided PrivateKey doesn't match parent's PublicKey")
	}
	extensions, err := template.writeExtensions(bytes.Equal(subject, []byte{tagSequence, 0}), authority, own)
	if err != nil {
		return nil, err
	}
	tbs := tbsCertificate{
		Version: 2, SerialNumber: serial, SignatureAlgorithm: ai, Issuer: asn1.RawValue{FullBytes: issuer}, Subject: asn1.RawValue{FullBytes: subject},
		PublicKey: keyInfo(public, keyAI), Extensions: extensions,
	}
	tbs.Validity.NotBefore, tbs.Validity.NotAfter = template.NotBefore.UTC(), template.NotAfter.UTC()
	if tbs.Raw, err = asn1.Marshal(tbs); err != nil {
		return nil, err
	}
	signature, err := sign(tbs.Raw, key, algo, rand)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(certificate{tbs, ai, signature})
}

// writeExtensions makes extensions of the fields; ExtraExtensions have precedence.
func (c *Certificate) writeExtensions(unnamed bool, authority, own []byte) ([]pkix.Extension, error) {
	var out []pkix.Extension
	var failed error
	add := func(oid asn1.ObjectIdentifier, critical, there bool, value func() ([]byte, error)) {
		if !there || failed != nil || find(oid, c.ExtraExtensions) != nil {
			return
		}
		b, err := value()
		if failed = err; err == nil {
			out = append(out, pkix.Extension{Id: oid, Critical: critical, Value: b})
		}
	}
	marshal := func(v any) func() ([]byte, error) { return func() ([]byte, error) { return asn1.Marshal(v) } }

	add(oidKeyUsage, true, c.KeyUsage != 0, func() ([]byte, error) {
		b := []byte{bits.Reverse8(byte(c.KeyUsage)), bits.Reverse8(byte(c.KeyUsage >> 8))}
		length := bits.Len16(uint16(c.KeyUsage))
		if b[1] == 0 {
			b = b[:1]
		}
		return asn1.Marshal(asn1.BitString{Bytes: b, BitLength: length})
	})
	add(oidExtKeyUsage, false, len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) > 0, func() ([]byte, error) {
		var oids []asn1.ObjectIdentifier
		for _, usage := range c.ExtKeyUsage {
			if !usage.known() {
				return nil, errors.New("x509: unknown extended key usage")
			}
			oids = append(oids, purposes[usage].oid)
		}
		return asn1.Marshal(append(oids, c.UnknownExtKeyUsage...))
	})
	add(oidBasic, true, c.BasicConstraintsValid, func() ([]byte, error) {
		length := c.MaxPathLen
		if length == 0 && !c.MaxPathLenZero {
			length = -1
		}
		return asn1.Marshal(struct {
			IsCA       bool `asn1:"optional"`
			MaxPathLen int  `asn1:"optional,default:-1"`
		}{c.IsCA, length})
	})
	add(oidSubjectKeyId, false, len(own) > 0, marshal(own))
	add(oidAuthorityKeyId, false, len(authority) > 0, marshal(authorityKeyId{authority}))
	add(oidAuthorityInfo, false, len(c.OCSPServer)+len(c.IssuingCertificateURL) > 0, func() ([]byte, error) {
		type info struct {
			Method   asn1.ObjectIdentifier
			Location asn1.RawValue
		}
		var all []info
		for _, name := range c.OCSPServer {
			all = append(all, info{oidOCSP, asn1.RawValue{Tag: nameURI, Class: 2, Bytes: []byte(name)}})
		}
		for _, name := range c.IssuingCertificateURL {
			all = append(all, info{oidIssuers, asn1.RawValue{Tag: nameURI, Class: 2, Bytes: []byte(name)}})
		}
		return asn1.Marshal(all)
	})
	add(oidSAN, unnamed, len(c.DNSNames)+len(c.EmailAddresses)+len(c.IPAddresses)+len(c.URIs) > 0, func() ([]byte, error) {
		return marshalNames(c.DNSNames, c.EmailAddresses, c.IPAddresses, c.URIs)
	})
	add(oidPolicies, false, len(c.Policies) > 0, func() ([]byte, error) {
		var all []byte
		for _, oid := range c.Policies {
			if len(oid.der) == 0 {
				return nil, errors.New("invalid policy object identifier")
			}
			all = append(all, encode(tagSequence, encode(tagOID, oid.der))...)
		}
		return encode(tagSequence, all), nil
	})
	constrained := len(c.PermittedDNSDomains)+len(c.ExcludedDNSDomains)+len(c.PermittedIPRanges)+len(c.ExcludedIPRanges)+
		len(c.PermittedEmailAddresses)+len(c.ExcludedEmailAddresses)+len(c.PermittedURIDomains)+len(c.ExcludedURIDomains) > 0
	add(oidNames, c.PermittedDNSDomainsCritical, constrained, func() ([]byte, error) {
		permitted, err := marshalSubtrees(c.PermittedDNSDomains, c.PermittedIPRanges, c.PermittedEmailAddresses, c.PermittedURIDomains)
		if err != nil {
			return nil, err
		}
		excluded, err := marshalSubtrees(c.ExcludedDNSDomains, c.ExcludedIPRanges, c.ExcludedEmailAddresses, c.ExcludedURIDomains)
		if err != nil {
			return nil, err
		}
		var all []byte
		if len(permitted) > 0 {
			all = append(all, encode(context|constructed, permitted)...)
		}
		if len(excluded) > 0 {
			all = append(all, encode(context|constructed|1, excluded)...)
		}
		return encode(tagSequence, all), nil
	})
	add(oidCRLPoints, false, len(c.CRLDistributionPoints) > 0, func() ([]byte, error) {
		var all []byte
		for _, name := range c.CRLDistributionPoints {
			uri := encode(context|nameURI, []byte(name))
			all = append(all, encode(tagSequence, encode(context|constructed, encode(context|constructed, uri)))...)
		}
		return encode(tagSequence, all), nil
	})
	if failed != nil {
		return nil, failed
	}
	return append(out, c.ExtraExtensions...), nil
}

func marshalNames(dns, emails []string, ips []net.IP, uris []*url.URL) ([]byte, error) {
	var all []byte
	add := func(kind byte, text string) error {
		all = append(all, encode(context|kind, []byte(text))...)
		return isIA5(text)
	}
	for _, name := range dns {
		if err := add(nameDNS, name); err != nil {
			return nil, err
		}
	}
	for _, email := range emails {
		if err := add(nameEmail, email); err != nil {
			return nil, err
		}
	}
	for _, ip := range ips {
		if v4 := ip.To4(); v4 != nil {
			ip = v4
		}
		all = append(all, encode(context|nameIP, ip)...)
	}
	for _, uri := range uris {
		if err := add(nameURI, uri.String()); err != nil {
			return nil, err
		}
	}
	return encode(tagSequence, all), nil
}

func marshalSubtrees(dns []string, ips []*net.IPNet, emails, uris []string) (all []byte, err error) {
	add := func(kind byte, texts []string) {
		for _, text := range texts {
			if wrong := isIA5(text); wrong != nil && err == nil {
				err = wrong
			}
			all = append(all, encode(tagSequence, encode(context|kind, []byte(text)))...)
		}
	}
	add(nameDNS, dns)
	for _, n := range ips {
		masked := n.IP.Mask(n.Mask)
		if len(masked) == net.IPv6len && masked.To4() != nil {
			return nil, errors.New("x509: IP constraint contained IPv4-mapped IPv6 address with a IPv6 mask")
		}
		all = append(all, encode(tagSequence, encode(context|nameIP, masked, n.Mask))...)
	}
	add(nameEmail, emails)
	add(nameURI, uris)
	return all, err
}
