package x509

import (
	"bytes"
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"
)

// A RevocationListEntry is a certificate that is not good any more.
type RevocationListEntry struct {
	Raw []byte

	SerialNumber   *big.Int
	RevocationTime time.Time
	// Why; 0: it is not said.
	ReasonCode int

	Extensions      []pkix.Extension // as they were read
	ExtraExtensions []pkix.Extension // more to write
}

// A RevocationList is an issuer's list of certificates that are not good any more.
type RevocationList struct {
	Raw                   []byte
	RawTBSRevocationList  []byte
	RawIssuer             []byte
	RawSignatureAlgorithm []byte

	Issuer         pkix.Name
	AuthorityKeyId []byte

	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	RevokedCertificateEntries []RevocationListEntry
	// Deprecated: RevokedCertificateEntries has more.
	RevokedCertificates []pkix.RevokedCertificate

	Number *big.Int

	ThisUpdate time.Time
	NextUpdate time.Time

	Extensions      []pkix.Extension // as they were read
	ExtraExtensions []pkix.Extension // more to write
}

type revocationList struct {
	TBS                tbsRevocationList
	SignatureAlgorithm pkix.AlgorithmIdentifier
	SignatureValue     asn1.BitString
}

type tbsRevocationList struct {
	Raw        asn1.RawContent
	Version    int `asn1:"optional,default:0"`
	Signature  pkix.AlgorithmIdentifier
	Issuer     asn1.RawValue
	ThisUpdate time.Time
	NextUpdate time.Time                 `asn1:"optional"`
	Revoked    []pkix.RevokedCertificate `asn1:"optional"`
	Extensions []pkix.Extension          `asn1:"tag:0,optional,explicit"`
}

// entries are the revoked certificates as they are written.
func (rl *RevocationList) entries() ([]pkix.RevokedCertificate, error) {
	var all []pkix.RevokedCertificate
	if len(rl.RevokedCertificateEntries) == 0 {
		for _, old := range rl.RevokedCertificates {
			old.RevocationTime = old.RevocationTime.UTC()
			all = append(all, old)
		}
		return all, nil
	}
	for _, e := range rl.RevokedCertificateEntries {
		if e.SerialNumber == nil {
			return nil, errors.New("x509: template contains entry with nil SerialNumber field")
		}
		if e.RevocationTime.IsZero() {
			return nil, errors.New("x509: template contains entry with zero RevocationTime field")
		}
		if find(oidReasonCode, e.ExtraExtensions) != nil {
			return nil, errors.New("x509: template contains entry with ReasonCode ExtraExtension; use ReasonCode field instead")
		}
		one := pkix.RevokedCertificate{SerialNumber: e.SerialNumber, RevocationTime: e.RevocationTime.UTC()}
		one.Extensions = append(one.Extensions, e.ExtraExtensions...)
		if e.ReasonCode != 0 {
			reason, err := asn1.Marshal(asn1.Enumerated(e.ReasonCode))
			if err != nil {
				return nil, err
			}
			one.Extensions = append(one.Extensions, pkix.Extension{Id: oidReasonCode, Value: reason})
		}
		all = append(all, one)
	}
	return all, nil
}

// CreateRevocationList makes a list like template, signed with the issuer's key.
func CreateRevocationList(rand io.Reader, template *RevocationList, issuer *Certificate, priv crypto.Signer) ([]byte, error) {
	switch {
	case template == nil:
		return nil, errors.New("x509: template can not be nil")
	case issuer == nil:
		return nil, errors.New("x509: issuer can not be nil")
	case issuer.KeyUsage&KeyUsageCRLSign == 0:
		return nil, errors.New("x509: issuer must have the crlSign key usage bit set")
	case len(issuer.SubjectKeyId) == 0:
		return nil, errors.New("x509: issuer certificate doesn't contain a subject key identifier")
	case template.NextUpdate.Before(template.ThisUpdate):
		return nil, errors.New("x509: template.ThisUpdate is after template.NextUpdate")
	case template.Number == nil:
		return nil, errors.New("x509: template contains nil Number field")
	}
	algo, ai, err := signingAlgorithm(priv, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	revoked, err := template.entries()
	if err != nil {
		return nil, err
	}
	authority, err := asn1.Marshal(authorityKeyId{issuer.SubjectKeyId})
	if err != nil {
		return nil, err
	}
	if template.Number.BitLen() > 8*20-1 {
		return nil, errors.New("x509: CRL number exceeds 20 octets")
	}
	number, err := asn1.Marshal(template.Number)
	if err != nil {
		return nil, err
	}
	name, err := issuer.subject()
	if err != nil {
		return nil, err
	}
	extensions := []pkix.Extension{{Id: oidAuthorityKeyId, Value: authority}, {Id: oidCRLNumber, Value: number}}
	tbs := tbsRevocationList{
		Version: 1, Signature: ai, Issuer: asn1.RawValue{FullBytes: name}, ThisUpdate: template.ThisUpdate.UTC(), NextUpdate: template.NextUpdate.UTC(),
		Revoked: revoked, Extensions: append(extensions, template.ExtraExtensions...),
	}
	if tbs.Raw, err = asn1.Marshal(tbs); err != nil {
		return nil, err
	}
	signature, err := sign(tbs.Raw, priv, algo, rand)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(revocationList{tbs, ai, signature})
}

// CheckSignatureFrom is nil if parent signed the list, and may.
func (rl *RevocationList) CheckSignatureFrom(parent *Certificate) error {
	if parent.Version == 3 && !parent.BasicConstraintsValid || parent.BasicConstraintsValid && !parent.IsCA ||
		parent.KeyUsage != 0 && parent.KeyUsage&KeyUsageCRLSign == 0 {
		return ConstraintViolationError{}
	}
	if parent.PublicKeyAlgorithm == UnknownPublicKeyAlgorithm {
		return ErrUnsupportedAlgorithm
	}
	return parent.CheckSignature(rl.SignatureAlgorithm, rl.RawTBSRevocationList, rl.Signature)
}

// ParseRevocationList reads a list.
func ParseRevocationList(der []byte) (*RevocationList, error) {
	rl := &RevocationList{}
	if err := rl.read(der); err != nil {
		return nil, err
	}
	return rl, nil
}

func (rl *RevocationList) read(b der) error {
	bad := errors.New("x509: malformed crl")
	raw, ok := b.element(tagSequence)
	if !ok {
		return bad
	}
	rl.Raw = raw
	outer := inside(raw)
	tbs, ok := outer.element(tagSequence)
	if !ok {
		return errors.New("x509: malformed tbs crl")
	}
	rl.RawTBSRevocationList = tbs
	fields := inside(tbs)
	if !fields.peek(tagInteger) {
		return errors.New("x509: unsupported crl version")
	}
	version, ok := fields.int64(tagInteger)
	if !ok {
		return bad
	}
	if version != 1 {
		return fmt.Errorf("x509: unsupported crl version: %d", version)
	}
	var err error
	if rl.RawSignatureAlgorithm, rl.SignatureAlgorithm, err = signedWith(&fields, &outer); err != nil {
		return err
	}
	signature, ok := outer.bits()
	if !ok {
		return errors.New("x509: malformed signature")
	}
	rl.Signature = signature.RightAlign()
	issuer, ok := fields.element(tagSequence)
	if !ok {
		return errors.New("x509: malformed issuer")
	}
	rl.RawIssuer = issuer
	name, err := parseName(issuer)
	if err != nil {
		return err
	}
	rl.Issuer.FillFromRDNSequence(name)
	if rl.ThisUpdate, err = parseTime(&fields); err != nil {
		return err
	}
	if fields.peek(tagUTCTime) || fields.peek(tagGeneralized) {
		if rl.NextUpdate, err = parseTime(&fields); err != nil {
			return err
		}
	}
	if fields.peek(tagSequence) {
		list, ok := fields.take(tagSequence)
		if !ok {
			return bad
		}
		if err := rl.readEntries(list); err != nil {
			return err
		}
	}
	return rl.readExtensions(fields)
}

func (rl *RevocationList) readEntries(list der) error {
	for len(list) > 0 {
		raw, ok := list.element(tagSequence)
		if !ok {
			return errors.New("x509: malformed crl")
		}
		fields := inside(raw)
		e := RevocationListEntry{Raw: raw}
		if e.SerialNumber, ok = fields.bigInt(); !ok {
			return errors.New("x509: malformed serial number")
		}
		var err error
		if e.RevocationTime, err = parseTime(&fields); err != nil {
			return err
		}
		extensions, _, ok := fields.optional(tagSequence)
		if !ok {
			return errors.New("x509: malformed extensions")
		}
		if e.Extensions, err = parseExtensions(extensions, false); err != nil {
			return err
		}
		for _, ext := range e.Extensions {
			if !ext.Id.Equal(oidReasonCode) {
				continue
			}
			value := der(ext.Value)
			reason, ok := value.int64(tagEnumerated)
			if !ok {
				return errors.New("x509: malformed reasonCode extension")
			}
			e.ReasonCode = int(reason)
		}
		rl.RevokedCertificateEntries = append(rl.RevokedCertificateEntries, e)
		rl.RevokedCertificates = append(rl.RevokedCertificates, pkix.RevokedCertificate{
			SerialNumber: e.SerialNumber, RevocationTime: e.RevocationTime, Extensions: e.Extensions,
		})
	}
	return nil
}

func (rl *RevocationList) readExtensions(fields der) error {
	list, present, ok := fields.optional(context | constructed)
	if present && ok {
		list, ok = list.take(tagSequence)
	}
	if !ok {
		return errors.New("x509: malformed extensions")
	}
	var err error
	if rl.Extensions, err = parseExtensions(list, false); err != nil {
		return err
	}
	for _, ext := range rl.Extensions {
		value := der(ext.Value)
		switch {
		case ext.Id.Equal(oidAuthorityKeyId):
			if rl.AuthorityKeyId, err = readAuthority(ext); err != nil {
				return err
			}
		case ext.Id.Equal(oidCRLNumber):
			if rl.Number, ok = value.bigInt(); !ok {
				return errors.New("x509: malformed crl number")
			}
		}
	}
	return nil
}

// ParseCRL reads a list in PEM or DER.
//
// Deprecated: ParseRevocationList checks more.
func ParseCRL(crlBytes []byte) (*pkix.CertificateList, error) {
	if bytes.HasPrefix(crlBytes, []byte("-----BEGIN X509 CRL")) {
		if block, _ := pem.Decode(crlBytes); block != nil && block.Type == "X509 CRL" {
			crlBytes = block.Bytes
		}
	}
	return ParseDERCRL(crlBytes)
}

// ParseDERCRL reads a list.
//
// Deprecated: ParseRevocationList checks more.
func ParseDERCRL(derBytes []byte) (*pkix.CertificateList, error) {
	list := new(pkix.CertificateList)
	rest, err := asn1.Unmarshal(derBytes, list)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, errors.New("x509: trailing data after CRL")
	}
	return list, nil
}

// CreateCRL makes a list that c signs.
//
// Deprecated: CreateRevocationList follows the standard.
func (c *Certificate) CreateCRL(rand io.Reader, priv any, revokedCerts []pkix.RevokedCertificate, now, expiry time.Time) (crlBytes []byte, err error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	algo, ai, err := signingAlgorithm(key, 0)
	if err != nil {
		return nil, err
	}
	list := pkix.CertificateList{SignatureAlgorithm: ai, TBSCertList: pkix.TBSCertificateList{
		Version: 1, Signature: ai, Issuer: c.Subject.ToRDNSequence(), ThisUpdate: now.UTC(), NextUpdate: expiry.UTC(),
		RevokedCertificates: make([]pkix.RevokedCertificate, len(revokedCerts)),
	}}
	tbs := &list.TBSCertList
	for i, revoked := range revokedCerts {
		revoked.RevocationTime = revoked.RevocationTime.UTC()
		tbs.RevokedCertificates[i] = revoked
	}
	if len(c.SubjectKeyId) > 0 {
		value, err := asn1.Marshal(authorityKeyId{c.SubjectKeyId})
		if err != nil {
			return nil, err
		}
		tbs.Extensions = append(tbs.Extensions, pkix.Extension{Id: oidAuthorityKeyId, Value: value})
	}
	if tbs.Raw, err = asn1.Marshal(*tbs); err != nil {
		return nil, err
	}
	if list.SignatureValue, err = sign(tbs.Raw, key, algo, rand); err != nil {
		return nil, err
	}
	return asn1.Marshal(list)
}

// CheckCRLSignature is nil if c signed the list.
//
// Deprecated: RevocationList.CheckSignatureFrom checks more.
func (c *Certificate) CheckCRLSignature(crl *pkix.CertificateList) error {
	return c.CheckSignature(fromIdentifier(crl.SignatureAlgorithm), crl.TBSCertList.Raw, crl.SignatureValue.RightAlign())
}
