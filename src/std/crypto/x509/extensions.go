package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Kinds of names.
const (
	nameEmail = 1
	nameDNS   = 2
	nameURI   = 6
	nameIP    = 7
)

func (c *Certificate) readExtensions() error {
	for _, e := range c.Extensions {
		unhandled, err := c.readExtension(e)
		if err != nil {
			return err
		}
		if e.Critical && unhandled {
			c.UnhandledCriticalExtensions = append(c.UnhandledCriticalExtensions, e.Id)
		}
	}
	return nil
}

func (c *Certificate) readExtension(e pkix.Extension) (unhandled bool, err error) {
	d := der(e.Value)
	if e.Id.Equal(oidAuthorityInfo) {
		return false, c.readAuthorityInfo(d, e.Critical)
	}
	if len(e.Id) != 4 || e.Id[0] != 2 || e.Id[1] != 5 || e.Id[2] != 29 {
		return true, nil
	}
	switch e.Id[3] {
	case 14:
		if e.Critical {
			return false, errors.New("x509: subject key identifier incorrectly marked critical")
		}
		id, ok := d.take(tagOctets)
		if !ok {
			return false, errors.New("x509: invalid subject key identifier")
		}
		c.SubjectKeyId = id
	case 15:
		bits, ok := d.bits()
		if !ok {
			return false, errors.New("x509: invalid key usage")
		}
		for i := range 9 {
			c.KeyUsage |= KeyUsage(bits.At(i) << i)
		}
	case 17:
		if c.DNSNames, c.EmailAddresses, c.IPAddresses, c.URIs, err = parseNames(d); err != nil {
			return false, err
		}
		return len(c.DNSNames)+len(c.EmailAddresses)+len(c.IPAddresses)+len(c.URIs) == 0, nil
	case 19:
		return false, c.readBasic(d)
	case 30:
		return c.readConstraints(d, e.Critical)
	case 31:
		return false, c.readPoints(d)
	case 32:
		return false, c.readPolicies(d)
	case 33:
		return false, c.readMappings(d)
	case 35:
		c.AuthorityKeyId, err = readAuthority(e)
		return false, err
	case 36:
		return false, c.readPolicyConstraints(d)
	case 37:
		return false, c.readPurposes(d)
	case 54:
		v, ok := d.int64(tagInteger)
		if !ok {
			return false, errors.New("x509: invalid inhibit any policy extension")
		}
		c.InhibitAnyPolicy = int(v)
		c.InhibitAnyPolicyZero = v == 0
	default:
		return true, nil
	}
	return false, nil
}

func (c *Certificate) readAuthorityInfo(d der, critical bool) error {
	if critical {
		return errors.New("x509: authority info access incorrectly marked critical")
	}
	bad := errors.New("x509: invalid authority info access")
	list, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
	for len(list) > 0 {
		one, ok := list.take(tagSequence)
		if !ok {
			return bad
		}
		method, ok := one.oid()
		if !ok {
			return bad
		}
		where, present, ok := one.optional(context | 6)
		if !ok {
			return bad
		}
		switch {
		case !present:
		case method.Equal(oidOCSP):
			c.OCSPServer = append(c.OCSPServer, string(where))
		case method.Equal(oidIssuers):
			c.IssuingCertificateURL = append(c.IssuingCertificateURL, string(where))
		}
	}
	return nil
}

// readAuthority is the identifier of the issuer's key.
func readAuthority(e pkix.Extension) ([]byte, error) {
	if e.Critical {
		return nil, errors.New("x509: authority key identifier incorrectly marked critical")
	}
	d := der(e.Value)
	fields, ok := d.take(tagSequence)
	var id der
	if ok {
		id, _, ok = fields.optional(context)
	}
	if !ok {
		return nil, errors.New("x509: invalid authority key identifier")
	}
	return id, nil
}

func (c *Certificate) readBasic(d der) error {
	bad := errors.New("x509: invalid basic constraints")
	fields, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
	if fields.peek(tagBoolean) {
		if c.IsCA, ok = fields.boolean(); !ok {
			return bad
		}
	}
	c.MaxPathLen = -1
	if fields.peek(tagInteger) {
		v, ok := fields.int64(tagInteger)
		if !ok || v < 0 {
			return bad
		}
		c.MaxPathLen = int(v)
	}
	c.BasicConstraintsValid = true
	c.MaxPathLenZero = c.MaxPathLen == 0
	return nil
}

func isIA5(s string) error {
	for _, r := range s {
		if r > 0x7f {
			return fmt.Errorf("x509: %q cannot be encoded as an IA5String", s)
		}
	}
	return nil
}

func parseNames(d der) (dns, emails []string, ips []net.IP, uris []*url.URL, err error) {
	list, ok := d.take(tagSequence)
	if !ok {
		err = errors.New("x509: invalid subject alternative names")
		return
	}
	for len(list) > 0 {
		tag, _, b, ok := list.next()
		if !ok {
			err = errors.New("x509: invalid subject alternative name")
			return
		}
		text := string(b)
		switch tag {
		case context | nameEmail:
			if isIA5(text) != nil {
				err = errors.New("x509: SAN rfc822Name is malformed")
				return
			}
			emails = append(emails, text)
		case context | nameDNS:
			if isIA5(text) != nil {
				err = errors.New("x509: SAN dNSName is malformed")
				return
			}
			dns = append(dns, text)
		case context | nameURI:
			if isIA5(text) != nil {
				err = errors.New("x509: SAN uniformResourceIdentifier is malformed")
				return
			}
			uri, wrong := url.Parse(text)
			if wrong != nil {
				err = fmt.Errorf("x509: cannot parse URI %q: %s", text, wrong)
				return
			}
			if uri.Host != "" && !validDomain(uri.Host, false) {
				err = fmt.Errorf("x509: cannot parse URI %q: invalid domain", text)
				return
			}
			uris = append(uris, uri)
		case context | nameIP:
			if len(b) != net.IPv4len && len(b) != net.IPv6len {
				err = errors.New("x509: cannot parse IP address of length " + strconv.Itoa(len(b)))
				return
			}
			if len(b) == net.IPv6len && net.IP(b).To4() != nil {
				err = errors.New("x509: SAN iPAddress contains IPv4-mapped IPv6 address")
				return
			}
			ips = append(ips, net.IP(b))
		}
	}
	return
}

func (c *Certificate) readConstraints(d der, critical bool) (unhandled bool, err error) {
	bad := errors.New("x509: invalid NameConstraints extension")
	fields, ok := d.take(tagSequence)
	if !ok || len(d) != 0 {
		return false, bad
	}
	permitted, havePermitted, ok := fields.optional(context | constructed)
	if !ok {
		return false, bad
	}
	excluded, haveExcluded, ok := fields.optional(context | constructed | 1)
	if !ok || len(fields) != 0 {
		return false, bad
	}
	if !havePermitted && !haveExcluded || len(permitted) == 0 && len(excluded) == 0 {
		return false, errors.New("x509: empty name constraints extension")
	}
	if c.PermittedDNSDomains, c.PermittedIPRanges, c.PermittedEmailAddresses, c.PermittedURIDomains, err = subtrees(permitted, &unhandled); err != nil {
		return false, err
	}
	if c.ExcludedDNSDomains, c.ExcludedIPRanges, c.ExcludedEmailAddresses, c.ExcludedURIDomains, err = subtrees(excluded, &unhandled); err != nil {
		return false, err
	}
	c.PermittedDNSDomainsCritical = critical
	return unhandled, nil
}

func subtrees(d der, unhandled *bool) (dns []string, ips []*net.IPNet, emails, uris []string, err error) {
	for len(d) > 0 {
		one, ok := d.take(tagSequence)
		tag, _, b, ok2 := one.next()
		if !ok || !ok2 {
			err = errors.New("x509: invalid NameConstraints extension")
			return
		}
		text := string(b)
		if tag == context|nameDNS || tag == context|nameEmail || tag == context|nameURI {
			if wrong := isIA5(text); wrong != nil {
				err = errors.New("x509: invalid constraint value: " + wrong.Error())
				return
			}
		}
		switch tag {
		case context | nameDNS:
			if !validDomain(text, true) {
				err = fmt.Errorf("x509: failed to parse dnsName constraint %q", text)
				return
			}
			dns = append(dns, text)
		case context | nameEmail:
			_, isMailbox := parseMailbox(text)
			if strings.Contains(text, "@") && !isMailbox || !strings.Contains(text, "@") && !validDomain(text, true) {
				err = fmt.Errorf("x509: failed to parse rfc822Name constraint %q", text)
				return
			}
			emails = append(emails, text)
		case context | nameURI:
			if net.ParseIP(text) != nil {
				err = fmt.Errorf("x509: failed to parse URI constraint %q: cannot be IP address", text)
				return
			}
			if !validDomain(text, true) {
				err = fmt.Errorf("x509: failed to parse URI constraint %q", text)
				return
			}
			uris = append(uris, text)
		case context | nameIP:
			if len(b) != 8 && len(b) != 32 {
				err = fmt.Errorf("x509: IP constraint contained value of length %d", len(b))
				return
			}
			ip, mask := b[:len(b)/2], b[len(b)/2:]
			if ones, bits := net.IPMask(mask).Size(); ones == 0 && bits == 0 {
				err = fmt.Errorf("x509: IP constraint contained invalid mask %x", []byte(mask))
				return
			}
			if len(ip) == net.IPv6len && net.IP(ip).To4() != nil {
				err = errors.New("x509: IP constraint contained IPv4-mapped IPv6 address")
				return
			}
			ips = append(ips, &net.IPNet{IP: net.IP(ip), Mask: net.IPMask(mask)})
		default:
			*unhandled = true
		}
	}
	return
}

func (c *Certificate) readPoints(d der) error {
	bad := errors.New("x509: invalid CRL distribution point")
	list, ok := d.take(tagSequence)
	if !ok {
		return errors.New("x509: invalid CRL distribution points")
	}
	for len(list) > 0 {
		point, ok := list.take(tagSequence)
		if !ok {
			return bad
		}
		name, present, ok := point.optional(context | constructed)
		if !ok {
			return bad
		}
		if !present {
			continue
		}
		if name, ok = name.take(context | constructed); !ok {
			return bad
		}
		for name.peek(context | nameURI) {
			uri, ok := name.take(context | nameURI)
			if !ok {
				return bad
			}
			c.CRLDistributionPoints = append(c.CRLDistributionPoints, string(uri))
		}
	}
	return nil
}

func (c *Certificate) readPolicies(d der) error {
	bad := errors.New("x509: invalid certificate policies")
	list, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
	seen := map[string]bool{}
	for len(list) > 0 {
		one, ok := list.take(tagSequence)
		id, ok2 := one.take(tagOID)
		if !ok || !ok2 || seen[string(id)] {
			return bad
		}
		seen[string(id)] = true
		oid, ok := newOID(id)
		if !ok {
			return bad
		}
		c.Policies = append(c.Policies, oid)
	}
	c.PolicyIdentifiers = make([]asn1.ObjectIdentifier, 0, len(c.Policies))
	for _, oid := range c.Policies {
		if old, ok := oid.toASN1(); ok {
			c.PolicyIdentifiers = append(c.PolicyIdentifiers, old)
		}
	}
	return nil
}

func (c *Certificate) readMappings(d der) error {
	bad := errors.New("x509: invalid policy mappings extension")
	list, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
	for len(list) > 0 {
		one, ok := list.take(tagSequence)
		issuer, ok2 := one.take(tagOID)
		subject, ok3 := one.take(tagOID)
		if !ok || !ok2 || !ok3 {
			return bad
		}
		c.PolicyMappings = append(c.PolicyMappings, PolicyMapping{OID{issuer}, OID{subject}})
	}
	return nil
}

func (c *Certificate) readPolicyConstraints(d der) error {
	bad := errors.New("x509: invalid policy constraints extension")
	fields, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
	if fields.peek(context) {
		v, ok := fields.int64(context)
		if !ok {
			return bad
		}
		c.RequireExplicitPolicy, c.RequireExplicitPolicyZero = int(v), v == 0
	}
	if fields.peek(context | 1) {
		v, ok := fields.int64(context | 1)
		if !ok {
			return bad
		}
		c.InhibitPolicyMapping, c.InhibitPolicyMappingZero = int(v), v == 0
	}
	return nil
}

func (c *Certificate) readPurposes(d der) error {
	bad := errors.New("x509: invalid extended key usages")
	list, ok := d.take(tagSequence)
	if !ok {
		return bad
	}
next:
	for len(list) > 0 {
		id, ok := list.oid()
		if !ok {
			return bad
		}
		for i, p := range purposes {
			if id.Equal(p.oid) {
				c.ExtKeyUsage = append(c.ExtKeyUsage, ExtKeyUsage(i))
				continue next
			}
		}
		c.UnknownExtKeyUsage = append(c.UnknownExtKeyUsage, id)
	}
	return nil
}

// A mailbox is an email address in its two parts.
type mailbox struct {
	local, domain string
}

func (m mailbox) String() string { return m.local + "@" + m.domain }

// parseMailbox follows RFC 2821, with the errata of RFC 3696 that are accepted in practice.
func parseMailbox(in string) (m mailbox, ok bool) {
	if in == "" {
		return m, false
	}
	var local []byte
	if in[0] == '"' {
		for in = in[1:]; ; in = in[1:] {
			if in == "" {
				return m, false
			}
			c := in[0]
			if c == '"' {
				in = in[1:]
				break
			}
			if c == '\\' {
				if in = in[1:]; in == "" {
					return m, false
				}
				if c = in[0]; c == 0 || c == 10 || c == 13 || c > 127 {
					return m, false
				}
			} else if c == 0 || c == 9 || c == 10 || c == 13 || c > 127 || c == '\\' {
				return m, false
			}
			local = append(local, c)
		}
	} else {
		for in != "" {
			c := in[0]
			if c == '\\' {
				if in = in[1:]; in == "" {
					return m, false
				}
				c = in[0]
			} else if !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) >= 0) {
				break
			}
			local = append(local, c)
			in = in[1:]
		}
		if len(local) == 0 || local[0] == '.' || local[len(local)-1] == '.' || bytes.Contains(local, []byte("..")) {
			return m, false
		}
	}
	if in == "" || in[0] != '@' {
		return m, false
	}
	if in = in[1:]; !validDomain(in, false) || strings.Contains(in, "@") {
		return m, false
	}
	return mailbox{string(local), in}, true
}
