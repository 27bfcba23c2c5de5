package x509

import (
	"errors"
	"fmt"
	"net"
	"strings"
)

// An InvalidReason is why a certificate is not good.
type InvalidReason int

const (
	NotAuthorizedToSign InvalidReason = iota
	Expired
	CANotAuthorizedForThisName
	TooManyIntermediates
	IncompatibleUsage
	NameMismatch
	NameConstraintsWithoutSANs
	UnconstrainedName
	TooManyConstraints
	CANotAuthorizedForExtKeyUsage
	NoValidChains
)

// A CertificateInvalidError is of a certificate that is not good, whoever signed it.
type CertificateInvalidError struct {
	Cert   *Certificate
	Reason InvalidReason
	Detail string
}

func (e CertificateInvalidError) Error() string {
	text := "x509: "
	switch e.Reason {
	case NotAuthorizedToSign:
		return text + "certificate is not authorized to sign other certificates"
	case Expired:
		return text + "certificate has expired or is not yet valid: " + e.Detail
	case CANotAuthorizedForThisName:
		return text + "a root or intermediate certificate is not authorized to sign for this name: " + e.Detail
	case CANotAuthorizedForExtKeyUsage:
		return text + "a root or intermediate certificate is not authorized for an extended key usage: " + e.Detail
	case TooManyIntermediates:
		return text + "too many intermediates for path length constraint"
	case IncompatibleUsage:
		return text + "certificate specifies an incompatible key usage"
	case NameMismatch:
		return text + "issuer name does not match subject from issuing certificate"
	case NameConstraintsWithoutSANs:
		return text + "issuer has name constraints but leaf doesn't have a SAN extension"
	case UnconstrainedName:
		return text + "issuer has name constraints but leaf contains unknown or unconstrained name: " + e.Detail
	case NoValidChains:
		text += "no valid chains built"
		if e.Detail != "" {
			text += ": " + e.Detail
		}
		return text
	}
	return text + "unknown error"
}

// A HostnameError is of a certificate that is of another host.
type HostnameError struct {
	Certificate *Certificate
	Host        string
}

func (h HostnameError) Error() string {
	const most = 100
	c := h.Certificate
	if !c.hasNames() && matchLabels(c.Subject.CommonName, labels(h.Host)) {
		return "x509: certificate relies on legacy Common Name field, use SANs instead"
	}
	var names []string
	kind := "names"
	if net.ParseIP(h.Host) != nil {
		kind = "IP SANs"
		for _, ip := range c.IPAddresses {
			names = append(names, ip.String())
		}
		if len(names) == 0 {
			return "x509: cannot validate certificate for " + h.Host + " because it doesn't contain any IP SANs"
		}
	} else {
		names = c.DNSNames
	}
	if len(names) >= most {
		return fmt.Sprintf("x509: certificate is valid for %d %s, but none matched %s", len(names), kind, h.Host)
	}
	list := strings.Join(names, ", ")
	if list == "" {
		return "x509: certificate is not valid for any names, but wanted to match " + h.Host
	}
	return "x509: certificate is valid for " + list + ", not " + h.Host
}

// An UnknownAuthorityError is of a certificate that nobody signed who is trusted.
type UnknownAuthorityError struct {
	Cert *Certificate
	// What is wrong with whom it might have been signed by.
	hint      error
	candidate *Certificate
}

func (e UnknownAuthorityError) Error() string {
	text := "x509: certificate signed by unknown authority"
	if e.hint == nil {
		return text
	}
	subject := e.candidate.Subject
	name := subject.CommonName
	if name == "" && len(subject.Organization) > 0 {
		name = subject.Organization[0]
	} else if name == "" {
		name = "serial:" + e.candidate.SerialNumber.String()
	}
	return text + fmt.Sprintf(" (possibly because of %q while trying to verify candidate authority certificate %q)", e.hint, name)
}

// A SystemRootsError is of a system whose roots cannot be read.
type SystemRootsError struct {
	Err error
}

func (se SystemRootsError) Error() string {
	text := "x509: failed to load system roots and no roots provided"
	if se.Err != nil {
		text += "; " + se.Err.Error()
	}
	return text
}

func (se SystemRootsError) Unwrap() error { return se.Err }

var (
	errNotParsed      = errors.New("x509: missing ASN.1 contents; use ParseCertificate")
	errSignatureLimit = errors.New("x509: signature check attempts limit reached while verifying certificate chain")
)
