// Package elliptic is NIST's elliptic curves over prime fields, and what reads and writes their points.
package elliptic

import (
	"io"
	"math/big"
)

// A Curve is a short Weierstrass curve with a = -3.
type Curve interface {
	Params() *CurveParams
	IsOnCurve(x, y *big.Int) bool
	Add(x1, y1, x2, y2 *big.Int) (x, y *big.Int)
	Double(x1, y1 *big.Int) (x, y *big.Int)
	ScalarMult(x1, y1 *big.Int, k []byte) (x, y *big.Int)
	ScalarBaseMult(k []byte) (x, y *big.Int)
}

// GenerateKey makes a key pair.
func GenerateKey(curve Curve, rand io.Reader) (priv []byte, x, y *big.Int, err error) {
	n := curve.Params().N
	bits := n.BitLen()
	priv = make([]byte, (bits+7)/8)
	for x == nil {
		if _, err = io.ReadFull(rand, priv); err != nil {
			return
		}
		if over := bits % 8; over != 0 {
			priv[0] &= 1<<over - 1
		}
		// Against readers that give the same at each call.
		priv[1] ^= 0x42
		if new(big.Int).SetBytes(priv).Cmp(n) >= 0 {
			continue
		}
		x, y = curve.ScalarBaseMult(priv)
	}
	return
}

func byteLen(curve Curve) int { return (curve.Params().BitSize + 7) / 8 }

func panicIfNotOnCurve(curve Curve, x, y *big.Int) {
	// The point at infinity may be operated on, although the curve says that it is none of its points.
	if !infinite(x, y) && !curve.IsOnCurve(x, y) {
		panic("crypto/elliptic: attempted operation on invalid point")
	}
}

// Marshal writes a point uncompressed.
func Marshal(curve Curve, x, y *big.Int) []byte {
	panicIfNotOnCurve(curve, x, y)
	n := byteLen(curve)
	out := make([]byte, 1+2*n)
	out[0] = 4
	x.FillBytes(out[1 : 1+n])
	y.FillBytes(out[1+n:])
	return out
}

// MarshalCompressed writes a point's x, and y's last bit.
func MarshalCompressed(curve Curve, x, y *big.Int) []byte {
	panicIfNotOnCurve(curve, x, y)
	out := make([]byte, 1+byteLen(curve))
	out[0] = byte(y.Bit(0)) | 2
	x.FillBytes(out[1:])
	return out
}

// Unmarshal reads what Marshal writes; nil for anything else.
func Unmarshal(curve Curve, data []byte) (x, y *big.Int) {
	n := byteLen(curve)
	if len(data) != 1+2*n || data[0] != 4 {
		return nil, nil
	}
	p := curve.Params().P
	x, y = new(big.Int).SetBytes(data[1:1+n]), new(big.Int).SetBytes(data[1+n:])
	if x.Cmp(p) >= 0 || y.Cmp(p) >= 0 || !curve.IsOnCurve(x, y) {
		return nil, nil
	}
	return x, y
}

// UnmarshalCompressed reads what MarshalCompressed writes; nil for anything else.
func UnmarshalCompressed(curve Curve, data []byte) (x, y *big.Int) {
	params := curve.Params()
	if len(data) != 1+byteLen(curve) || data[0] != 2 && data[0] != 3 {
		return nil, nil
	}
	x = new(big.Int).SetBytes(data[1:])
	if x.Cmp(params.P) >= 0 {
		return nil, nil
	}
	y = params.polynomial(x)
	if y = y.ModSqrt(y, params.P); y == nil {
		return nil, nil
	}
	if byte(y.Bit(0)) != data[0]&1 {
		y.Neg(y).Mod(y, params.P)
	}
	if !curve.IsOnCurve(x, y) {
		return nil, nil
	}
	return x, y
}
