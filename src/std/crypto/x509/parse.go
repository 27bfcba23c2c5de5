package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/godebug"
	"time"
)

var negativeSerial = godebug.New("x509negativeserial")

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

// parseExtensions reads a list, in which there may be no two of a kind.
func parseExtensions(list der, once bool) (all []pkix.Extension, err error) {
	seen := make(map[string]bool)
	for len(list) > 0 {
		one, ok := list.take(tagSequence)
		if !ok {
			return nil, errors.New("x509: malformed extension")
		}
		ext, err := parseExtension(one)
		if err != nil {
			return nil, err
		}
		if once {
			id := ext.Id.String()
			if seen[id] {
				return nil, fmt.Errorf("x509: certificate contains duplicate extension with OID %q", id)
			}
			seen[id] = true
		}
		all = append(all, ext)
	}
	return all, nil
}

func inside(whole der) der {
	_, _, b, _ := whole.next()
	return b
}

func parseCertificate(b der) (*Certificate, error) {
	c := &Certificate{}
	raw, ok := b.element(tagSequence)
	if !ok {
		return nil, errors.New("x509: malformed certificate")
	}
	c.Raw = raw
	outer := inside(raw)
	tbs, ok := outer.element(tagSequence)
	if !ok {
		return nil, errors.New("x509: malformed tbs certificate")
	}
	c.RawTBSCertificate = tbs
	fields := inside(tbs)
	if err := c.parseHead(&fields, &outer); err != nil {
		return nil, err
	}
	if err := c.parseSubject(&fields); err != nil {
		return nil, err
	}
	if err := c.parseRest(fields); err != nil {
		return nil, err
	}
	signature, ok := outer.bits()
	if !ok {
		return nil, errors.New("x509: malformed signature")
	}
	c.Signature = signature.RightAlign()
	return c, nil
}

// parseHead reads version, serial number and the algorithm of the signature, which stands also behind what is signed.
func (c *Certificate) parseHead(fields, outer *der) error {
	version, present, ok := fields.optional(context | constructed)
	if present && ok {
		var v int64
		if v, ok = version.int64(tagInteger); ok {
			ok = v >= 0 && len(version) == 0
		}
		c.Version = int(v)
	}
	if !ok {
		return errors.New("x509: malformed version")
	}
	if c.Version++; c.Version > 3 {
		return errors.New("x509: invalid version")
	}
	if c.SerialNumber, ok = fields.bigInt(); !ok {
		return errors.New("x509: malformed serial number")
	}
	if c.SerialNumber.Sign() < 0 && negativeSerial.Value() != "1" {
		return errors.New("x509: negative serial number")
	}
	var err error
	c.RawSignatureAlgorithm, c.SignatureAlgorithm, err = signedWith(fields, outer)
	return err
}

// signedWith reads which algorithm made a signature: that stands in what is signed, and again beside it.
func signedWith(fields, outer *der) (raw der, which SignatureAlgorithm, err error) {
	raw, ok := fields.element(tagSequence)
	if !ok {
		return nil, 0, errors.New("x509: malformed signature algorithm identifier")
	}
	again, ok := outer.take(tagSequence)
	if !ok {
		return raw, 0, errors.New("x509: malformed algorithm identifier")
	}
	if !bytes.Equal(again, inside(raw)) {
		return raw, 0, errors.New("x509: inner and outer signature algorithm identifiers don't match")
	}
	ai, err := parseIdentifier(again)
	if err != nil {
		return raw, 0, err
	}
	return raw, fromIdentifier(ai), nil
}

// parseSubject reads whose certificate it is, by whom, from when to when, and the key.
func (c *Certificate) parseSubject(fields *der) error {
	issuer, ok := fields.element(tagSequence)
	if !ok {
		return errors.New("x509: malformed issuer")
	}
	c.RawIssuer = issuer
	name, err := parseName(issuer)
	if err != nil {
		return err
	}
	c.Issuer.FillFromRDNSequence(name)
	validity, ok := fields.take(tagSequence)
	if !ok {
		return errors.New("x509: malformed validity")
	}
	if c.NotBefore, err = parseTime(&validity); err != nil {
		return err
	}
	if c.NotAfter, err = parseTime(&validity); err != nil {
		return err
	}
	subject, ok := fields.element(tagSequence)
	if !ok {
		return errors.New("x509: malformed issuer")
	}
	c.RawSubject = subject
	if name, err = parseName(subject); err != nil {
		return err
	}
	c.Subject.FillFromRDNSequence(name)
	key, ok := fields.element(tagSequence)
	if !ok {
		return errors.New("x509: malformed spki")
	}
	c.RawSubjectPublicKeyInfo = key
	return c.parseKey(inside(key))
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
	all, err := parseExtensions(list, true)
	if err != nil {
		return err
	}
	c.Extensions = all
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
