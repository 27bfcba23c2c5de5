// Chains of certificates: which are found, and why others are not.
package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var now = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

// An entity has a certificate and a key.
type entity struct {
	cert *x509.Certificate
	key  ed25519.PrivateKey
}

var serial int64

func key(name string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte(name))
	return ed25519.NewKeyFromSeed(sum[:])
}

// issue makes name's certificate, signed by parent; nil: by itself.
func issue(name string, parent *entity, ca bool, changes ...func(*x509.Certificate)) *entity {
	serial++
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(1, 0, 0),
		BasicConstraintsValid: true, IsCA: ca, MaxPathLen: -1,
	}
	if ca {
		template.KeyUsage = x509.KeyUsageCertSign
	} else {
		template.KeyUsage = x509.KeyUsageDigitalSignature
		template.DNSNames = []string{"www.example.com"}
	}
	for _, change := range changes {
		change(template)
	}
	e := &entity{key: key(name)}
	from, by := template, e.key
	if parent != nil {
		from, by = parent.cert, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, from, e.key.Public(), by)
	if err != nil {
		panic(err)
	}
	if e.cert, err = x509.ParseCertificate(der); err != nil {
		fmt.Println("parse", name, err)
		e.cert = &x509.Certificate{}
	}
	return e
}

func pool(all ...*entity) *x509.CertPool {
	p := x509.NewCertPool()
	for _, e := range all {
		p.AddCert(e.cert)
	}
	return p
}

func verify(what string, leaf *entity, opts x509.VerifyOptions) {
	if opts.CurrentTime.IsZero() {
		opts.CurrentTime = now
	}
	chains, err := leaf.cert.Verify(opts)
	fmt.Printf("%s: %d %v\n", what, len(chains), err)
	for _, chain := range chains {
		for i, c := range chain {
			if i > 0 {
				fmt.Print(" <- ")
			}
			fmt.Print(c.Subject.CommonName)
		}
		fmt.Println()
	}
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid):
		fmt.Println("  invalid", invalid.Reason, invalid.Cert.Subject.CommonName, invalid.Detail)
	case errors.As(err, &host):
		fmt.Println("  host", host.Host, host.Certificate.Subject)
	case errors.As(err, &unknown):
		fmt.Println("  unknown", unknown.Cert.Subject)
	}
}

func names(n ...string) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.DNSNames = n }
}

func basics() {
	root := issue("root", nil, true)
	mid := issue("mid", root, true)
	mid2 := issue("mid2", mid, true)
	leaf := issue("leaf", mid, false)
	deep := issue("deep", mid2, false)
	verify("good", leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(mid)})
	verify("deep", deep, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(mid, mid2)})
	verify("intermediate as root", leaf, x509.VerifyOptions{Roots: pool(mid)})
	verify("both", leaf, x509.VerifyOptions{Roots: pool(mid, root), Intermediates: pool(mid)})
	verify("leaf as root", leaf, x509.VerifyOptions{Roots: pool(leaf)})
	verify("missing", leaf, x509.VerifyOptions{Roots: pool(root)})
	verify("empty", leaf, x509.VerifyOptions{Roots: pool()})
	verify("early", leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(mid), CurrentTime: now.AddDate(-3, 0, 0)})
	verify("late", leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(mid), CurrentTime: now.AddDate(3, 0, 0)})
	old := issue("old", root, true, func(c *x509.Certificate) { c.NotAfter = now.AddDate(0, -1, 0) })
	verify("late intermediate", issue("x", old, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(old)})
	other := issue("root", nil, true, func(c *x509.Certificate) { c.Subject.Organization = []string{"other"} })
	fake := &entity{cert: other.cert, key: key("fake")}
	_ = fake
	impostor := issue("impostor", nil, true)
	named := issue("impostor", nil, true)
	named.key = key("mid")
	verify("no CA", issue("x", leaf, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(mid, leaf)})
	notCA := issue("notca", root, false, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCertSign })
	verify("not authorized", issue("x", notCA, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(notCA)})
	noSign := issue("nosign", root, true, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	verify("may not sign", issue("x", noSign, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(noSign)})
	short := issue("short", root, true, func(c *x509.Certificate) { c.MaxPathLen, c.MaxPathLenZero = 0, true })
	sub := issue("sub", short, true)
	verify("path length", issue("x", sub, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(short, sub)})
	verify("path length 0", issue("x", short, false), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(short)})
	critical := issue("critical", root, false, func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Critical: true, Value: []byte{1}}}
	})
	verify("critical", critical, x509.VerifyOptions{Roots: pool(root)})
	verify("not parsed", &entity{cert: &x509.Certificate{}}, x509.VerifyOptions{Roots: pool(root)})
	_ = impostor
	// Two certificates of one key: both chains.
	cross := issue("mid", issue("root2", nil, true), true)
	root2 := issue("root2", nil, true)
	verify("cross", leaf, x509.VerifyOptions{Roots: pool(root, root2), Intermediates: pool(mid, cross)})
	// A wrong key with the right name.
	wrong := issue("mid", root, true)
	wrong.key = key("wrong")
	false1 := &entity{key: key("false")}
	der, _ := x509.CreateCertificate(rand.Reader, wrong.cert, root.cert, false1.key.Public(), root.key)
	false1.cert, _ = x509.ParseCertificate(der)
	verify("wrong key", leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(false1)})
	constrained := x509.NewCertPool()
	constrained.AddCertWithConstraint(root.cert, func(chain []*x509.Certificate) error {
		fmt.Println("asked about", len(chain))
		return errors.New("not this one")
	})
	verify("constraint", leaf, x509.VerifyOptions{Roots: constrained, Intermediates: pool(mid)})
}

func hostnames() {
	root := issue("root", nil, true)
	leaf := issue("leaf", root, false, names("www.example.com", "*.example.org", "*.", "*", "a.*.b", "under_score.com", "_x.com", "UPPER.com", "-a.com"), func(c *x509.Certificate) {
		c.IPAddresses = []net.IP{net.IPv4(10, 0, 0, 1), net.ParseIP("::1")}
	})
	for _, h := range []string{"www.example.com", "WWW.example.COM.", "example.com", "x.example.org", "x.y.example.org", "example.org", ".example.org", "a.x.b", "a.*.b", "*", "", ".", "under_score.com", "upper.com",
		"-a.com", "10.0.0.1", "[10.0.0.1]", "10.0.0.2", "::1", "[::1]", "::2", "[::1", "::ffff:10.0.0.1", "1.2.3", "foo\x00", "_x.com"} {
		fmt.Printf("%q %v\n", h, leaf.cert.VerifyHostname(h))
	}
	for _, c := range []*entity{
		issue("www.example.com", root, false, names()), issue("none", root, false, names()),
		issue("many", root, false, func(c *x509.Certificate) {
			for i := range 120 {
				c.DNSNames = append(c.DNSNames, fmt.Sprintf("h%d", i))
				c.IPAddresses = append(c.IPAddresses, net.IPv4(1, 2, 3, byte(i)))
			}
		}),
	} {
		fmt.Println(c.cert.VerifyHostname("www.example.com"))
		fmt.Println(c.cert.VerifyHostname("10.9.9.9"))
	}
	verify("host", leaf, x509.VerifyOptions{Roots: pool(root), DNSName: "www.example.com"})
	verify("other host", leaf, x509.VerifyOptions{Roots: pool(root), DNSName: "other.com"})
}

func usages() {
	usage := func(u ...x509.ExtKeyUsage) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.ExtKeyUsage = u }
	}
	root := issue("root", nil, true)
	server := issue("server", root, true, usage(x509.ExtKeyUsageServerAuth))
	leaf := issue("leaf", server, false, usage(x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth))
	for _, u := range [][]x509.ExtKeyUsage{nil, {x509.ExtKeyUsageClientAuth}, {x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth}, {x509.ExtKeyUsageAny}, {x509.ExtKeyUsageCodeSigning}} {
		verify(fmt.Sprint("usage ", u), leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(server), KeyUsages: u})
	}
}

func constraints() {
	_, v4, _ := net.ParseCIDR("10.0.0.0/8")
	_, v4in, _ := net.ParseCIDR("10.1.0.0/16")
	_, v6, _ := net.ParseCIDR("2001:db8::/32")
	address := func(s string) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.ParseIP(s)} }
	}
	email := func(s string) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.DNSNames, c.EmailAddresses = nil, []string{s} }
	}
	uri := func(s string) func(*x509.Certificate) {
		u, err := url.Parse(s)
		if err != nil {
			panic(err)
		}
		return func(c *x509.Certificate) { c.DNSNames, c.URIs = nil, []*url.URL{u} }
	}
	root := issue("root", nil, true)
	cas := map[string]func(*x509.Certificate){
		"permitted names": func(c *x509.Certificate) {
			c.PermittedDNSDomains = []string{"example.com", ".example.org", "a.example.com"}
		},
		"excluded names": func(c *x509.Certificate) {
			c.ExcludedDNSDomains = []string{"bad.example.com", "Evil.com", "x.bad.example.com"}
		},
		"everything out": func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{""} },
		"addresses": func(c *x509.Certificate) {
			c.PermittedIPRanges, c.ExcludedIPRanges = []*net.IPNet{v4, v6}, []*net.IPNet{v4in}
		},
		"emails": func(c *x509.Certificate) {
			c.PermittedEmailAddresses, c.ExcludedEmailAddresses = []string{"example.com", "one@other.com"}, []string{"root@example.com", ".sub.example.com"}
		},
		"uris": func(c *x509.Certificate) {
			c.PermittedURIDomains, c.ExcludedURIDomains = []string{"example.com"}, []string{".bad.example.com"}
		},
	}
	for _, kind := range []string{"permitted names", "excluded names", "everything out", "addresses", "emails", "uris"} {
		ca := issue(kind, root, true, cas[kind])
		fmt.Println(ca.cert.PermittedDNSDomains, ca.cert.ExcludedDNSDomains, ca.cert.PermittedIPRanges, ca.cert.PermittedEmailAddresses, ca.cert.PermittedURIDomains)
		try := func(what string, change func(*x509.Certificate)) {
			verify(kind+" "+what, issue("leaf", ca, false, change), x509.VerifyOptions{Roots: pool(root), Intermediates: pool(ca)})
		}
		for _, n := range []string{"example.com", "www.example.com", "badexample.com", "example.org", "x.example.org", "bad.example.com", "x.bad.example.com", "*.example.com", "*.bad.example.com", "evil.com", "WWW.EVIL.com", "", "a..b"} {
			try(n, names(n))
		}
		for _, ip := range []string{"10.2.0.1", "10.1.0.1", "11.0.0.1", "2001:db8::5", "2001:db9::5"} {
			try(ip, address(ip))
		}
		for _, e := range []string{"a@example.com", "root@example.com", "a@sub.example.com", "a@x.sub.example.com", "one@other.com", "two@other.com", "one@OTHER.com", `"quoted x"@example.com`, "nonsense", "a@", "@b", "..@b"} {
			try(e, email(e))
		}
		for _, u := range []string{"http://example.com/x", "http://www.example.com:80/", "http://x.bad.example.com", "http://other.com", "http://1.2.3.4/", "http://[::1]:80/", "mailto:x", "http://a:b@example.com"} {
			try(u, uri(u))
		}
	}
}

func policies() {
	oid := func(s string) x509.OID {
		o, err := x509.ParseOID(s)
		if err != nil {
			panic(err)
		}
		return o
	}
	with := func(texts ...string) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			for _, s := range texts {
				c.Policies = append(c.Policies, oid(s))
			}
		}
	}
	raw := func(id int, value ...byte) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			c.ExtraExtensions = append(c.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, id}, Critical: true, Value: value})
		}
	}
	explicit := raw(36, 0x30, 3, 0x80, 1, 0)
	noMapping := raw(36, 0x30, 6, 0x80, 1, 0, 0x81, 1, 0)
	noAny := raw(54, 2, 1, 0)
	// 1.2.3 is called 1.2.4 further down.
	mapping := raw(33, 0x30, 10, 0x30, 8, 6, 2, 0x2a, 3, 6, 2, 0x2a, 4)
	mapsAny := raw(33, 0x30, 12, 0x30, 10, 6, 4, 0x55, 0x1d, 0x20, 0, 6, 2, 0x2a, 4)
	const any = "2.5.29.32.0"
	type list []func(*x509.Certificate)
	for i, test := range []struct{ top, mid, leaf list }{
		{list{with("1.2.3")}, list{with("1.2.3")}, list{with("1.2.3")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3")}, list{with("1.2.3")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3")}, list{with("1.2.4")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3")}, list{}},
		{list{with(any), explicit}, list{with("1.2.3")}, list{with("1.2.3", "1.2.4")}},
		{list{with(any), explicit}, list{with(any)}, list{with("1.2.4")}},
		{list{with(any), explicit, noAny}, list{with(any)}, list{with("1.2.4")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3"), mapping}, list{with("1.2.4")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3"), mapping}, list{with("1.2.3")}},
		{list{with("1.2.3"), noMapping}, list{with("1.2.3"), mapping}, list{with("1.2.4")}},
		{list{with(any), explicit}, list{with(any), mapping}, list{with("1.2.4")}},
		{list{with(any), explicit}, list{with(any), mapsAny}, list{with("1.2.4")}},
		{list{with("1.2.3"), explicit}, list{with("1.2.3", "1.2.5")}, list{with(any)}},
		{list{}, list{}, list{explicit}},
		{list{with("1.2.3")}, list{with("1.2.3")}, list{with("1.2.3"), explicit}},
	} {
		root := issue("root", nil, true)
		top := issue("top", root, true, test.top...)
		mid := issue("mid", top, true, test.mid...)
		leaf := issue("leaf", mid, false, test.leaf...)
		if i == 7 {
			fmt.Println(top.cert.RequireExplicitPolicyZero, mid.cert.PolicyMappings, leaf.cert.Policies, leaf.cert.PolicyIdentifiers)
		}
		for _, wanted := range [][]x509.OID{nil, {oid("1.2.3")}, {oid("1.2.4")}, {oid("1.2.9")}, {oid(any)}, {oid("1.2.9"), oid("1.2.3")}} {
			verify(fmt.Sprint("policy ", i, wanted), leaf, x509.VerifyOptions{Roots: pool(root), Intermediates: pool(top, mid), CertificatePolicies: wanted})
		}
	}
}

func pools() {
	a, b := issue("a", nil, true), issue("b", nil, true)
	p := pool(a, b, a)
	fmt.Println(len(p.Subjects()), p.Equal(pool(b, a)), p.Equal(pool(a)), p.Equal(nil), (*x509.CertPool)(nil).Equal(nil))
	c := p.Clone()
	c.AddCert(issue("c", nil, true).cert)
	fmt.Println(len(p.Subjects()), len(c.Subjects()), fmt.Sprintf("%x", p.Subjects()[1]))
	text := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.cert.Raw}))
	q := x509.NewCertPool()
	fmt.Println(q.AppendCertsFromPEM(nil), q.AppendCertsFromPEM([]byte("nothing")), q.AppendCertsFromPEM([]byte("junk\n"+text+"more\n"+strings.Replace(text, "M", "N", 1))), len(q.Subjects()))
	func() {
		defer func() { fmt.Println(recover()) }()
		q.AddCert(nil)
	}()
	dir, err := os.MkdirTemp("", "roots")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "a.pem"), []byte(text), 0o644)
	os.Symlink("a.pem", filepath.Join(dir, "hash.0"))
	os.Setenv("SSL_CERT_FILE", filepath.Join(dir, "none"))
	os.Setenv("SSL_CERT_DIR", dir)
	system, err := x509.SystemCertPool()
	fmt.Println(len(system.Subjects()), err)
	verify("by the system", issue("leaf", a, false), x509.VerifyOptions{})
	verify("not by the system", issue("leaf", b, false), x509.VerifyOptions{})
	x509.SetFallbackRoots(pool(b))
	verify("still not", issue("leaf", b, false), x509.VerifyOptions{})
	func() {
		defer func() { fmt.Println(recover()) }()
		x509.SetFallbackRoots(pool(b))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		x509.SetFallbackRoots(nil)
	}()
}

func texts() {
	for r := x509.NotAuthorizedToSign; r <= x509.NoValidChains+1; r++ {
		fmt.Println(r, x509.CertificateInvalidError{Reason: r, Detail: "detail"})
	}
	fmt.Println(x509.CertificateInvalidError{Reason: x509.NoValidChains})
	e := x509.SystemRootsError{errors.New("why")}
	fmt.Println(e, x509.SystemRootsError{}, errors.Unwrap(e))
	fmt.Println(x509.ConstraintViolationError{}, x509.UnhandledCriticalExtension{}, x509.InsecureAlgorithmError(x509.MD5WithRSA), x509.ErrUnsupportedAlgorithm, x509.UnknownAuthorityError{})
}

func main() {
	basics()
	hostnames()
	usages()
	constraints()
	policies()
	pools()
	texts()
}
