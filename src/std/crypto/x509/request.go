package x509

import (
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"io"
	"net"
	"net/url"
)

// A CertificateRequest asks for a certificate.
type CertificateRequest struct {
	Raw                      []byte
	RawTBSCertificateRequest []byte
	RawSubjectPublicKeyInfo  []byte
	RawSubject               []byte
	RawSignatureAlgorithm    []byte

	Version            int
	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	PublicKeyAlgorithm PublicKeyAlgorithm
	PublicKey          any

	Subject pkix.Name

	// Deprecated: Extensions and ExtraExtensions say what is asked for.
	Attributes []pkix.AttributeTypeAndValueSET

	Extensions      []pkix.Extension
	ExtraExtensions []pkix.Extension

	DNSNames       []string
	EmailAddresses []string
	IPAddresses    []net.IP
	URIs           []*url.URL
}

type tbsCertificateRequest struct {
	Raw           asn1.RawContent
	Version       int
	Subject       asn1.RawValue
	PublicKey     publicKeyInfo
	RawAttributes []asn1.RawValue `asn1:"tag:0"`
}

type certificateRequest struct {
	Raw                asn1.RawContent
	TBS                tbsCertificateRequest
	SignatureAlgorithm struct {
		Raw        asn1.RawContent
		Algorithm  asn1.ObjectIdentifier
		Parameters asn1.RawValue `asn1:"optional"`
	}
	SignatureValue asn1.BitString
}

// oidExtensions is the attribute that holds extensions.
var oidExtensions = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 14}

// rawAttributes writes the attributes, and the extensions into one of them.
func rawAttributes(given []pkix.AttributeTypeAndValueSET, extensions []pkix.Extension) ([]asn1.RawValue, error) {
	attributes := make([]pkix.AttributeTypeAndValueSET, len(given))
	for i, a := range given {
		attributes[i] = pkix.AttributeTypeAndValueSET{Type: a.Type, Value: append([][]pkix.AttributeTypeAndValue(nil), a.Value...)}
	}
	written := len(extensions) == 0
	for _, a := range attributes {
		if written || !a.Type.Equal(oidExtensions) || len(a.Value) == 0 {
			continue
		}
		there := map[string]bool{}
		for _, values := range a.Value {
			for _, v := range values {
				there[v.Type.String()] = true
			}
		}
		values := append([]pkix.AttributeTypeAndValue(nil), a.Value[0]...)
		for _, e := range extensions {
			if !there[e.Id.String()] {
				values = append(values, pkix.AttributeTypeAndValue{Type: e.Id, Value: e.Value})
			}
		}
		a.Value[0] = values
		written = true
	}
	b, err := asn1.Marshal(attributes)
	if err != nil {
		return nil, err
	}
	var raw []asn1.RawValue
	rest, err := asn1.Unmarshal(b, &raw)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, errors.New("x509: failed to unmarshal raw CSR Attributes")
	}
	if !written {
		b, err := asn1.Marshal(struct {
			Type  asn1.ObjectIdentifier
			Value [][]pkix.Extension `asn1:"set"`
		}{oidExtensions, [][]pkix.Extension{extensions}})
		if err != nil {
			return nil, errors.New("x509: failed to serialise extensions attribute: " + err.Error())
		}
		raw = append(raw, asn1.RawValue{FullBytes: b})
	}
	return raw, nil
}

// CreateCertificateRequest makes a request like template, signed with its key.
func CreateCertificateRequest(rand io.Reader, template *CertificateRequest, priv any) (csr []byte, err error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	algo, ai, err := signingAlgorithm(key, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	public, keyAI, err := marshalPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	var extensions []pkix.Extension
	if len(template.DNSNames)+len(template.EmailAddresses)+len(template.IPAddresses)+len(template.URIs) > 0 && find(oidSAN, template.ExtraExtensions) == nil {
		b, err := marshalNames(template.DNSNames, template.EmailAddresses, template.IPAddresses, template.URIs)
		if err != nil {
			return nil, err
		}
		extensions = append(extensions, pkix.Extension{Id: oidSAN, Value: b})
	}
	raw, err := rawAttributes(template.Attributes, append(extensions, template.ExtraExtensions...))
	if err != nil {
		return nil, err
	}
	subject := template.RawSubject
	if len(subject) == 0 {
		if subject, err = asn1.Marshal(template.Subject.ToRDNSequence()); err != nil {
			return nil, err
		}
	}
	r := certificateRequest{TBS: tbsCertificateRequest{Subject: asn1.RawValue{FullBytes: subject}, PublicKey: keyInfo(public, keyAI), RawAttributes: raw}}
	if r.TBS.Raw, err = asn1.Marshal(r.TBS); err != nil {
		return nil, err
	}
	if r.SignatureValue, err = sign(r.TBS.Raw, key, algo, rand); err != nil {
		return nil, err
	}
	r.SignatureAlgorithm.Algorithm, r.SignatureAlgorithm.Parameters = ai.Algorithm, ai.Parameters
	return asn1.Marshal(r)
}

// ParseCertificateRequest reads one request.
func ParseCertificateRequest(asn1Data []byte) (*CertificateRequest, error) {
	var r certificateRequest
	rest, err := asn1.Unmarshal(asn1Data, &r)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	out := &CertificateRequest{
		Raw: r.Raw, RawTBSCertificateRequest: r.TBS.Raw, RawSubjectPublicKeyInfo: r.TBS.PublicKey.Raw, RawSubject: r.TBS.Subject.FullBytes,
		RawSignatureAlgorithm: r.SignatureAlgorithm.Raw, Signature: r.SignatureValue.RightAlign(),
		SignatureAlgorithm: fromIdentifier(pkix.AlgorithmIdentifier{Algorithm: r.SignatureAlgorithm.Algorithm, Parameters: r.SignatureAlgorithm.Parameters}),
		PublicKeyAlgorithm: keyAlgorithm(r.TBS.PublicKey.Algorithm.Algorithm), Version: r.TBS.Version,
	}
	for _, raw := range r.TBS.RawAttributes {
		var a pkix.AttributeTypeAndValueSET
		if rest, err := asn1.Unmarshal(raw.FullBytes, &a); err == nil && len(rest) == 0 {
			out.Attributes = append(out.Attributes, a)
		}
	}
	if out.PublicKeyAlgorithm != UnknownPublicKeyAlgorithm {
		if out.PublicKey, err = parsePublicKey(&r.TBS.PublicKey); err != nil {
			return nil, err
		}
	}
	subject, err := parseName(r.TBS.Subject.FullBytes)
	if err != nil {
		return nil, err
	}
	out.Subject.FillFromRDNSequence(subject)
	if err := out.readAttributes(r.TBS.RawAttributes); err != nil {
		return nil, err
	}
	for _, e := range out.Extensions {
		if e.Id.Equal(oidSAN) {
			if out.DNSNames, out.EmailAddresses, out.IPAddresses, out.URIs, err = parseNames(e.Value); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// readAttributes finds the extensions.
func (c *CertificateRequest) readAttributes(all []asn1.RawValue) error {
	seen := map[string]bool{}
	for _, raw := range all {
		var a struct {
			Id     asn1.ObjectIdentifier
			Values []asn1.RawValue `asn1:"set"`
		}
		rest, err := asn1.Unmarshal(raw.FullBytes, &a)
		if err != nil || len(rest) != 0 || len(a.Values) == 0 || !a.Id.Equal(oidExtensions) {
			continue
		}
		var extensions []pkix.Extension
		if _, err := asn1.Unmarshal(a.Values[0].FullBytes, &extensions); err != nil {
			return err
		}
		for _, e := range extensions {
			if seen[e.Id.String()] {
				return errors.New("x509: certificate request contains duplicate requested extensions")
			}
			seen[e.Id.String()] = true
		}
		c.Extensions = append(c.Extensions, extensions...)
	}
	return nil
}

// CheckSignature is nil if the request's own key signed it.
func (c *CertificateRequest) CheckSignature() error {
	return checkSignature(c.SignatureAlgorithm, c.RawTBSCertificateRequest, c.Signature, c.PublicKey, true)
}
