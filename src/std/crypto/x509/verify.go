package x509

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// VerifyOptions say what a certificate is verified for.
type VerifyOptions struct {
	// The host; empty: any.
	DNSName string

	Intermediates *CertPool
	// nil: those of the system.
	Roots *CertPool

	// Zero: now.
	CurrentTime time.Time

	// Any of them is enough; empty: ExtKeyUsageServerAuth.
	KeyUsages []ExtKeyUsage

	// Does nothing any more.
	MaxConstraintComparisions int

	// Any of them is enough; empty: any.
	CertificatePolicies []OID
}

// What a certificate is in a chain.
type place int

const (
	leaf place = iota
	intermediate
	root
)

// How often signatures are checked for one chain: who can send intermediates can make more of them than anybody wants to check.
const maxChecks = 100

// distrusted are SHA-256 sums of keys that were abused.
var distrusted = map[string]bool{
	"ebed6475c2c2d80fcb199f3fe8dd6e6b3ce60b77eb15d4e42c3dec0c6f5b5105": true,
	"49dd353dc2b919a3770645117d0e60c16115e7d1bc259eefe734b00ea434fe5f": true,
	"e0254c7fcdc265e2f0f8a428dabb75ab4ae039b4872d62f5ee57f0877d5a8a41": true,
	"5c0660a2b164910d8ff589c18e14552e9e0ec237dcefe2cb736d41a4811f81a0": true,
	"43bffa19d6ef651451f6841e019931e96f6f2eaeff28ab4b6f1ce4576de2717b": true,
	"63ecefee431d49523bc1136c4e72d0206a477086caf606cd5cf025686c109cf8": true,
	"ec4ffa1ad0ac88081314b7aaffef6a91f97cd57291bb5ba686c5415f5eb4f6b6": true,
	"92c063d67e8f14db71d288e11266ffdaf69cbf115f7bab14f3bc2f68d25e0e30": true,
}

// Verify finds the chains from the certificate to a root.
func (c *Certificate) Verify(opts VerifyOptions) ([][]*Certificate, error) {
	if len(c.Raw) == 0 {
		return nil, errNotParsed
	}
	for i := range opts.Intermediates.len() {
		if len(opts.Intermediates.all[i].cert.Raw) == 0 {
			return nil, errNotParsed
		}
	}
	if opts.Roots == nil {
		roots, err := systemRoots()
		if roots == nil {
			return nil, SystemRootsError{err}
		}
		opts.Roots = roots
	}
	if opts.CurrentTime.IsZero() {
		opts.CurrentTime = time.Now()
	}
	if err := c.validAs(leaf, nil, &opts); err != nil {
		return nil, err
	}
	if opts.DNSName != "" {
		if err := c.VerifyHostname(opts.DNSName); err != nil {
			return nil, err
		}
	}
	chains := [][]*Certificate{{c}}
	if !opts.Roots.contains(c) {
		b := chainBuilder{opts: &opts}
		var err error
		if chains, err = b.extend(chains[0]); err != nil {
			return nil, err
		}
	}
	return c.choose(chains, &opts)
}

// choose keeps the chains that may be used for what is wanted.
func (c *Certificate) choose(chains [][]*Certificate, opts *VerifyOptions) ([][]*Certificate, error) {
	usages := opts.KeyUsages
	if len(usages) == 0 {
		usages = []ExtKeyUsage{ExtKeyUsageServerAuth}
	}
	anyUsage := slices.Contains(usages, ExtKeyUsageAny)
	var badPolicies, badUsages int
	var constrained error
	var good [][]*Certificate
	for _, chain := range chains {
		if !policiesAllow(chain, opts.CertificatePolicies) {
			badPolicies++
		} else if !anyUsage && !usable(chain, usages) {
			badUsages++
		} else if err := checkConstraints(chain); err != nil {
			if constrained == nil {
				constrained = CertificateInvalidError{c, CANotAuthorizedForThisName, err.Error()}
			}
		} else if !slices.ContainsFunc(chain, (*Certificate).abused) {
			good = append(good, chain)
		}
	}
	if len(good) > 0 {
		return good, nil
	}
	if constrained != nil {
		return nil, constrained
	}
	var details []string
	if badUsages > 0 {
		if badPolicies == 0 {
			return nil, CertificateInvalidError{c, IncompatibleUsage, ""}
		}
		details = append(details, fmt.Sprintf("%d candidate chains with incompatible key usage", badUsages))
	}
	if badPolicies > 0 {
		details = append(details, fmt.Sprintf("%d candidate chains with invalid policies", badPolicies))
	}
	return nil, CertificateInvalidError{c, NoValidChains, strings.Join(details, ", ")}
}

func (c *Certificate) abused() bool {
	sum := sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return distrusted[hex.EncodeToString(sum[:])]
}

// validAs says whether the certificate may follow the chain, signatures apart.
func (c *Certificate) validAs(as place, chain []*Certificate, opts *VerifyOptions) error {
	if len(c.UnhandledCriticalExtensions) > 0 {
		return UnhandledCriticalExtension{}
	}
	if n := len(chain); n > 0 && !bytes.Equal(chain[n-1].RawIssuer, c.RawSubject) {
		return CertificateInvalidError{c, NameMismatch, ""}
	}
	now := opts.CurrentTime
	outside := func(where string, limit time.Time) error {
		return CertificateInvalidError{c, Expired, fmt.Sprintf("current time %s is %s %s", now.Format(time.RFC3339), where, limit.Format(time.RFC3339))}
	}
	if now.Before(c.NotBefore) {
		return outside("before", c.NotBefore)
	}
	if now.After(c.NotAfter) {
		return outside("after", c.NotAfter)
	}
	if as != leaf && len(chain) == 0 {
		return errors.New("x509: internal error: empty chain when appending CA cert")
	}
	if as == intermediate && (!c.BasicConstraintsValid || !c.IsCA) {
		return CertificateInvalidError{c, NotAuthorizedToSign, ""}
	}
	if c.BasicConstraintsValid && c.MaxPathLen >= 0 && len(chain)-1 > c.MaxPathLen {
		return CertificateInvalidError{c, TooManyIntermediates, ""}
	}
	return nil
}

// sameEntity says whether two certificates are of the same key, name and other names.
func sameEntity(a, b *Certificate) bool {
	if !bytes.Equal(a.RawSubject, b.RawSubject) || !bytes.Equal(a.RawSubjectPublicKeyInfo, b.RawSubjectPublicKeyInfo) {
		return false
	}
	x, y := find(oidSAN, a.Extensions), find(oidSAN, b.Extensions)
	if x == nil || y == nil {
		return x == y
	}
	return bytes.Equal(x.Value, y.Value)
}

// A chainBuilder finds all chains, and counts the signatures that it checks.
type chainBuilder struct {
	opts   *VerifyOptions
	checks int
}

// extend finds how a chain goes on up to a root.
func (b *chainBuilder) extend(chain []*Certificate) (chains [][]*Certificate, err error) {
	last := chain[len(chain)-1]
	unknown := UnknownAuthorityError{Cert: last}
	try := func(as place, p pooled) {
		if b.checks++; b.checks > maxChecks {
			err = errSignatureLimit
			return
		}
		next := p.cert
		if next.PublicKey == nil || slices.ContainsFunc(chain, func(c *Certificate) bool { return sameEntity(next, c) }) {
			return
		}
		wrong := last.CheckSignatureFrom(next)
		if wrong == nil {
			wrong = next.validAs(as, chain, b.opts)
			err = wrong
		}
		if wrong == nil && p.constraint != nil {
			wrong = p.constraint(chain)
		}
		if wrong != nil {
			if unknown.hint == nil {
				unknown.hint, unknown.candidate = wrong, next
			}
			return
		}
		longer := append(slices.Clone(chain), next)
		if as == root {
			chains = append(chains, longer)
			return
		}
		var more [][]*Certificate
		more, err = b.extend(longer)
		chains = append(chains, more...)
	}
search:
	for _, from := range []struct {
		as   place
		pool *CertPool
	}{{root, b.opts.Roots}, {intermediate, b.opts.Intermediates}} {
		for _, p := range from.pool.issuers(last) {
			if try(from.as, p); err == errSignatureLimit {
				break search
			}
		}
	}
	switch {
	case len(chains) > 0:
		return chains, nil
	case err != nil:
		return nil, err
	}
	return nil, unknown
}

// usable says whether each certificate of a chain that limits what it is for allows one of the usages, the same in all of them.
func usable(chain []*Certificate, usages []ExtKeyUsage) bool {
	left := slices.Clone(usages)
	for _, c := range slices.Backward(chain) {
		if len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) == 0 || slices.Contains(c.ExtKeyUsage, ExtKeyUsageAny) {
			continue
		}
		left = slices.DeleteFunc(left, func(usage ExtKeyUsage) bool { return !slices.Contains(c.ExtKeyUsage, usage) })
		if len(left) == 0 {
			return false
		}
	}
	return true
}
