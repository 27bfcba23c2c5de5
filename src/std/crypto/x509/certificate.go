// Package x509 reads, makes and verifies certificates.
package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"net"
	"net/url"
	"strconv"
	"time"
)

// KeyUsage says what a key is for, in bits.
type KeyUsage int

const (
	KeyUsageDigitalSignature KeyUsage = 1 << iota
	KeyUsageContentCommitment
	KeyUsageKeyEncipherment
	KeyUsageDataEncipherment
	KeyUsageKeyAgreement
	KeyUsageCertSign
	KeyUsageCRLSign
	KeyUsageEncipherOnly
	KeyUsageDecipherOnly
)

func (i KeyUsage) String() string {
	for bit, name := range []string{"digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
		"cRLSign", "encipherOnly", "decipherOnly"} {
		if i == 1<<bit {
			return name
		}
	}
	return "KeyUsage(" + strconv.Itoa(int(i)) + ")"
}

// ExtKeyUsage is a purpose of a key.
type ExtKeyUsage int

const (
	ExtKeyUsageAny ExtKeyUsage = iota
	ExtKeyUsageServerAuth
	ExtKeyUsageClientAuth
	ExtKeyUsageCodeSigning
	ExtKeyUsageEmailProtection
	ExtKeyUsageIPSECEndSystem
	ExtKeyUsageIPSECTunnel
	ExtKeyUsageIPSECUser
	ExtKeyUsageTimeStamping
	ExtKeyUsageOCSPSigning
	ExtKeyUsageMicrosoftServerGatedCrypto
	ExtKeyUsageNetscapeServerGatedCrypto
	ExtKeyUsageMicrosoftCommercialCodeSigning
	ExtKeyUsageMicrosoftKernelCodeSigning
)

var purposes = []struct {
	name string
	oid  asn1.ObjectIdentifier
}{
	{"anyExtendedKeyUsage", asn1.ObjectIdentifier{2, 5, 29, 37, 0}},
	{"serverAuth", purpose(1)}, {"clientAuth", purpose(2)}, {"codeSigning", purpose(3)}, {"emailProtection", purpose(4)},
	{"ipsecEndSystem", purpose(5)}, {"ipsecTunnel", purpose(6)}, {"ipsecUser", purpose(7)}, {"timeStamping", purpose(8)}, {"OCSPSigning", purpose(9)},
	{"msSGC", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 10, 3, 3}},
	{"nsSGC", asn1.ObjectIdentifier{2, 16, 840, 1, 113730, 4, 1}},
	{"msCodeCom", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 22}},
	{"msKernelCode", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 61, 1, 1}},
}

func purpose(last int) asn1.ObjectIdentifier {
	return asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, last}
}

func (eku ExtKeyUsage) known() bool { return 0 <= eku && int(eku) < len(purposes) }

func (eku ExtKeyUsage) String() string {
	if !eku.known() {
		return "ExtKeyUsage(" + strconv.Itoa(int(eku)) + ")"
	}
	return purposes[eku].name
}

// OID is the identifier of a purpose that the package knows.
func (eku ExtKeyUsage) OID() OID {
	if !eku.known() {
		panic("x509: internal error: known ExtKeyUsage has no OID")
	}
	oid, _ := OIDFromASN1OID(purposes[eku].oid)
	return oid
}

// A Certificate is a key's owner as somebody asserts it. The fields behind Extensions come from these, and make them where a certificate is made.
type Certificate struct {
	Raw                     []byte
	RawTBSCertificate       []byte
	RawSubjectPublicKeyInfo []byte
	RawSubject              []byte
	RawIssuer               []byte
	RawSignatureAlgorithm   []byte

	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	PublicKeyAlgorithm PublicKeyAlgorithm
	PublicKey          any

	Version             int
	SerialNumber        *big.Int
	Issuer              pkix.Name
	Subject             pkix.Name
	NotBefore, NotAfter time.Time
	KeyUsage            KeyUsage

	Extensions                  []pkix.Extension // as they were read
	ExtraExtensions             []pkix.Extension // more to write
	UnhandledCriticalExtensions []asn1.ObjectIdentifier

	ExtKeyUsage        []ExtKeyUsage
	UnknownExtKeyUsage []asn1.ObjectIdentifier

	// Whether IsCA and MaxPathLen count.
	BasicConstraintsValid bool
	IsCA                  bool
	// How many intermediates may follow; -1: any number. 0 counts only with MaxPathLenZero.
	MaxPathLen     int
	MaxPathLenZero bool

	SubjectKeyId   []byte
	AuthorityKeyId []byte

	OCSPServer            []string
	IssuingCertificateURL []string

	DNSNames       []string
	EmailAddresses []string
	IPAddresses    []net.IP
	URIs           []*url.URL

	PermittedDNSDomainsCritical bool
	PermittedDNSDomains         []string
	ExcludedDNSDomains          []string
	PermittedIPRanges           []*net.IPNet
	ExcludedIPRanges            []*net.IPNet
	PermittedEmailAddresses     []string
	ExcludedEmailAddresses      []string
	PermittedURIDomains         []string
	ExcludedURIDomains          []string

	CRLDistributionPoints []string

	PolicyIdentifiers []asn1.ObjectIdentifier
	Policies          []OID

	InhibitAnyPolicy          int
	InhibitAnyPolicyZero      bool
	InhibitPolicyMapping      int
	InhibitPolicyMappingZero  bool
	RequireExplicitPolicy     int
	RequireExplicitPolicyZero bool
	PolicyMappings            []PolicyMapping
}

// A PolicyMapping says that two policies are the same.
type PolicyMapping struct {
	IssuerDomainPolicy  OID
	SubjectDomainPolicy OID
}

func (c *Certificate) Equal(other *Certificate) bool {
	if c == nil || other == nil {
		return c == other
	}
	return bytes.Equal(c.Raw, other.Raw)
}

var (
	oidSubjectKeyId   = extension(14)
	oidKeyUsage       = extension(15)
	oidSAN            = extension(17)
	oidBasic          = extension(19)
	oidCRLNumber      = extension(20)
	oidReasonCode     = extension(21)
	oidNames          = extension(30)
	oidCRLPoints      = extension(31)
	oidPolicies       = extension(32)
	oidAuthorityKeyId = extension(35)
	oidExtKeyUsage    = extension(37)
	oidAuthorityInfo  = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 1}
	oidOCSP           = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1}
	oidIssuers        = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 2}
)

func extension(last int) asn1.ObjectIdentifier { return asn1.ObjectIdentifier{2, 5, 29, last} }

func find(oid asn1.ObjectIdentifier, extensions []pkix.Extension) *pkix.Extension {
	for i := range extensions {
		if extensions[i].Id.Equal(oid) {
			return &extensions[i]
		}
	}
	return nil
}

// A ConstraintViolationError is of certificates that may not sign others.
type ConstraintViolationError struct{}

func (ConstraintViolationError) Error() string {
	return "x509: invalid signature: parent certificate cannot sign this kind of certificate"
}

// CheckSignatureFrom is nil if parent signed c, and may.
func (c *Certificate) CheckSignatureFrom(parent *Certificate) error {
	if parent.Version == 3 && !parent.BasicConstraintsValid || parent.BasicConstraintsValid && !parent.IsCA ||
		parent.KeyUsage != 0 && parent.KeyUsage&KeyUsageCertSign == 0 {
		return ConstraintViolationError{}
	}
	if parent.PublicKeyAlgorithm == UnknownPublicKeyAlgorithm {
		return ErrUnsupportedAlgorithm
	}
	return checkSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature, parent.PublicKey, false)
}

// CheckSignature is nil if c's key made the signature.
func (c *Certificate) CheckSignature(algo SignatureAlgorithm, signed, signature []byte) error {
	return checkSignature(algo, signed, signature, c.PublicKey, true)
}

// An UnhandledCriticalExtension is one that nobody may ignore, and that is not known.
type UnhandledCriticalExtension struct{}

func (h UnhandledCriticalExtension) Error() string { return "x509: unhandled critical extension" }
