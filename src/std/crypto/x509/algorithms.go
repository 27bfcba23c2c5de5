package x509

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"strconv"

	// The hashes of signatures.
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
)

// A SignatureAlgorithm is a hash and an algorithm with which certificates are signed.
type SignatureAlgorithm int

const (
	UnknownSignatureAlgorithm SignatureAlgorithm = iota
	MD2WithRSA
	MD5WithRSA
	SHA1WithRSA
	SHA256WithRSA
	SHA384WithRSA
	SHA512WithRSA
	DSAWithSHA1
	DSAWithSHA256
	ECDSAWithSHA1
	ECDSAWithSHA256
	ECDSAWithSHA384
	ECDSAWithSHA512
	SHA256WithRSAPSS
	SHA384WithRSAPSS
	SHA512WithRSAPSS
	PureEd25519
	MLDSA44
	MLDSA65
	MLDSA87
)

// A PublicKeyAlgorithm is what a key is for.
type PublicKeyAlgorithm int

const (
	UnknownPublicKeyAlgorithm PublicKeyAlgorithm = iota
	RSA
	DSA
	ECDSA
	Ed25519
	MLDSA
)

func (algo PublicKeyAlgorithm) String() string {
	switch algo {
	case RSA:
		return "RSA"
	case DSA:
		return "DSA"
	case ECDSA:
		return "ECDSA"
	case Ed25519:
		return "Ed25519"
	case MLDSA:
		return "ML-DSA"
	}
	return strconv.Itoa(int(algo))
}

func rsaOID(last int) asn1.ObjectIdentifier {
	return asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, last}
}

func nistOID(rest ...int) asn1.ObjectIdentifier {
	return append(asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4}, rest...)
}

var (
	oidRSA     = rsaOID(1)
	oidPSS     = rsaOID(10)
	oidMGF1    = rsaOID(8)
	oidDSA     = asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 1}
	oidECDSA   = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidX25519  = asn1.ObjectIdentifier{1, 3, 101, 110}
	oidEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}
)

// pss are the parameters of a signature by PSS with NIST's hash of a number.
func pss(number, size byte) asn1.RawValue {
	hash := encode(tagSequence, encode(tagOID, []byte{0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, number}), asn1.NullBytes)
	mgf := encode(tagSequence, encode(tagOID, []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 8}), hash)
	return asn1.RawValue{FullBytes: encode(tagSequence, encode(context|constructed, hash), encode(context|constructed|1, mgf),
		encode(context|constructed|2, []byte{tagInteger, 1, size}))}
}

var algorithms = []struct {
	algo   SignatureAlgorithm
	name   string
	oid    asn1.ObjectIdentifier
	params asn1.RawValue
	key    PublicKeyAlgorithm
	hash   crypto.Hash
	pss    bool
}{
	{MD5WithRSA, "MD5-RSA", rsaOID(4), asn1.NullRawValue, RSA, crypto.MD5, false},
	{SHA1WithRSA, "SHA1-RSA", rsaOID(5), asn1.NullRawValue, RSA, crypto.SHA1, false},
	{SHA1WithRSA, "SHA1-RSA", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 29}, asn1.NullRawValue, RSA, crypto.SHA1, false},
	{SHA256WithRSA, "SHA256-RSA", rsaOID(11), asn1.NullRawValue, RSA, crypto.SHA256, false},
	{SHA384WithRSA, "SHA384-RSA", rsaOID(12), asn1.NullRawValue, RSA, crypto.SHA384, false},
	{SHA512WithRSA, "SHA512-RSA", rsaOID(13), asn1.NullRawValue, RSA, crypto.SHA512, false},
	{SHA256WithRSAPSS, "SHA256-RSAPSS", oidPSS, pss(1, 32), RSA, crypto.SHA256, true},
	{SHA384WithRSAPSS, "SHA384-RSAPSS", oidPSS, pss(2, 48), RSA, crypto.SHA384, true},
	{SHA512WithRSAPSS, "SHA512-RSAPSS", oidPSS, pss(3, 64), RSA, crypto.SHA512, true},
	{DSAWithSHA1, "DSA-SHA1", asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 3}, asn1.RawValue{}, DSA, crypto.SHA1, false},
	{DSAWithSHA256, "DSA-SHA256", nistOID(3, 2), asn1.RawValue{}, DSA, crypto.SHA256, false},
	{ECDSAWithSHA1, "ECDSA-SHA1", asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 1}, asn1.RawValue{}, ECDSA, crypto.SHA1, false},
	{ECDSAWithSHA256, "ECDSA-SHA256", asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}, asn1.RawValue{}, ECDSA, crypto.SHA256, false},
	{ECDSAWithSHA384, "ECDSA-SHA384", asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}, asn1.RawValue{}, ECDSA, crypto.SHA384, false},
	{ECDSAWithSHA512, "ECDSA-SHA512", asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}, asn1.RawValue{}, ECDSA, crypto.SHA512, false},
	{PureEd25519, "Ed25519", oidEd25519, asn1.RawValue{}, Ed25519, 0, false},
	{MLDSA44, "ML-DSA-44", nistOID(3, 17), asn1.RawValue{}, MLDSA, 0, false},
	{MLDSA65, "ML-DSA-65", nistOID(3, 18), asn1.RawValue{}, MLDSA, 0, false},
	{MLDSA87, "ML-DSA-87", nistOID(3, 19), asn1.RawValue{}, MLDSA, 0, false},
}

func (algo SignatureAlgorithm) String() string {
	for _, a := range algorithms {
		if a.algo == algo {
			return a.name
		}
	}
	return strconv.Itoa(int(algo))
}

func (algo SignatureAlgorithm) isPSS() bool {
	return SHA256WithRSAPSS <= algo && algo <= SHA512WithRSAPSS
}

func (algo SignatureAlgorithm) hash() crypto.Hash {
	for _, a := range algorithms {
		if a.algo == algo {
			return a.hash
		}
	}
	return 0
}

func fromIdentifier(ai pkix.AlgorithmIdentifier) SignatureAlgorithm {
	for _, a := range algorithms {
		if !ai.Algorithm.Equal(a.oid) {
			continue
		}
		if (a.key == Ed25519 || a.key == MLDSA) && len(ai.Parameters.FullBytes) != 0 {
			return UnknownSignatureAlgorithm
		}
		if a.pss {
			return fromPSS(ai.Parameters.FullBytes)
		}
		return a.algo
	}
	return UnknownSignatureAlgorithm
}

// fromPSS knows the parameters in which both hashes are the same, and the salt has their length.
func fromPSS(b []byte) SignatureAlgorithm {
	var params struct {
		Hash         pkix.AlgorithmIdentifier `asn1:"explicit,tag:0"`
		MGF          pkix.AlgorithmIdentifier `asn1:"explicit,tag:1"`
		SaltLength   int                      `asn1:"explicit,tag:2"`
		TrailerField int                      `asn1:"optional,explicit,tag:3,default:1"`
	}
	if _, err := asn1.Unmarshal(b, &params); err != nil {
		return UnknownSignatureAlgorithm
	}
	var inner pkix.AlgorithmIdentifier
	if _, err := asn1.Unmarshal(params.MGF.Parameters.FullBytes, &inner); err != nil {
		return UnknownSignatureAlgorithm
	}
	null := func(b []byte) bool { return len(b) == 0 || bytes.Equal(b, asn1.NullBytes) }
	if !null(params.Hash.Parameters.FullBytes) || !null(inner.Parameters.FullBytes) || !params.MGF.Algorithm.Equal(oidMGF1) ||
		!inner.Algorithm.Equal(params.Hash.Algorithm) || params.TrailerField != 1 {
		return UnknownSignatureAlgorithm
	}
	for i, algo := range []SignatureAlgorithm{SHA256WithRSAPSS, SHA384WithRSAPSS, SHA512WithRSAPSS} {
		if params.Hash.Algorithm.Equal(nistOID(2, i+1)) && params.SaltLength == algo.hash().Size() {
			return algo
		}
	}
	return UnknownSignatureAlgorithm
}

func keyAlgorithm(oid asn1.ObjectIdentifier) PublicKeyAlgorithm {
	switch {
	case oid.Equal(oidRSA):
		return RSA
	case oid.Equal(oidDSA):
		return DSA
	case oid.Equal(oidECDSA):
		return ECDSA
	case oid.Equal(oidEd25519):
		return Ed25519
	}
	return UnknownPublicKeyAlgorithm
}

var curves = []struct {
	curve elliptic.Curve
	ecdh  ecdh.Curve
	oid   asn1.ObjectIdentifier
}{
	{elliptic.P224(), nil, asn1.ObjectIdentifier{1, 3, 132, 0, 33}},
	{elliptic.P256(), ecdh.P256(), asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}},
	{elliptic.P384(), ecdh.P384(), asn1.ObjectIdentifier{1, 3, 132, 0, 34}},
	{elliptic.P521(), ecdh.P521(), asn1.ObjectIdentifier{1, 3, 132, 0, 35}},
}

func curveOf(oid asn1.ObjectIdentifier) elliptic.Curve {
	for _, c := range curves {
		if oid.Equal(c.oid) {
			return c.curve
		}
	}
	return nil
}

func curveOID(curve elliptic.Curve, exchange ecdh.Curve) (asn1.ObjectIdentifier, bool) {
	for _, c := range curves {
		if curve != nil && curve == c.curve || exchange != nil && exchange == c.ecdh {
			return c.oid, true
		}
	}
	return nil, false
}

// ErrUnsupportedAlgorithm is of signatures that cannot be verified here.
var ErrUnsupportedAlgorithm = errors.New("x509: cannot verify signature: algorithm unimplemented")

// An InsecureAlgorithmError is of signatures that prove nothing any more.
type InsecureAlgorithmError SignatureAlgorithm

func (e InsecureAlgorithmError) Error() string {
	return fmt.Sprintf("x509: cannot verify signature: insecure algorithm %v", SignatureAlgorithm(e))
}

func checkSignature(algo SignatureAlgorithm, signed, signature []byte, key crypto.PublicKey, allowSHA1 bool) error {
	hash, want := algo.hash(), UnknownPublicKeyAlgorithm
	for _, a := range algorithms {
		if a.algo == algo {
			want = a.key
		}
	}
	switch hash {
	case 0:
		if want != Ed25519 {
			return ErrUnsupportedAlgorithm
		}
	case crypto.MD5:
		return InsecureAlgorithmError(algo)
	default:
		if hash == crypto.SHA1 && !allowSHA1 {
			return InsecureAlgorithmError(algo)
		}
		if !hash.Available() {
			return ErrUnsupportedAlgorithm
		}
		h := hash.New()
		h.Write(signed)
		signed = h.Sum(nil)
	}
	is := func(have PublicKeyAlgorithm) error {
		if want != have {
			return fmt.Errorf("x509: signature algorithm specifies an %s public key, but have public key of type %T", want, key)
		}
		return nil
	}
	switch pub := key.(type) {
	case *rsa.PublicKey:
		if err := is(RSA); err != nil {
			return err
		}
		if algo.isPSS() {
			return rsa.VerifyPSS(pub, hash, signed, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		}
		return rsa.VerifyPKCS1v15(pub, hash, signed, signature)
	case *ecdsa.PublicKey:
		if err := is(ECDSA); err != nil {
			return err
		}
		if !ecdsa.VerifyASN1(pub, signed, signature) {
			return errors.New("x509: ECDSA verification failure")
		}
		return nil
	case ed25519.PublicKey:
		if err := is(Ed25519); err != nil {
			return err
		}
		if !ed25519.Verify(pub, signed, signature) {
			return errors.New("x509: Ed25519 verification failure")
		}
		return nil
	}
	return ErrUnsupportedAlgorithm
}

// signingAlgorithm is what a key signs with: what was asked for, or what is usual.
func signingAlgorithm(key crypto.Signer, asked SignatureAlgorithm) (SignatureAlgorithm, pkix.AlgorithmIdentifier, error) {
	var none pkix.AlgorithmIdentifier
	var kind PublicKeyAlgorithm
	usual := SHA256WithRSA
	switch pub := key.Public().(type) {
	case *rsa.PublicKey:
		kind = RSA
	case *ecdsa.PublicKey:
		kind = ECDSA
		switch pub.Curve {
		case elliptic.P224(), elliptic.P256():
			usual = ECDSAWithSHA256
		case elliptic.P384():
			usual = ECDSAWithSHA384
		case elliptic.P521():
			usual = ECDSAWithSHA512
		default:
			return 0, none, errors.New("x509: unsupported elliptic curve")
		}
	case ed25519.PublicKey:
		kind, usual = Ed25519, PureEd25519
	default:
		return 0, none, errors.New("x509: only RSA, ECDSA, ML-DSA and Ed25519 keys supported")
	}
	if asked == 0 {
		asked = usual
	}
	for _, a := range algorithms {
		if a.algo != asked {
			continue
		}
		if a.key != kind {
			return 0, none, errors.New("x509: requested SignatureAlgorithm does not match private key type")
		}
		if a.hash == crypto.MD5 {
			return 0, none, errors.New("x509: signing with MD5 is not supported")
		}
		return asked, pkix.AlgorithmIdentifier{Algorithm: a.oid, Parameters: a.params}, nil
	}
	return 0, none, errors.New("x509: unknown SignatureAlgorithm")
}

// sign signs, and makes sure that it did.
func sign(text []byte, key crypto.Signer, algo SignatureAlgorithm, rand io.Reader) (asn1.BitString, error) {
	hash := algo.hash()
	var opts crypto.SignerOpts = hash
	if algo.isPSS() {
		opts = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: hash}
	}
	signature, err := crypto.SignMessage(key, rand, text, opts)
	if err != nil {
		return asn1.BitString{}, err
	}
	if err := checkSignature(algo, text, signature, key.Public(), true); err != nil {
		return asn1.BitString{}, fmt.Errorf("x509: signature returned by signer is invalid: %w", err)
	}
	return asn1.BitString{Bytes: signature, BitLength: 8 * len(signature)}, nil
}
