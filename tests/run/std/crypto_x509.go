// Certificates: made, read again, written keys, requests and lists, and what is said of wrong ones.
package main

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"strings"
	"time"
)

const rsaKey = `-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEAzhAKo6ot46rI5btT7tzJeG4MgKISFAhDYKiHSdBdtM9qWXkB
r6+PGovwaJ/YS/TNQa4EjGCZkYz4rKizJLQUGpmNYtaAix8P7AtU4Bagebv8WFD1
qsjaQ2leQPpK1eP34SQx9t3Qb+s2gxM2cd+1OGo1aRUuJTK54KdV7R8lyxuAyEvj
MWSkbA5dg4MJasdUyy5/qY1ib32alX8GnWOcqy2bw8YULHClykw9M3tlShZI6z3b
Qn+NGml0RnA73fbpfwNOR1wVJZHa+KAPJmG3OJ+GUhp77TBCKK6W2GkwBboAxYhC
U0J0P849GbPwSr/2idZBVppUvT737cyvU8+k0QIDAQABAoIBAE3l5I/Aer6RRocK
TQ2Ea6laOOG74wetpAL7UsGFwpbivjp6szd+L6QCeOykWLlGHv4QUenbbtKGL0/e
KnLanKr9l2Rg4JE3Oeaq1fgstZeviBK+8FASw+guAhKgTAAVwRRcgYLoka5thdsB
PVjJEBH2nKBQAHTRe1FBEQul9byUyB9zQLntc5VC8zx+E2k8KxjBEtrnG9ruN+ni
YnznRPdfEVwvDONmu1J4fWxQnY5jp5p8MhachhyVe/7Tg1szftVgx2zl5lHtKV/5
pNlWqpmhygY9YPK8VJpkD6z5M5tqyZpzM8htiyS2cHpL9zjzPZMYY69eAH9CcJlb
15vncL0CgYEA8/D9iwB/FiCwxddAJPcRrZdEir5TS76IPuldryRtEaFQc6cThRpP
9BtPPFQLWrEY8AKUKZkx74+0e+4y9X10vq4G1RaUolW/pSw+9kFLolfdD8s3lNLG
x3qZYrhiQyCQpmuZ/I8DSAbu3R/FrGm76pIEZO4wNLkPGVcWDHYIDXcCgYEA2D+0
7b0VJ5kDNwYX2JtvGJPFdvBvY4REeBjvAX0ZSLRTtb5vhylRok5TNnOPjvFNt6k1
wx2i1aDS3ihcf9TWwLfsIO3ue/qdjNJKIPm3RuWcsw6rB8EXOZ2yur43VvzsYLF7
92z15+h3KieJNqIICkpmxaWUK+LiZ4taV5p4UfcCgYEA0TxS7Shm2X7+wSOJBGvb
gO7vvqXTYnOx/2xBjBmNaALas+iKCK/yBmpqQ0+/UXH39t3vYeLh/x5e67H7ia+r
NGamu52brcYpFK7n7mdBTaVZmtNvADruf2l8KT4IIpXLHMPMl+G/KcewmIBJGEK1
CVVnaX8YYBCfj9evtM6Ex68CgYAjp+13PbQdQVeMXQ7VgluBG+x1PhO/vvFjNAlE
n5HpsQIUd4AAM0nojy2dTtSe5x6/Z8EbmOlefBQI2XLXCQsX37upelHWU25i59Gd
Ok+D+xwpUgPVVXs03tG3hOGvECkRkHI2S9sIEAaGBtrTDUhyGe50LGcQDWrzU8Dj
rO6l5QKBgQCuQmjlOzfzkkY1L8zhQPZsTCE/1ERxpDoSFmDOVyq2IN+6K0nSSSSb
hciqZZbA9l3K9PHtSm/RmdgClA5fU+MuBlTJjqLkUg/gcJ6Tw8lk4liegUtM/nqN
C4TGi4g8fhEQOA/srwzrCaEiPpOHX6aI1b2NgMGNC92U5JqBGETMIw==
-----END RSA PRIVATE KEY-----
`

func seeded(s string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte(s))
	return ed25519.NewKeyFromSeed(sum[:])
}

func elliptically(curve elliptic.Curve, s string) *ecdsa.PrivateKey {
	sum := sha256.Sum256([]byte(s))
	raw := make([]byte, (curve.Params().BitSize+7)/8)
	copy(raw[len(raw)-28:], sum[:28])
	raw[len(raw)-28] = 1
	key, err := ecdsa.ParseRawPrivateKey(curve, raw)
	if err != nil {
		panic(err)
	}
	return key
}

func theRSA() *rsa.PrivateKey {
	block, _ := pem.Decode([]byte(rsaKey))
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		panic(err)
	}
	return key
}

var start = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:8])
}

func show(c *x509.Certificate) {
	fmt.Println("certificate", c.Version, c.SerialNumber, "of", c.Subject, "by", c.Issuer)
	fmt.Println(" ", c.NotBefore, c.NotAfter, c.SignatureAlgorithm, c.PublicKeyAlgorithm, fmt.Sprintf("%T", c.PublicKey))
	fmt.Printf("  usage %v %d, %v, %v, basic %v CA %v %d %v\n", c.KeyUsage, c.KeyUsage, c.ExtKeyUsage, c.UnknownExtKeyUsage, c.BasicConstraintsValid, c.IsCA, c.MaxPathLen, c.MaxPathLenZero)
	fmt.Printf("  ids %x %x\n", c.SubjectKeyId, c.AuthorityKeyId)
	fmt.Println("  names", c.DNSNames, c.EmailAddresses, c.IPAddresses, c.URIs)
	fmt.Println("  permitted", c.PermittedDNSDomainsCritical, c.PermittedDNSDomains, c.PermittedIPRanges, c.PermittedEmailAddresses, c.PermittedURIDomains)
	fmt.Println("  excluded", c.ExcludedDNSDomains, c.ExcludedIPRanges, c.ExcludedEmailAddresses, c.ExcludedURIDomains)
	fmt.Println("  where", c.OCSPServer, c.IssuingCertificateURL, c.CRLDistributionPoints)
	fmt.Println("  policies", c.PolicyIdentifiers, c.Policies, c.PolicyMappings, c.InhibitAnyPolicy, c.InhibitAnyPolicyZero, c.InhibitPolicyMapping, c.RequireExplicitPolicy)
	for _, e := range c.Extensions {
		fmt.Printf("  %v %v %x\n", e.Id, e.Critical, e.Value)
	}
	fmt.Println("  unhandled", c.UnhandledCriticalExtensions, len(c.Raw) > 0, len(c.RawTBSCertificate), sum(c.RawTBSCertificate), sum(c.RawSubject), sum(c.RawSubjectPublicKeyInfo), hex.EncodeToString(c.RawSignatureAlgorithm))
}

func create(template, parent *x509.Certificate, pub, priv any) *x509.Certificate {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, pub, priv)
	if err != nil {
		fmt.Println("create:", err)
		return nil
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		fmt.Println("parse:", err)
		return nil
	}
	return c
}

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

func oid(s string) x509.OID {
	o, err := x509.ParseOID(s)
	if err != nil {
		panic(err)
	}
	return o
}

func certificates() (*x509.Certificate, *x509.Certificate) {
	key := seeded("ca")
	_, network, _ := net.ParseCIDR("10.1.0.0/16")
	_, network6, _ := net.ParseCIDR("2001:db8::/32")
	template := &x509.Certificate{
		SerialNumber: big.NewInt(4711),
		Subject: pkix.Name{
			Country: []string{"DE", "FR"}, Organization: []string{"Acme, \"Inc\""}, OrganizationalUnit: []string{"R&D"}, Locality: []string{"Köln"},
			Province: []string{"NRW"}, StreetAddress: []string{"#1 Main"}, PostalCode: []string{"50667"}, SerialNumber: "77", CommonName: " the CA ",
			ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{1, 2, 3, 4}, Value: "extra"}},
		},
		NotBefore: start, NotAfter: start.AddDate(30, 0, 0),
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDecipherOnly, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageAny},
		UnknownExtKeyUsage: []asn1.ObjectIdentifier{{1, 2, 3}}, BasicConstraintsValid: true, IsCA: true, MaxPathLen: 2,
		OCSPServer: []string{"http://ocsp.example.com"}, IssuingCertificateURL: []string{"http://ca.example.com/a.crt"},
		DNSNames: []string{"ca.example.com"}, EmailAddresses: []string{"ca@example.com"}, IPAddresses: []net.IP{net.IPv4(10, 1, 2, 3), net.ParseIP("2001:db8::1")},
		URIs:                        []*url.URL{mustURL("https://example.com/x?y=z")},
		PermittedDNSDomainsCritical: true, PermittedDNSDomains: []string{"example.com", ".example.org"}, ExcludedDNSDomains: []string{"bad.example.com"},
		PermittedIPRanges: []*net.IPNet{network, network6}, ExcludedIPRanges: []*net.IPNet{{IP: net.IPv4(10, 1, 9, 0).To4(), Mask: net.CIDRMask(24, 32)}},
		PermittedEmailAddresses: []string{"example.com"}, ExcludedEmailAddresses: []string{"root@example.com"},
		PermittedURIDomains: []string{"example.com"}, ExcludedURIDomains: []string{".bad.com"},
		CRLDistributionPoints: []string{"http://crl1", "http://crl2"}, Policies: []x509.OID{oid("1.2.3.4"), oid("2.999.1000000000000000000000")},
	}
	ca := create(template, template, key.Public(), key)
	show(ca)
	fmt.Println(hex.EncodeToString(ca.Signature))
	fmt.Println(ca.CheckSignatureFrom(ca), ca.CheckSignature(x509.PureEd25519, ca.RawTBSCertificate, ca.Signature), ca.Equal(ca), ca.Equal(nil))
	ec := elliptically(elliptic.P256(), "leaf")
	leaf := create(&x509.Certificate{
		SerialNumber: new(big.Int).Lsh(big.NewInt(1), 100), Subject: pkix.Name{CommonName: "leaf"}, NotBefore: start, NotAfter: time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC),
		DNSNames: []string{"www.example.com", "*.example.com"}, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage:     []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 4, 5}, Critical: true, Value: []byte{1, 2, 3}}},
	}, ca, ec.Public(), key)
	show(leaf)
	fmt.Println(leaf.CheckSignatureFrom(ca), ca.CheckSignatureFrom(leaf))
	for _, curve := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		k := elliptically(curve, "x")
		c := create(&x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: start, NotAfter: start, IsCA: true, BasicConstraintsValid: true}, &x509.Certificate{}, k.Public(), k)
		show(c)
		fmt.Println(c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature), c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate[1:], c.Signature))
	}
	k := theRSA()
	for algo := x509.UnknownSignatureAlgorithm; algo <= x509.MLDSA87+1; algo++ {
		fmt.Print(algo, ": ")
		c := create(&x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: start, NotAfter: start, SignatureAlgorithm: algo, DNSNames: []string{"x"}}, &x509.Certificate{}, k.Public(), k)
		if c != nil {
			fmt.Println(c.SignatureAlgorithm, hex.EncodeToString(c.RawSignatureAlgorithm), c.CheckSignature(algo, c.RawTBSCertificate, c.Signature), c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature),
				c.CheckSignature(x509.ECDSAWithSHA256, c.RawTBSCertificate, c.Signature), c.CheckSignature(x509.PureEd25519, nil, nil))
		}
	}
	return ca, leaf
}

func refused(ca *x509.Certificate) {
	key := seeded("ca")
	ok := func() *x509.Certificate {
		return &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: start, NotAfter: start}
	}
	try := func(change func(*x509.Certificate), parent *x509.Certificate, pub, priv any) {
		t := ok()
		change(t)
		if parent == nil {
			parent = t
		}
		if create(t, parent, pub, priv) != nil {
			fmt.Println("made")
		}
	}
	none := func(*x509.Certificate) {}
	try(none, nil, key.Public(), "no key")
	try(none, nil, "no key", key)
	try(func(c *x509.Certificate) { c.SerialNumber = big.NewInt(-1) }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.SerialNumber = nil }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.BasicConstraintsValid, c.MaxPathLen = true, -2 }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.BasicConstraintsValid, c.MaxPathLen = true, 3 }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.SignatureAlgorithm = x509.SHA256WithRSA }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.SignatureAlgorithm = 99 }, nil, key.Public(), key)
	try(none, ca, key.Public(), seeded("other"))
	try(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{77} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.DNSNames = []string{"ä"} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.EmailAddresses = []string{"ä"} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"ä"} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{".."} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.PermittedEmailAddresses = []string{"a@b@c"} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.PermittedURIDomains = []string{"1.2.3.4"} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.IPAddresses = []net.IP{{1, 2}} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.URIs = []*url.URL{{Scheme: "http", Host: "a..b"}} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) { c.Policies = []x509.OID{{}} }, nil, key.Public(), key)
	try(func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 15}, Value: []byte{1}}}
	}, nil, key.Public(), key)
	// Each byte changed in turn: the same errors.
	raw := ca.Raw
	seen := map[string]int{}
	var order []string
	for i := range raw {
		for _, x := range []byte{0x01, 0x80, 0xff} {
			b := bytes.Clone(raw)
			b[i] ^= x
			if _, err := x509.ParseCertificate(b); err != nil {
				text := err.Error()
				if seen[text] == 0 {
					order = append(order, text)
				}
				seen[text]++
			}
		}
	}
	for _, text := range order {
		fmt.Println(seen[text], text)
	}
	for _, n := range []int{0, 1, 2, 10, 100, len(raw) - 1} {
		_, err := x509.ParseCertificate(raw[:n])
		fmt.Println(n, err)
	}
	_, err := x509.ParseCertificate(append(bytes.Clone(raw), 0))
	fmt.Println(err)
	list, err := x509.ParseCertificates(append(bytes.Clone(raw), raw...))
	fmt.Println(len(list), err)
	list, err = x509.ParseCertificates(append(bytes.Clone(raw), 0x30))
	fmt.Println(len(list), err)
}

func keys() {
	all := []any{theRSA(), seeded("k"), elliptically(elliptic.P224(), "k"), elliptically(elliptic.P256(), "k"), elliptically(elliptic.P384(), "k"), elliptically(elliptic.P521(), "k")}
	x, _ := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{7}, 32))
	p, _ := ecdh.P256().NewPrivateKey(bytes.Repeat([]byte{7}, 32))
	all = append(all, x, p, "text", nil)
	for _, k := range all {
		b, err := x509.MarshalPKCS8PrivateKey(k)
		fmt.Printf("%T %s %v\n", k, sum(b), err)
		if err != nil {
			continue
		}
		again, err := x509.ParsePKCS8PrivateKey(b)
		fmt.Printf("  %T %v\n", again, err)
		_, err = x509.ParsePKCS1PrivateKey(b)
		fmt.Println("  ", err)
		_, err = x509.ParseECPrivateKey(b)
		fmt.Println("  ", err)
		pub := k.(interface{ Public() crypto.PublicKey }).Public()
		b, err = x509.MarshalPKIXPublicKey(pub)
		fmt.Println("  ", sum(b), err)
		other, err := x509.ParsePKIXPublicKey(b)
		fmt.Printf("  %T %v\n", other, err)
		_, err = x509.ParsePKCS1PublicKey(b)
		fmt.Println("  ", err)
		if ec, ok := k.(*ecdsa.PrivateKey); ok {
			b, err := x509.MarshalECPrivateKey(ec)
			again, err2 := x509.ParseECPrivateKey(b)
			fmt.Println("  ", sum(b), err, err2, again.Equal(ec))
			_, err = x509.ParsePKCS8PrivateKey(b)
			fmt.Println("  ", err)
			_, err = x509.ParsePKCS1PrivateKey(b)
			fmt.Println("  ", err)
		}
		if r, ok := k.(*rsa.PrivateKey); ok {
			b := x509.MarshalPKCS1PrivateKey(r)
			_, err := x509.ParsePKCS8PrivateKey(b)
			_, err2 := x509.ParseECPrivateKey(b)
			_, err3 := x509.ParsePKCS1PrivateKey(append(b, 0))
			fmt.Println("  ", err, err2, err3)
			b = x509.MarshalPKCS1PublicKey(&r.PublicKey)
			_, err = x509.ParsePKIXPublicKey(b)
			back, err2 := x509.ParsePKCS1PublicKey(b)
			_, err3 = x509.ParsePKCS1PublicKey(append(b, 0))
			fmt.Println("  ", err, back.Equal(&r.PublicKey), err2, err3)
		}
	}
	_, err := x509.MarshalPKIXPublicKey("x")
	fmt.Println(err)
	for _, b := range [][]byte{nil, {0x30}, {0x30, 0}, {0x30, 3, 2, 1, 0}, {5, 0}} {
		_, err1 := x509.ParsePKCS8PrivateKey(b)
		_, err2 := x509.ParsePKCS1PrivateKey(b)
		_, err3 := x509.ParseECPrivateKey(b)
		_, err4 := x509.ParsePKIXPublicKey(b)
		_, err5 := x509.ParsePKCS1PublicKey(b)
		fmt.Println(err1, err2, err3, err4, err5)
	}
}

func requests() {
	key := seeded("csr")
	template := &x509.CertificateRequest{
		Subject: pkix.Name{CommonName: "req", Organization: []string{"O"}}, DNSNames: []string{"a.example", "b.example"}, EmailAddresses: []string{"x@example.com"},
		IPAddresses: []net.IP{net.IPv4(1, 2, 3, 4)}, URIs: []*url.URL{mustURL("spiffe://x/y")},
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Value: []byte("v")}},
		Attributes:      []pkix.AttributeTypeAndValueSET{{Type: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 2}, Value: [][]pkix.AttributeTypeAndValue{{{Type: asn1.ObjectIdentifier{1, 2, 9}, Value: "hi"}}}}},
	}
	b, err := x509.CreateCertificateRequest(rand.Reader, template, key)
	fmt.Println(hex.EncodeToString(b), err)
	r, err := x509.ParseCertificateRequest(b)
	fmt.Println(err)
	fmt.Println(r.Version, r.Subject, r.SignatureAlgorithm, r.PublicKeyAlgorithm, r.DNSNames, r.EmailAddresses, r.IPAddresses, r.URIs, r.Extensions, r.Attributes, r.CheckSignature())
	r.Signature[3] ^= 1
	fmt.Println(r.CheckSignature())
	_, err = x509.CreateCertificateRequest(rand.Reader, template, "key")
	fmt.Println(err)
	_, err = x509.ParseCertificateRequest(append(b, 1))
	fmt.Println(err)
	_, err = x509.ParseCertificateRequest(b[:20])
	fmt.Println(err)
	for i := range b {
		c := bytes.Clone(b)
		c[i] ^= 0x81
		if _, err := x509.ParseCertificateRequest(c); err != nil && i%7 == 0 {
			fmt.Println(i, err)
		}
	}
}

func lists(ca *x509.Certificate) {
	key := seeded("ca")
	template := &x509.RevocationList{
		Number: big.NewInt(77), ThisUpdate: start, NextUpdate: start.AddDate(0, 1, 0),
		RevokedCertificateEntries: []x509.RevocationListEntry{
			{SerialNumber: big.NewInt(1), RevocationTime: start, ReasonCode: 4},
			{SerialNumber: big.NewInt(2), RevocationTime: start.Add(time.Hour), ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Value: []byte{9}}}},
		},
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 4}, Critical: true, Value: []byte{8}}},
	}
	b, err := x509.CreateRevocationList(rand.Reader, template, ca, key)
	fmt.Println(hex.EncodeToString(b), err)
	rl, err := x509.ParseRevocationList(b)
	fmt.Println(err, rl.Number, rl.Issuer, rl.ThisUpdate, rl.NextUpdate, rl.SignatureAlgorithm, rl.Extensions, hex.EncodeToString(rl.AuthorityKeyId))
	for _, e := range rl.RevokedCertificateEntries {
		fmt.Println(" ", e.SerialNumber, e.RevocationTime, e.ReasonCode, e.Extensions, len(e.Raw))
	}
	fmt.Println(len(rl.RevokedCertificates), rl.CheckSignatureFrom(ca))
	old, err := x509.ParseCRL(pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: b}))
	fmt.Println(err, len(old.TBSCertList.RevokedCertificates), old.HasExpired(start), old.HasExpired(start.AddDate(1, 0, 0)), ca.CheckCRLSignature(old))
	bad := func(change func(*x509.RevocationList, *x509.Certificate)) {
		t, issuer := *template, *ca
		change(&t, &issuer)
		_, err := x509.CreateRevocationList(rand.Reader, &t, &issuer, key)
		fmt.Println(err)
	}
	bad(func(t *x509.RevocationList, c *x509.Certificate) { c.KeyUsage = 0 })
	bad(func(t *x509.RevocationList, c *x509.Certificate) { c.SubjectKeyId = nil })
	bad(func(t *x509.RevocationList, c *x509.Certificate) { t.NextUpdate = time.Time{} })
	bad(func(t *x509.RevocationList, c *x509.Certificate) { t.Number = nil })
	bad(func(t *x509.RevocationList, c *x509.Certificate) { t.Number = new(big.Int).Lsh(big.NewInt(1), 159) })
	bad(func(t *x509.RevocationList, c *x509.Certificate) {
		t.RevokedCertificateEntries = []x509.RevocationListEntry{{}}
	})
	bad(func(t *x509.RevocationList, c *x509.Certificate) {
		t.RevokedCertificateEntries = []x509.RevocationListEntry{{SerialNumber: big.NewInt(1)}}
	})
	_, err = x509.CreateRevocationList(rand.Reader, nil, ca, key)
	_, err2 := x509.CreateRevocationList(rand.Reader, template, nil, key)
	fmt.Println(err, err2)
	seen := map[string]bool{}
	for i := range b {
		c := bytes.Clone(b)
		c[i] ^= 0x81
		if _, err := x509.ParseRevocationList(c); err != nil && !seen[err.Error()] {
			seen[err.Error()] = true
			fmt.Println(i, err)
		}
	}
	der, err := ca.CreateCRL(rand.Reader, key, []pkix.RevokedCertificate{{SerialNumber: big.NewInt(5), RevocationTime: start}}, start, start.AddDate(0, 0, 1))
	fmt.Println(sum(der), err)
	_, err = x509.ParseDERCRL(append(der, 0))
	fmt.Println(err)
}

func encrypted() {
	for alg := x509.PEMCipher(0); alg <= x509.PEMCipherAES256+1; alg++ {
		block, err := x509.EncryptPEMBlock(strings.NewReader("0123456789abcdef"), "X", []byte("the text"), []byte("password"), alg)
		if err != nil {
			fmt.Println(alg, err)
			continue
		}
		fmt.Print(string(pem.EncodeToMemory(block)))
		b, err := x509.DecryptPEMBlock(block, []byte("password"))
		fmt.Printf("%v %q %v\n", x509.IsEncryptedPEMBlock(block), b, err)
		_, err = x509.DecryptPEMBlock(block, []byte("wrong"))
		fmt.Println(errors.Is(err, x509.IncorrectPasswordError), err)
	}
	for _, h := range []map[string]string{nil, {"DEK-Info": "x"}, {"DEK-Info": "x,y"}, {"DEK-Info": "DES-CBC,zz"}, {"DEK-Info": "DES-CBC,00"}, {"DEK-Info": "DES-CBC,0001020304050607"}} {
		_, err := x509.DecryptPEMBlock(&pem.Block{Headers: h, Bytes: []byte("abc")}, nil)
		fmt.Println(err)
	}
	_, err := x509.DecryptPEMBlock(&pem.Block{Headers: map[string]string{"DEK-Info": "DES-CBC,0001020304050607"}}, nil)
	fmt.Println(err)
	_, err = x509.EncryptPEMBlock(strings.NewReader("short"), "X", nil, nil, x509.PEMCipherAES128)
	fmt.Println(err)
}

func identifiers() {
	for _, s := range []string{"1.2.3", "2.999", "0.39.1", "1.40", "3.1", "", "1", "1.", ".1", "1.2.-3", "2.5.29.32.0", "1.2.99999999999999999999999999", "01.2"} {
		o, err := x509.ParseOID(s)
		b, _ := o.MarshalBinary()
		text, _ := o.MarshalText()
		fmt.Printf("%q %v %v %x %s\n", s, o, err, b, text)
	}
	a, err := x509.OIDFromInts([]uint64{1, 2, 1 << 63})
	fmt.Println(a, err, a.EqualASN1OID(asn1.ObjectIdentifier{1, 2, 3}))
	_, err = x509.OIDFromInts([]uint64{1})
	fmt.Println(err)
	b, err := x509.OIDFromASN1OID(asn1.ObjectIdentifier{1, 2, 3})
	fmt.Println(b, err, b.EqualASN1OID(asn1.ObjectIdentifier{1, 2, 3}), b.Equal(a))
	_, err = x509.OIDFromASN1OID(asn1.ObjectIdentifier{1, -2, 3})
	fmt.Println(err)
	var o x509.OID
	fmt.Println(o.UnmarshalBinary([]byte{0x80, 1}), o.UnmarshalBinary([]byte{0x2a, 3}), o, o.UnmarshalText([]byte("x")))
	for i := x509.ExtKeyUsageAny; i <= x509.ExtKeyUsageMicrosoftKernelCodeSigning; i++ {
		fmt.Print(i, " ", i.OID(), "; ")
	}
	fmt.Println(x509.ExtKeyUsage(99), x509.KeyUsage(3))
	for i := x509.KeyUsageDigitalSignature; i <= x509.KeyUsageDecipherOnly; i <<= 1 {
		fmt.Print(i, " ")
	}
	for i := x509.UnknownPublicKeyAlgorithm; i <= x509.MLDSA+1; i++ {
		fmt.Print(i, " ")
	}
	for i := x509.UnknownSignatureAlgorithm; i <= x509.MLDSA87+1; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
}

func main() {
	ca, _ := certificates()
	refused(ca)
	keys()
	requests()
	lists(ca)
	encrypted()
	identifiers()
}
