package x509

import (
	"bytes"
	"crypto/dsa"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/godebug"
	"math/big"
)

var ownCRT = godebug.New("x509rsacrt")

type publicKeyInfo struct {
	Raw       asn1.RawContent
	Algorithm pkix.AlgorithmIdentifier
	PublicKey asn1.BitString
}

type pkcs1PublicKey struct {
	N *big.Int
	E int
}

type pkcs1PrivateKey struct {
	Version      int
	N            *big.Int
	E            int
	D            *big.Int
	P, Q         *big.Int
	Dp, Dq, Qinv *big.Int     `asn1:"optional"`
	More         []pkcs1Prime `asn1:"optional,omitempty"`
}

type pkcs1Prime struct {
	Prime, Exp, Coeff *big.Int
}

type pkcs8 struct {
	Version    int
	Algo       pkix.AlgorithmIdentifier
	PrivateKey []byte
}

type ecPrivateKey struct {
	Version       int
	PrivateKey    []byte
	NamedCurveOID asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	PublicKey     asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

func parsePublicKey(info *publicKeyInfo) (any, error) {
	oid, params, data := info.Algorithm.Algorithm, info.Algorithm.Parameters.FullBytes, info.PublicKey.RightAlign()
	d := der(data)
	switch {
	case oid.Equal(oidRSA):
		if !bytes.Equal(params, asn1.NullBytes) {
			return nil, errors.New("x509: RSA key missing NULL parameters")
		}
		fields, ok := d.take(tagSequence)
		if !ok {
			return nil, errors.New("x509: invalid RSA public key")
		}
		n, ok := fields.bigInt()
		if !ok {
			return nil, errors.New("x509: invalid RSA modulus")
		}
		e, ok := fields.int64(tagInteger)
		if !ok {
			return nil, errors.New("x509: invalid RSA public exponent")
		}
		if n.Sign() <= 0 {
			return nil, errors.New("x509: RSA modulus is not a positive number")
		}
		if e <= 0 {
			return nil, errors.New("x509: RSA public exponent is not a positive number")
		}
		return &rsa.PublicKey{N: n, E: int(e)}, nil
	case oid.Equal(oidECDSA):
		p := der(params)
		id, ok := p.oid()
		if !ok {
			return nil, errors.New("x509: invalid ECDSA parameters")
		}
		curve := curveOf(id)
		if curve == nil {
			return nil, errors.New("x509: unsupported elliptic curve")
		}
		return ecdsa.ParseUncompressedPublicKey(curve, data)
	case oid.Equal(oidEd25519):
		if len(params) != 0 {
			return nil, errors.New("x509: Ed25519 key encoded with illegal parameters")
		}
		if len(data) != ed25519.PublicKeySize {
			return nil, errors.New("x509: wrong Ed25519 public key size")
		}
		return ed25519.PublicKey(data), nil
	case oid.Equal(oidX25519):
		if len(params) != 0 {
			return nil, errors.New("x509: X25519 key encoded with illegal parameters")
		}
		return ecdh.X25519().NewPublicKey(data)
	case oid.Equal(oidDSA):
		y, ok := d.bigInt()
		if !ok {
			return nil, errors.New("x509: invalid DSA public key")
		}
		outer := der(params)
		p, ok := outer.take(tagSequence)
		var numbers [3]*big.Int
		for i := range numbers {
			if ok {
				numbers[i], ok = p.bigInt()
			}
		}
		if !ok {
			return nil, errors.New("x509: invalid DSA parameters")
		}
		pub := &dsa.PublicKey{Y: y, Parameters: dsa.Parameters{P: numbers[0], Q: numbers[1], G: numbers[2]}}
		if y.Sign() <= 0 || pub.P.Sign() <= 0 || pub.Q.Sign() <= 0 || pub.G.Sign() <= 0 {
			return nil, errors.New("x509: zero or negative DSA parameter")
		}
		return pub, nil
	}
	return nil, errors.New("x509: unknown public key algorithm")
}

// ParsePKIXPublicKey reads a public key with its algorithm: "PUBLIC KEY" in PEM.
func ParsePKIXPublicKey(derBytes []byte) (pub any, err error) {
	var info publicKeyInfo
	rest, err := asn1.Unmarshal(derBytes, &info)
	if err != nil {
		if _, err := asn1.Unmarshal(derBytes, &pkcs1PublicKey{}); err == nil {
			return nil, errors.New("x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)")
		}
		return nil, err
	}
	if len(rest) != 0 {
		return nil, errors.New("x509: trailing data after ASN.1 of public-key")
	}
	return parsePublicKey(&info)
}

func curveParameters(curve elliptic.Curve, exchange ecdh.Curve) (asn1.RawValue, error) {
	oid, ok := curveOID(curve, exchange)
	if !ok {
		return asn1.RawValue{}, errors.New("x509: unsupported elliptic curve")
	}
	b, err := asn1.Marshal(oid)
	return asn1.RawValue{FullBytes: b}, err
}

func marshalPublicKey(pub any) (b []byte, ai pkix.AlgorithmIdentifier, err error) {
	switch pub := pub.(type) {
	case *rsa.PublicKey:
		b, err = asn1.Marshal(pkcs1PublicKey{pub.N, pub.E})
		ai = pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	case *ecdsa.PublicKey:
		ai.Algorithm = oidECDSA
		if ai.Parameters, err = curveParameters(pub.Curve, nil); err == nil {
			b, err = pub.Bytes()
		}
	case ed25519.PublicKey:
		b, ai.Algorithm = pub, oidEd25519
	case *ecdh.PublicKey:
		b = pub.Bytes()
		if pub.Curve() == ecdh.X25519() {
			ai.Algorithm = oidX25519
		} else {
			ai.Algorithm = oidECDSA
			ai.Parameters, err = curveParameters(nil, pub.Curve())
		}
	default:
		err = fmt.Errorf("x509: unsupported public key type: %T", pub)
	}
	if err != nil {
		return nil, pkix.AlgorithmIdentifier{}, err
	}
	return b, ai, nil
}

func keyInfo(b []byte, ai pkix.AlgorithmIdentifier) publicKeyInfo {
	return publicKeyInfo{nil, ai, asn1.BitString{Bytes: b, BitLength: 8 * len(b)}}
}

// MarshalPKIXPublicKey writes what ParsePKIXPublicKey reads.
func MarshalPKIXPublicKey(pub any) ([]byte, error) {
	b, ai, err := marshalPublicKey(pub)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(keyInfo(b, ai))
}

// ParsePKCS1PrivateKey reads an RSA key: "RSA PRIVATE KEY" in PEM.
func ParsePKCS1PrivateKey(der []byte) (*rsa.PrivateKey, error) {
	var raw pkcs1PrivateKey
	rest, err := asn1.Unmarshal(der, &raw)
	if len(rest) > 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	if err != nil {
		if _, err := asn1.Unmarshal(der, &ecPrivateKey{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParseECPrivateKey instead for this key format)")
		}
		if _, err := asn1.Unmarshal(der, &pkcs8{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)")
		}
		return nil, err
	}
	if raw.Version > 1 {
		return nil, errors.New("x509: unsupported private key version")
	}
	for i, v := range []*big.Int{raw.N, raw.D, raw.P, raw.Q, raw.Dp, raw.Dq, raw.Qinv} {
		if v != nil && v.Sign() <= 0 || v == nil && i < 4 {
			return nil, errors.New("x509: private key contains zero or negative value")
		}
	}
	key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: raw.N, E: raw.E}, D: raw.D, Primes: []*big.Int{raw.P, raw.Q}}
	for _, more := range raw.More {
		if more.Prime.Sign() <= 0 {
			return nil, errors.New("x509: private key contains zero or negative prime")
		}
		key.Primes = append(key.Primes, more.Prime)
	}
	key.Precompute()
	if err := key.Validate(); err != nil {
		return nil, err
	}
	if ownCRT.Value() == "0" {
		// What the key says of them does not count, as before Go 1.24.
		return key, nil
	}
	same := func(given, made *big.Int) bool { return given == nil || made == nil || given.Cmp(made) == 0 }
	if !same(raw.Dp, key.Precomputed.Dp) || !same(raw.Dq, key.Precomputed.Dq) {
		return nil, errors.New("crypto/rsa: invalid CRT exponent")
	}
	if !same(raw.Qinv, key.Precomputed.Qinv) {
		return nil, errors.New("crypto/rsa: invalid CRT coefficient")
	}
	return key, nil
}

// MarshalPKCS1PrivateKey writes what ParsePKCS1PrivateKey reads.
func MarshalPKCS1PrivateKey(key *rsa.PrivateKey) []byte {
	key.Precompute()
	v := key.Precomputed
	raw := pkcs1PrivateKey{N: key.N, E: key.E, D: key.D, P: key.Primes[0], Q: key.Primes[1], Dp: v.Dp, Dq: v.Dq, Qinv: v.Qinv}
	for i, more := range v.CRTValues {
		raw.Version = 1
		raw.More = append(raw.More, pkcs1Prime{key.Primes[2+i], more.Exp, more.Coeff})
	}
	b, _ := asn1.Marshal(raw)
	return b
}

// ParsePKCS1PublicKey reads an RSA key without an algorithm.
func ParsePKCS1PublicKey(der []byte) (*rsa.PublicKey, error) {
	var raw pkcs1PublicKey
	rest, err := asn1.Unmarshal(der, &raw)
	if err != nil {
		if _, err := asn1.Unmarshal(der, &publicKeyInfo{}); err == nil {
			return nil, errors.New("x509: failed to parse public key (use ParsePKIXPublicKey instead for this key format)")
		}
		return nil, err
	}
	if len(rest) > 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	if raw.N.Sign() <= 0 || raw.E <= 0 {
		return nil, errors.New("x509: public key contains zero or negative value")
	}
	if raw.E > 1<<31-1 {
		return nil, errors.New("x509: public key contains large public exponent")
	}
	return &rsa.PublicKey{N: raw.N, E: raw.E}, nil
}

// MarshalPKCS1PublicKey writes what ParsePKCS1PublicKey reads.
func MarshalPKCS1PublicKey(key *rsa.PublicKey) []byte {
	b, _ := asn1.Marshal(pkcs1PublicKey{key.N, key.E})
	return b
}

// ParseECPrivateKey reads "EC PRIVATE KEY" in PEM.
func ParseECPrivateKey(der []byte) (*ecdsa.PrivateKey, error) { return parseEC(nil, der) }

func parseEC(oid asn1.ObjectIdentifier, der []byte) (*ecdsa.PrivateKey, error) {
	var raw ecPrivateKey
	if _, err := asn1.Unmarshal(der, &raw); err != nil {
		if _, err := asn1.Unmarshal(der, &pkcs8{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)")
		}
		if _, err := asn1.Unmarshal(der, &pkcs1PrivateKey{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)")
		}
		return nil, errors.New("x509: failed to parse EC private key: " + err.Error())
	}
	if raw.Version != 1 {
		return nil, fmt.Errorf("x509: unknown EC private key version %d", raw.Version)
	}
	if oid == nil {
		oid = raw.NamedCurveOID
	}
	curve := curveOf(oid)
	if curve == nil {
		return nil, errors.New("x509: unknown elliptic curve")
	}
	number, size := raw.PrivateKey, (curve.Params().N.BitLen()+7)/8
	for len(number) > size {
		if number[0] != 0 {
			return nil, errors.New("x509: invalid private key length")
		}
		number = number[1:]
	}
	return ecdsa.ParseRawPrivateKey(curve, append(make([]byte, size-len(number)), number...))
}

// MarshalECPrivateKey writes what ParseECPrivateKey reads.
func MarshalECPrivateKey(key *ecdsa.PrivateKey) ([]byte, error) {
	oid, ok := curveOID(key.Curve, nil)
	if !ok {
		return nil, errors.New("x509: unknown elliptic curve")
	}
	return marshalEC(key, oid)
}

func marshalEC(key *ecdsa.PrivateKey, oid asn1.ObjectIdentifier) ([]byte, error) {
	number, err := key.Bytes()
	if err != nil {
		return nil, err
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(ecPrivateKey{1, number, oid, asn1.BitString{Bytes: point}})
}

// ParsePKCS8PrivateKey reads a private key with its algorithm: "PRIVATE KEY" in PEM.
func ParsePKCS8PrivateKey(der []byte) (key any, err error) {
	var raw pkcs8
	if _, err := asn1.Unmarshal(der, &raw); err != nil {
		if _, err := asn1.Unmarshal(der, &ecPrivateKey{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParseECPrivateKey instead for this key format)")
		}
		if _, err := asn1.Unmarshal(der, &pkcs1PrivateKey{}); err == nil {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)")
		}
		return nil, err
	}
	params := raw.Algo.Parameters.FullBytes
	switch oid := raw.Algo.Algorithm; {
	case oid.Equal(oidRSA):
		key, err := ParsePKCS1PrivateKey(raw.PrivateKey)
		if err != nil {
			return nil, errors.New("x509: failed to parse RSA private key embedded in PKCS#8: " + err.Error())
		}
		return key, nil
	case oid.Equal(oidECDSA):
		var curve asn1.ObjectIdentifier
		if _, err := asn1.Unmarshal(params, &curve); err != nil {
			curve = nil
		}
		key, err := parseEC(curve, raw.PrivateKey)
		if err != nil {
			return nil, errors.New("x509: failed to parse EC private key embedded in PKCS#8: " + err.Error())
		}
		return key, nil
	case oid.Equal(oidEd25519), oid.Equal(oidX25519):
		name := "Ed25519"
		if oid.Equal(oidX25519) {
			name = "X25519"
		}
		if len(params) != 0 {
			return nil, errors.New("x509: invalid " + name + " private key parameters")
		}
		var inner []byte
		if _, err := asn1.Unmarshal(raw.PrivateKey, &inner); err != nil {
			return nil, fmt.Errorf("x509: invalid %s private key: %v", name, err)
		}
		if name == "X25519" {
			return ecdh.X25519().NewPrivateKey(inner)
		}
		if n := len(inner); n != ed25519.SeedSize {
			return nil, fmt.Errorf("x509: invalid Ed25519 private key length: %d", n)
		}
		return ed25519.NewKeyFromSeed(inner), nil
	}
	return nil, fmt.Errorf("x509: PKCS#8 wrapping contained private key with unknown algorithm: %v", raw.Algo.Algorithm)
}

// MarshalPKCS8PrivateKey writes what ParsePKCS8PrivateKey reads.
func MarshalPKCS8PrivateKey(key any) ([]byte, error) {
	var raw pkcs8
	var err error
	building := func(err error) error {
		return errors.New("x509: failed to marshal EC private key while building PKCS#8: " + err.Error())
	}
	unknown := errors.New("x509: unknown curve while marshaling to PKCS#8")
	switch k := key.(type) {
	case *rsa.PrivateKey:
		raw.Algo = pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
		k.Precompute()
		if err := k.Validate(); err != nil {
			return nil, err
		}
		raw.PrivateKey = MarshalPKCS1PrivateKey(k)
	case *ecdsa.PrivateKey:
		raw.Algo.Algorithm = oidECDSA
		if raw.Algo.Parameters, err = curveParameters(k.Curve, nil); err != nil {
			return nil, unknown
		}
		if raw.PrivateKey, err = marshalEC(k, nil); err != nil {
			return nil, building(err)
		}
	case ed25519.PrivateKey:
		raw.Algo.Algorithm = oidEd25519
		raw.PrivateKey, err = asn1.Marshal(k.Seed())
	case *ecdh.PrivateKey:
		if k.Curve() == ecdh.X25519() {
			raw.Algo.Algorithm = oidX25519
			raw.PrivateKey, err = asn1.Marshal(k.Bytes())
			break
		}
		raw.Algo.Algorithm = oidECDSA
		if raw.Algo.Parameters, err = curveParameters(nil, k.Curve()); err != nil {
			return nil, unknown
		}
		raw.PrivateKey, err = asn1.Marshal(ecPrivateKey{1, k.Bytes(), nil, asn1.BitString{Bytes: k.PublicKey().Bytes()}})
	default:
		return nil, fmt.Errorf("x509: unknown key type while marshaling PKCS#8: %T", key)
	}
	if err != nil {
		return nil, fmt.Errorf("x509: failed to marshal private key: %v", err)
	}
	return asn1.Marshal(raw)
}
