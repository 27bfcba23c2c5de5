package tls

import (
	"fmt"
	"slices"
)

// Versions of TLS.
const (
	VersionTLS10 = 0x0301
	VersionTLS11 = 0x0302
	VersionTLS12 = 0x0303
	VersionTLS13 = 0x0304

	// Deprecated: SSLv3 is broken.
	VersionSSL30 = 0x0300
)

// VersionName is "TLS 1.3", for example.
func VersionName(version uint16) string {
	switch version {
	case VersionSSL30:
		return "SSLv3"
	case VersionTLS10, VersionTLS11, VersionTLS12, VersionTLS13:
		return fmt.Sprintf("TLS 1.%d", version-VersionTLS10)
	}
	return fmt.Sprintf("0x%04X", version)
}

// Cipher suites. Handshakes use those of TLS 1.3, and of TLS 1.2 those with ECDHE and an AEAD.
const (
	TLS_RSA_WITH_RC4_128_SHA                      uint16 = 0x0005
	TLS_RSA_WITH_3DES_EDE_CBC_SHA                 uint16 = 0x000a
	TLS_RSA_WITH_AES_128_CBC_SHA                  uint16 = 0x002f
	TLS_RSA_WITH_AES_256_CBC_SHA                  uint16 = 0x0035
	TLS_RSA_WITH_AES_128_CBC_SHA256               uint16 = 0x003c
	TLS_RSA_WITH_AES_128_GCM_SHA256               uint16 = 0x009c
	TLS_RSA_WITH_AES_256_GCM_SHA384               uint16 = 0x009d
	TLS_ECDHE_ECDSA_WITH_RC4_128_SHA              uint16 = 0xc007
	TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA          uint16 = 0xc009
	TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA          uint16 = 0xc00a
	TLS_ECDHE_RSA_WITH_RC4_128_SHA                uint16 = 0xc011
	TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA           uint16 = 0xc012
	TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA            uint16 = 0xc013
	TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA            uint16 = 0xc014
	TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256       uint16 = 0xc023
	TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256         uint16 = 0xc027
	TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256         uint16 = 0xc02f
	TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256       uint16 = 0xc02b
	TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384         uint16 = 0xc030
	TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384       uint16 = 0xc02c
	TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256   uint16 = 0xcca8
	TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 uint16 = 0xcca9

	TLS_AES_128_GCM_SHA256       uint16 = 0x1301
	TLS_AES_256_GCM_SHA384       uint16 = 0x1302
	TLS_CHACHA20_POLY1305_SHA256 uint16 = 0x1303

	// TLS_FALLBACK_SCSV says that a client has tried a higher version before.
	TLS_FALLBACK_SCSV uint16 = 0x5600

	TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305   = TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
	TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305 = TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
)

// A CipherSuite is a suite's name and where it can be used.
type CipherSuite struct {
	ID                uint16
	Name              string
	SupportedVersions []uint16
	Insecure          bool
}

func suites(insecure bool, versions []uint16, to []*CipherSuite, named map[uint16]string, ids ...uint16) []*CipherSuite {
	for _, id := range ids {
		to = append(to, &CipherSuite{id, "TLS_" + named[id], versions, insecure})
	}
	return to
}

var (
	until12 = []uint16{VersionTLS10, VersionTLS11, VersionTLS12}
	only12  = []uint16{VersionTLS12}
)

// CipherSuites are those without known weaknesses.
func CipherSuites() []*CipherSuite {
	all := suites(false, []uint16{VersionTLS13}, nil, map[uint16]string{
		TLS_AES_128_GCM_SHA256: "AES_128_GCM_SHA256", TLS_AES_256_GCM_SHA384: "AES_256_GCM_SHA384", TLS_CHACHA20_POLY1305_SHA256: "CHACHA20_POLY1305_SHA256",
	}, TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256)
	all = suites(false, until12, all, map[uint16]string{
		TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: "ECDHE_ECDSA_WITH_AES_128_CBC_SHA", TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: "ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
		TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: "ECDHE_RSA_WITH_AES_128_CBC_SHA", TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: "ECDHE_RSA_WITH_AES_256_CBC_SHA",
	}, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA)
	return suites(false, only12, all, map[uint16]string{
		TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256:       "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
		TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384:       "ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
		TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:         "ECDHE_RSA_WITH_AES_128_GCM_SHA256",
		TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384:         "ECDHE_RSA_WITH_AES_256_GCM_SHA384",
		TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256:   "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
		TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
	}, aeads...)
}

// aeads are the suites of TLS 1.2 that handshakes can use.
var aeads = []uint16{
	TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
}

// InsecureCipherSuites are those with known weaknesses.
func InsecureCipherSuites() []*CipherSuite {
	named := map[uint16]string{
		TLS_RSA_WITH_RC4_128_SHA: "RSA_WITH_RC4_128_SHA", TLS_RSA_WITH_3DES_EDE_CBC_SHA: "RSA_WITH_3DES_EDE_CBC_SHA",
		TLS_RSA_WITH_AES_128_CBC_SHA: "RSA_WITH_AES_128_CBC_SHA", TLS_RSA_WITH_AES_256_CBC_SHA: "RSA_WITH_AES_256_CBC_SHA",
		TLS_RSA_WITH_AES_128_CBC_SHA256: "RSA_WITH_AES_128_CBC_SHA256", TLS_RSA_WITH_AES_128_GCM_SHA256: "RSA_WITH_AES_128_GCM_SHA256",
		TLS_RSA_WITH_AES_256_GCM_SHA384: "RSA_WITH_AES_256_GCM_SHA384", TLS_ECDHE_ECDSA_WITH_RC4_128_SHA: "ECDHE_ECDSA_WITH_RC4_128_SHA",
		TLS_ECDHE_RSA_WITH_RC4_128_SHA: "ECDHE_RSA_WITH_RC4_128_SHA", TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA: "ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
		TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: "ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: "ECDHE_RSA_WITH_AES_128_CBC_SHA256",
	}
	all := suites(true, until12, nil, named, TLS_RSA_WITH_RC4_128_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_256_CBC_SHA)
	all = suites(true, only12, all, named, TLS_RSA_WITH_AES_128_CBC_SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_256_GCM_SHA384)
	all = suites(true, until12, all, named, TLS_ECDHE_ECDSA_WITH_RC4_128_SHA, TLS_ECDHE_RSA_WITH_RC4_128_SHA, TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA)
	return suites(true, only12, all, named, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256)
}

// CipherSuiteName is a suite's name, or its number.
func CipherSuiteName(id uint16) string {
	all := append(CipherSuites(), InsecureCipherSuites()...)
	if i := slices.IndexFunc(all, func(s *CipherSuite) bool { return s.ID == id }); i >= 0 {
		return all[i].Name
	}
	return fmt.Sprintf("0x%04X", id)
}

// A CurveID is a way to exchange keys.
type CurveID uint16

const (
	CurveP256          CurveID = 23
	CurveP384          CurveID = 24
	CurveP521          CurveID = 25
	X25519             CurveID = 29
	X25519MLKEM768     CurveID = 4588
	SecP256r1MLKEM768  CurveID = 4587
	SecP384r1MLKEM1024 CurveID = 4589
	MLKEM1024          CurveID = 514
)

func (i CurveID) String() string {
	switch i {
	case CurveP256:
		return "CurveP256"
	case CurveP384:
		return "CurveP384"
	case CurveP521:
		return "CurveP521"
	case X25519:
		return "X25519"
	case X25519MLKEM768:
		return "X25519MLKEM768"
	case SecP256r1MLKEM768:
		return "SecP256r1MLKEM768"
	case SecP384r1MLKEM1024:
		return "SecP384r1MLKEM1024"
	case MLKEM1024:
		return "MLKEM1024"
	}
	return fmt.Sprintf("CurveID(%d)", uint16(i))
}
