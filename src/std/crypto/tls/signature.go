package tls

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
)

// A SignatureScheme is how handshakes are signed.
type SignatureScheme uint16

const (
	PKCS1WithSHA256 SignatureScheme = 0x0401
	PKCS1WithSHA384 SignatureScheme = 0x0501
	PKCS1WithSHA512 SignatureScheme = 0x0601

	PSSWithSHA256 SignatureScheme = 0x0804
	PSSWithSHA384 SignatureScheme = 0x0805
	PSSWithSHA512 SignatureScheme = 0x0806

	ECDSAWithP256AndSHA256 SignatureScheme = 0x0403
	ECDSAWithP384AndSHA384 SignatureScheme = 0x0503
	ECDSAWithP521AndSHA512 SignatureScheme = 0x0603

	Ed25519 SignatureScheme = 0x0807

	MLDSA44 SignatureScheme = 0x0904
	MLDSA65 SignatureScheme = 0x0905
	MLDSA87 SignatureScheme = 0x0906

	PKCS1WithSHA1 SignatureScheme = 0x0201
	ECDSAWithSHA1 SignatureScheme = 0x0203
)

func (i SignatureScheme) String() string {
	switch i {
	case PKCS1WithSHA256:
		return "PKCS1WithSHA256"
	case PKCS1WithSHA384:
		return "PKCS1WithSHA384"
	case PKCS1WithSHA512:
		return "PKCS1WithSHA512"
	case PSSWithSHA256:
		return "PSSWithSHA256"
	case PSSWithSHA384:
		return "PSSWithSHA384"
	case PSSWithSHA512:
		return "PSSWithSHA512"
	case ECDSAWithP256AndSHA256:
		return "ECDSAWithP256AndSHA256"
	case ECDSAWithP384AndSHA384:
		return "ECDSAWithP384AndSHA384"
	case ECDSAWithP521AndSHA512:
		return "ECDSAWithP521AndSHA512"
	case Ed25519:
		return "Ed25519"
	case MLDSA44:
		return "MLDSA44"
	case MLDSA65:
		return "MLDSA65"
	case MLDSA87:
		return "MLDSA87"
	case PKCS1WithSHA1:
		return "PKCS1WithSHA1"
	case ECDSAWithSHA1:
		return "ECDSAWithSHA1"
	}
	return fmt.Sprintf("SignatureScheme(%d)", uint16(i))
}

// hash is 0 for schemes that sign the text itself.
func (i SignatureScheme) hash() crypto.Hash {
	switch i {
	case PKCS1WithSHA256, PSSWithSHA256, ECDSAWithP256AndSHA256:
		return crypto.SHA256
	case PKCS1WithSHA384, PSSWithSHA384, ECDSAWithP384AndSHA384:
		return crypto.SHA384
	case PKCS1WithSHA512, PSSWithSHA512, ECDSAWithP521AndSHA512:
		return crypto.SHA512
	}
	return 0
}

func (i SignatureScheme) pss() bool { return PSSWithSHA256 <= i && i <= PSSWithSHA512 }

// schemesOf are what a key can sign with.
func schemesOf(version uint16, pub crypto.PublicKey) []SignatureScheme {
	switch pub := pub.(type) {
	case *ecdsa.PublicKey:
		if version < VersionTLS13 {
			return []SignatureScheme{ECDSAWithP256AndSHA256, ECDSAWithP384AndSHA384, ECDSAWithP521AndSHA512}
		}
		switch pub.Curve {
		case elliptic.P256():
			return []SignatureScheme{ECDSAWithP256AndSHA256}
		case elliptic.P384():
			return []SignatureScheme{ECDSAWithP384AndSHA384}
		case elliptic.P521():
			return []SignatureScheme{ECDSAWithP521AndSHA512}
		}
	case *rsa.PublicKey:
		all := []SignatureScheme{PSSWithSHA256, PSSWithSHA384, PSSWithSHA512}
		if version < VersionTLS13 {
			all = append(all, PKCS1WithSHA256, PKCS1WithSHA384, PKCS1WithSHA512)
		}
		return slices.DeleteFunc(all, func(s SignatureScheme) bool {
			least := 2*s.hash().Size() + 2
			if !s.pss() {
				least = 19 + s.hash().Size() + 11
			}
			return pub.Size() < least
		})
	case ed25519.PublicKey:
		return []SignatureScheme{Ed25519}
	}
	return nil
}

// schemes are what the certificate's key signs with.
func (c *Certificate) schemes(version uint16) ([]SignatureScheme, error) {
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, c.unsupported()
	}
	all := schemesOf(version, key.Public())
	if c.SupportedSignatureAlgorithms != nil {
		all = slices.DeleteFunc(all, func(s SignatureScheme) bool { return !slices.Contains(c.SupportedSignatureAlgorithms, s) })
	}
	if len(all) == 0 {
		return nil, c.unsupported()
	}
	return all, nil
}

// scheme is the first of the peer's that the certificate's key has.
func (c *Certificate) scheme(version uint16, peer []SignatureScheme) (SignatureScheme, error) {
	own, err := c.schemes(version)
	if err != nil {
		return 0, err
	}
	if len(peer) == 0 && version == VersionTLS12 {
		return 0, errors.New("tls: missing signature_algorithms from TLS 1.2 peer")
	}
	for _, s := range peer {
		if slices.Contains(own, s) {
			return s, nil
		}
	}
	return 0, errors.New("tls: peer doesn't support any of the certificate's signature algorithms")
}

// unsupported says why the certificate's key cannot sign.
func (c *Certificate) unsupported() error {
	switch c.PrivateKey.(type) {
	case rsa.PrivateKey, ecdsa.PrivateKey:
		return fmt.Errorf("tls: unsupported certificate: private key is %T, expected *%T", c.PrivateKey, c.PrivateKey)
	case *ed25519.PrivateKey:
		return errors.New("tls: unsupported certificate: private key is *ed25519.PrivateKey, expected ed25519.PrivateKey")
	}
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return fmt.Errorf("tls: certificate private key (%T) does not implement crypto.Signer", c.PrivateKey)
	}
	switch pub := key.Public().(type) {
	case *ecdsa.PublicKey:
		if pub.Curve != elliptic.P256() && pub.Curve != elliptic.P384() && pub.Curve != elliptic.P521() {
			return fmt.Errorf("tls: unsupported certificate curve (%s)", pub.Curve.Params().Name)
		}
	case *rsa.PublicKey:
		return errors.New("tls: certificate RSA key size too small for supported signature algorithms")
	case ed25519.PublicKey:
	default:
		return fmt.Errorf("tls: unsupported certificate key (%T)", pub)
	}
	if c.SupportedSignatureAlgorithms != nil {
		return errors.New("tls: peer doesn't support the certificate custom signature algorithms")
	}
	return fmt.Errorf("tls: internal error: unsupported key (%T)", c.PrivateKey)
}

// sign is for keys that the engine cannot sign with.
func sign(key crypto.Signer, scheme SignatureScheme, message []byte) ([]byte, error) {
	var opts crypto.SignerOpts = scheme.hash()
	if scheme.pss() {
		opts = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: scheme.hash()}
	}
	return crypto.SignMessage(key, rand.Reader, message, opts)
}

// checkSignature is nil if the certificate's key signed the message.
func checkSignature(cert []byte, scheme SignatureScheme, message, signature []byte) error {
	c, err := x509.ParseCertificate(cert)
	if err != nil {
		return err
	}
	if hash := scheme.hash(); hash != 0 {
		h := hash.New()
		h.Write(message)
		message = h.Sum(nil)
	}
	switch pub := c.PublicKey.(type) {
	case *rsa.PublicKey:
		if scheme.pss() {
			return rsa.VerifyPSS(pub, scheme.hash(), message, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		}
		if PKCS1WithSHA256 == scheme || PKCS1WithSHA384 == scheme || PKCS1WithSHA512 == scheme {
			return rsa.VerifyPKCS1v15(pub, scheme.hash(), message, signature)
		}
	case *ecdsa.PublicKey:
		if scheme == ECDSAWithP256AndSHA256 || scheme == ECDSAWithP384AndSHA384 || scheme == ECDSAWithP521AndSHA512 {
			if !ecdsa.VerifyASN1(pub, message, signature) {
				return errors.New("ECDSA verification failure")
			}
			return nil
		}
	case ed25519.PublicKey:
		if scheme == Ed25519 {
			if !ed25519.Verify(pub, message, signature) {
				return errors.New("Ed25519 verification failure")
			}
			return nil
		}
	}
	return fmt.Errorf("%v does not fit a public key of type %T", scheme, c.PublicKey)
}
