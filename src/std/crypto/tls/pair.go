package tls

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
)

// LoadX509KeyPair is X509KeyPair of two files.
func LoadX509KeyPair(certFile, keyFile string) (Certificate, error) {
	certs, err := os.ReadFile(certFile)
	if err != nil {
		return Certificate{}, err
	}
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return Certificate{}, err
	}
	return X509KeyPair(certs, key)
}

// X509KeyPair reads a chain and its key from PEM.
func X509KeyPair(certPEMBlock, keyPEMBlock []byte) (Certificate, error) {
	var cert Certificate
	var skipped []string
	for block, rest := pem.Decode(certPEMBlock); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			cert.Certificate = append(cert.Certificate, block.Bytes)
		} else {
			skipped = append(skipped, block.Type)
		}
	}
	if len(cert.Certificate) == 0 {
		switch {
		case len(skipped) == 0:
			return Certificate{}, errors.New("tls: failed to find any PEM data in certificate input")
		case len(skipped) == 1 && strings.HasSuffix(skipped[0], "PRIVATE KEY"):
			return Certificate{}, errors.New("tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched")
		}
		return Certificate{}, fmt.Errorf("tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: %v", skipped)
	}
	skipped = skipped[:0]
	key, rest := pem.Decode(keyPEMBlock)
	for ; key != nil && key.Type != "PRIVATE KEY" && !strings.HasSuffix(key.Type, " PRIVATE KEY"); key, rest = pem.Decode(rest) {
		skipped = append(skipped, key.Type)
	}
	if key == nil {
		switch {
		case len(skipped) == 0:
			return Certificate{}, errors.New("tls: failed to find any PEM data in key input")
		case len(skipped) == 1 && skipped[0] == "CERTIFICATE":
			return Certificate{}, errors.New("tls: found a certificate rather than a key in the PEM for the private key")
		}
		return Certificate{}, fmt.Errorf("tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: %v", skipped)
	}
	var err error
	if cert.Leaf, err = x509.ParseCertificate(cert.Certificate[0]); err != nil {
		return Certificate{}, err
	}
	if cert.PrivateKey, err = parseKey(key.Bytes); err != nil {
		return Certificate{}, err
	}
	if err := belongs(cert.PrivateKey, cert.Leaf.PublicKey); err != nil {
		return Certificate{}, err
	}
	return cert, nil
}

// belongs is nil if a private key is that of a public one.
func belongs(key crypto.PrivateKey, public any) error {
	same, equal := false, false
	switch pub := public.(type) {
	case *rsa.PublicKey:
		var k *rsa.PrivateKey
		if k, same = key.(*rsa.PrivateKey); same {
			equal = k.PublicKey.Equal(pub)
		}
	case *ecdsa.PublicKey:
		var k *ecdsa.PrivateKey
		if k, same = key.(*ecdsa.PrivateKey); same {
			equal = k.PublicKey.Equal(pub)
		}
	case ed25519.PublicKey:
		var k ed25519.PrivateKey
		if k, same = key.(ed25519.PrivateKey); same {
			equal = pub.Equal(k.Public())
		}
	default:
		return errors.New("tls: unknown public key algorithm")
	}
	switch {
	case !same:
		return errors.New("tls: private key type does not match public key type")
	case !equal:
		return errors.New("tls: private key does not match public key")
	}
	return nil
}

func parseKey(der []byte) (crypto.PrivateKey, error) {
	key, first := x509.ParsePKCS8PrivateKey(der)
	if first != nil {
		var err error
		if key, err = x509.ParsePKCS1PrivateKey(der); err != nil {
			if key, err = x509.ParseECPrivateKey(der); err != nil {
				return nil, fmt.Errorf("tls: failed to parse private key: %w", first)
			}
		}
	}
	switch key.(type) {
	case *rsa.PrivateKey, *ecdsa.PrivateKey, ed25519.PrivateKey:
		return key, nil
	}
	return nil, errors.New("tls: found unknown private key type in PKCS#8 wrapping")
}
