package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"time"
)

// readAny reads a value as asn1 would into an any.
func readAny(d *der) (any, error) {
	var v any
	rest, err := asn1.Unmarshal(*d, &v)
	if err != nil {
		return nil, err
	}
	*d = der(rest)
	return v, nil
}

func parseName(raw der) (*pkix.RDNSequence, error) {
	parts, ok := raw.take(tagSequence)
	if !ok {
		return nil, errors.New("x509: invalid RDNSequence")
	}
	var names pkix.RDNSequence
	for len(parts) > 0 {
		set, ok := parts.take(tagSet)
		if !ok {
			return nil, errors.New("x509: invalid RDNSequence")
		}
		var name pkix.RelativeDistinguishedNameSET
		for len(set) > 0 {
			attribute, ok := set.take(tagSequence)
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute")
			}
			id, ok := attribute.oid()
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute type")
			}
			value, err := parseNameValue(&attribute)
			if err != nil {
				return nil, fmt.Errorf("x509: invalid RDNSequence: invalid attribute value: %s", err)
			}
			name = append(name, pkix.AttributeTypeAndValue{Type: id, Value: value})
		}
		names = append(names, name)
	}
	return &names, nil
}

// parseNameValue is mostly a string.
func parseNameValue(d *der) (any, error) {
	if len(*d) == 0 {
		return nil, errors.New("invalid ASN.1 element")
	}
	switch (*d)[0] {
	case asn1.TagPrintableString, asn1.TagUTF8String, asn1.TagIA5String:
		// These are common, and quick.
		copied := *d
		if tag, _, b, ok := copied.next(); ok && plain(b, tag != asn1.TagPrintableString) {
			*d = copied
			return string(b), nil
		}
	}
	value, err := readAny(d)
	if err != nil {
		switch (*d)[0] {
		case asn1.TagPrintableString:
			err = errors.New("invalid PrintableString")
		case asn1.TagUTF8String:
			err = errors.New("invalid UTF-8 string")
		case asn1.TagBMPString:
			err = errors.New("invalid BMPString")
		case asn1.TagIA5String:
			err = errors.New("invalid IA5String")
		case asn1.TagNumericString:
			err = errors.New("invalid NumericString")
		}
	}
	return value, err
}

// plain says whether all bytes are letters, digits and what no string type forbids.
func plain(b der, ascii bool) bool {
	for _, c := range b {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == ' ', c == '-', c == '.':
		case ascii && 0x20 <= c && c < 0x7f:
		default:
			return false
		}
	}
	return true
}

func parseIdentifier(d der) (ai pkix.AlgorithmIdentifier, err error) {
	var ok bool
	if ai.Algorithm, ok = d.oid(); !ok {
		return ai, errors.New("x509: malformed OID")
	}
	if len(d) == 0 {
		return ai, nil
	}
	tag, whole, _, ok := d.next()
	if !ok {
		return ai, errors.New("x509: malformed parameters")
	}
	ai.Parameters.Tag = int(tag)
	ai.Parameters.FullBytes = whole
	return ai, nil
}

func parseTime(d *der) (t time.Time, err error) {
	var ok bool
	switch {
	case d.peek(tagUTCTime):
		if t, ok = d.time(); !ok {
			return t, errors.New("x509: malformed UTCTime")
		}
	case d.peek(tagGeneralized):
		if t, ok = d.time(); !ok {
			return t, errors.New("x509: malformed GeneralizedTime")
		}
	default:
		return t, errors.New("x509: unsupported time format")
	}
	return t, nil
}

func parseExtension(d der) (ext pkix.Extension, err error) {
	var ok bool
	if ext.Id, ok = d.oid(); !ok {
		return ext, errors.New("x509: malformed extension OID field")
	}
	if d.peek(tagBoolean) {
		if ext.Critical, ok = d.boolean(); !ok {
			return ext, errors.New("x509: malformed extension critical field")
		}
	}
	value, ok := d.take(tagOctets)
	if !ok {
		return ext, errors.New("x509: malformed extension value field")
	}
	ext.Value = value
	return ext, nil
}

// sections are the fields of a certificate, found without looking into them.
type sections struct {
	raw, tbs, inner, issuer, validity, subject, key der
	rest                                            der // of what is signed
	outer                                           der // what stands behind it
	version                                         int
}

// cut finds the fields before the extensions.
func (c *Certificate) cut(b der) (*sections, error) {
	s := &sections{}
	var ok bool
	if s.raw, ok = b.element(tagSequence); !ok {
		return nil, errors.New("x509: malformed certificate")
	}
	whole := s.raw
	if s.outer, ok = whole.take(tagSequence); !ok {
		return nil, errors.New("x509: malformed certificate")
	}
	if s.tbs, ok = s.outer.element(tagSequence); !ok {
		return nil, errors.New("x509: malformed tbs certificate")
	}
	tbs := s.tbs
	fields, ok := tbs.take(tagSequence)
	if !ok {
		return nil, errors.New("x509: malformed tbs certificate")
	}
	version, present, ok := fields.optional(context | constructed)
	if present && ok {
		var v int64
		if v, ok = version.int64(tagInteger); ok && len(version) == 0 {
			if v < 0 {
				ok = false
			}
			s.version = int(v)
		} else {
			ok = false
		}
	}
	if !ok {
		return nil, errors.New("x509: malformed version")
	}
	if s.version++; s.version > 3 {
		return nil, errors.New("x509: invalid version")
	}
	if c.SerialNumber, ok = fields.bigInt(); !ok {
		return nil, errors.New("x509: malformed serial number")
	}
	if c.SerialNumber.Sign() < 0 {
		return nil, errors.New("x509: negative serial number")
	}
	for _, part := range []struct {
		to   *der
		what string
	}{{&s.inner, "signature algorithm identifier"}, {&s.issuer, "issuer"}, {&s.validity, "validity"}, {&s.subject, "issuer"}, {&s.key, "spki"}} {
		if *part.to, ok = fields.element(tagSequence); !ok {
			return nil, errors.New("x509: malformed " + part.what)
		}
	}
	s.rest = fields
	return s, nil
}

func inside(whole der) der {
	_, _, b, _ := whole.next()
	return b
}

func parseCertificate(b []byte) (*Certificate, error) {
	c := &Certificate{}
	s, err := c.cut(b)
	if err != nil {
		return nil, err
	}
	c.Raw, c.RawTBSCertificate, c.RawSignatureAlgorithm = s.raw, s.tbs, s.inner
	c.RawIssuer, c.RawSubject, c.RawSubjectPublicKeyInfo, c.Version = s.issuer, s.subject, s.key, s.version
	outer, ok := s.outer.take(tagSequence)
	if !ok {
		return nil, errors.New("x509: malformed algorithm identifier")
	}
	if !bytes.Equal(outer, inside(s.inner)) {
		return nil, errors.New("x509: inner and outer signature algorithm identifiers don't match")
	}
	ai, err := parseIdentifier(outer)
	if err != nil {
		return nil, err
	}
	c.SignatureAlgorithm = fromIdentifier(ai)
	issuer, err := parseName(s.issuer)
	if err != nil {
		return nil, err
	}
	c.Issuer.FillFromRDNSequence(issuer)
	validity := inside(s.validity)
	if c.NotBefore, err = parseTime(&validity); err != nil {
		return nil, err
	}
	if c.NotAfter, err = parseTime(&validity); err != nil {
		return nil, err
	}
	subject, err := parseName(s.subject)
	if err != nil {
		return nil, err
	}
	c.Subject.FillFromRDNSequence(subject)
	if err := c.parseKey(inside(s.key)); err != nil {
		return nil, err
	}
	if err := c.parseRest(s.rest); err != nil {
		return nil, err
	}
	signature, ok := s.outer.bits()
	if !ok {
		return nil, errors.New("x509: malformed signature")
	}
	c.Signature = signature.RightAlign()
	return c, nil
}

func (c *Certificate) parseKey(d der) error {
	id, ok := d.take(tagSequence)
	if !ok {
		return errors.New("x509: malformed public key algorithm identifier")
	}
	ai, err := parseIdentifier(id)
	if err != nil {
		return err
	}
	c.PublicKeyAlgorithm = keyAlgorithm(ai.Algorithm)
	bits, ok := d.bits()
	if !ok {
		return errors.New("x509: malformed subjectPublicKey")
	}
	if c.PublicKeyAlgorithm != UnknownPublicKeyAlgorithm {
		c.PublicKey, err = parsePublicKey(&publicKeyInfo{Algorithm: ai, PublicKey: bits})
	}
	return err
}

// parseRest reads what stands behind the key: the extensions.
func (c *Certificate) parseRest(d der) error {
	if c.Version == 1 {
		return nil
	}
	if _, _, ok := d.optional(context | 1); !ok {
		return errors.New("x509: malformed issuerUniqueID")
	}
	if _, _, ok := d.optional(context | 2); !ok {
		return errors.New("x509: malformed subjectUniqueID")
	}
	if c.Version != 3 {
		return nil
	}
	list, present, ok := d.optional(context | constructed | 3)
	if !ok {
		return errors.New("x509: malformed extensions")
	}
	if !present {
		return nil
	}
	if list, ok = list.take(tagSequence); !ok {
		return errors.New("x509: malformed extensions")
	}
	seen := make(map[string]bool)
	for len(list) > 0 {
		one, ok := list.take(tagSequence)
		if !ok {
			return errors.New("x509: malformed extension")
		}
		ext, err := parseExtension(one)
		if err != nil {
			return err
		}
		id := ext.Id.String()
		if seen[id] {
			return fmt.Errorf("x509: certificate contains duplicate extension with OID %q", id)
		}
		seen[id] = true
		c.Extensions = append(c.Extensions, ext)
	}
	return c.readExtensions()
}

// ParseCertificate reads one certificate.
func ParseCertificate(der []byte) (*Certificate, error) {
	c, err := parseCertificate(der)
	if err != nil {
		return nil, err
	}
	if len(der) != len(c.Raw) {
		return nil, errors.New("x509: trailing data")
	}
	return c, nil
}

// ParseCertificates reads certificates, one behind the other.
func ParseCertificates(der []byte) ([]*Certificate, error) {
	var all []*Certificate
	for len(der) > 0 {
		c, err := parseCertificate(der)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
		der = der[len(c.Raw):]
	}
	return all, nil
}
