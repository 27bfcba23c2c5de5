package x509

import (
	"bytes"
	"crypto/sha256"
	"encoding/pem"
)

// A CertPool is a set of certificates.
type CertPool struct {
	all    []pooled
	byName map[string][]int // the subject as it was read: places in all
	have   map[[sha256.Size224]byte]bool
}

// A pooled certificate may have to agree with the chain that it ends.
type pooled struct {
	cert       *Certificate
	constraint func([]*Certificate) error
}

func NewCertPool() *CertPool {
	return &CertPool{byName: make(map[string][]int), have: make(map[[sha256.Size224]byte]bool)}
}

func (s *CertPool) Clone() *CertPool {
	c := NewCertPool()
	for _, p := range s.all {
		c.add(p)
	}
	return c
}

func (s *CertPool) add(p pooled) {
	sum := sha256.Sum224(p.cert.Raw)
	if s.have[sum] {
		return
	}
	s.have[sum] = true
	name := string(p.cert.RawSubject)
	s.byName[name] = append(s.byName[name], len(s.all))
	s.all = append(s.all, p)
}

func (s *CertPool) AddCert(cert *Certificate) { s.AddCertWithConstraint(cert, nil) }

// AddCertWithConstraint adds a certificate that ends only chains for which constraint is nil.
func (s *CertPool) AddCertWithConstraint(cert *Certificate, constraint func([]*Certificate) error) {
	if cert == nil {
		panic("adding nil Certificate to CertPool")
	}
	s.add(pooled{cert, constraint})
}

// AppendCertsFromPEM adds what can be read; ok says whether anything could.
func (s *CertPool) AppendCertsFromPEM(pemCerts []byte) (ok bool) {
	for {
		var block *pem.Block
		if block, pemCerts = pem.Decode(pemCerts); block == nil {
			return ok
		}
		if block.Type != "CERTIFICATE" || len(block.Headers) != 0 {
			continue
		}
		if cert, err := ParseCertificate(block.Bytes); err == nil {
			s.AddCert(cert)
			ok = true
		}
	}
}

// Subjects are the names as they were read.
func (s *CertPool) Subjects() [][]byte {
	names := make([][]byte, s.len())
	for i := range names {
		names[i] = s.all[i].cert.RawSubject
	}
	return names
}

func (s *CertPool) Equal(other *CertPool) bool {
	if s == nil || other == nil {
		return s == other
	}
	for sum := range s.have {
		if !other.have[sum] {
			return false
		}
	}
	return len(s.have) == len(other.have)
}

func (s *CertPool) len() int {
	if s == nil {
		return 0
	}
	return len(s.all)
}

func (s *CertPool) contains(cert *Certificate) bool {
	return s != nil && s.have[sha256.Sum224(cert.Raw)]
}

// issuers are the certificates with the name of cert's issuer, those first whose key fits what cert says of it.
func (s *CertPool) issuers(cert *Certificate) []pooled {
	if s == nil {
		return nil
	}
	var kinds [3][]pooled
	for _, i := range s.byName[string(cert.RawIssuer)] {
		p := s.all[i]
		has, wants := p.cert.SubjectKeyId, cert.AuthorityKeyId
		kind := 2
		if bytes.Equal(has, wants) {
			kind = 0
		} else if len(has) == 0 || len(wants) == 0 {
			kind = 1
		}
		kinds[kind] = append(kinds[kind], p)
	}
	return append(append(kinds[0], kinds[1]...), kinds[2]...)
}
