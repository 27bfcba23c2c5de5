package elliptic

import (
	"crypto/internal/curves"
	"math/big"
)

// A nistCurve is one of the four; all but P-224 are worked on by natives.
type nistCurve struct {
	params *CurveParams
	bits   int
}

func hex(s string) *big.Int {
	n, ok := new(big.Int).SetString(s, 16)
	if !ok {
		panic("crypto/elliptic: bad constant")
	}
	return n
}

func newCurve(name string, bits int, p, n, b, gx, gy string) *nistCurve {
	return &nistCurve{&CurveParams{P: hex(p), N: hex(n), B: hex(b), Gx: hex(gx), Gy: hex(gy), BitSize: bits, Name: name}, bits}
}

var (
	p224 = newCurve("P-224", 224, "ffffffffffffffffffffffffffffffff000000000000000000000001",
		"ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d", "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
		"b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21", "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34")
	p256 = newCurve("P-256", 256, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
		"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
		"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
	p384 = newCurve("P-384", 384, "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
		"ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
		"b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
		"aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
		"3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")
	p521 = newCurve("P-521", 521,
		"1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
		"51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
		"c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
		"11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650")
)

func P224() Curve { return p224 }
func P256() Curve { return p256 }
func P384() Curve { return p384 }
func P521() Curve { return p521 }

func (c *nistCurve) Params() *CurveParams { return c.params }

func (c *nistCurve) IsOnCurve(x, y *big.Int) bool { return c.params.IsOnCurve(x, y) }

func (c *nistCurve) point(x, y *big.Int) []byte {
	n := (c.bits + 7) / 8
	out := make([]byte, 1+2*n)
	out[0] = 4
	x.FillBytes(out[1 : 1+n])
	y.FillBytes(out[1+n:])
	return out
}

func (c *nistCurve) coordinates(p []byte) (x, y *big.Int) {
	if len(p) < 3 {
		return new(big.Int), new(big.Int)
	}
	n := (len(p) - 1) / 2
	return new(big.Int).SetBytes(p[1 : 1+n]), new(big.Int).SetBytes(p[1+n:])
}

// scalar is k below the order, in the field's size.
func (c *nistCurve) scalar(k []byte) []byte {
	n := new(big.Int).SetBytes(k)
	if n.Cmp(c.params.N) >= 0 {
		n.Mod(n, c.params.N)
	}
	return n.FillBytes(make([]byte, (c.bits+7)/8))
}

func (c *nistCurve) check(x, y *big.Int, call string) {
	if !infinite(x, y) && !c.IsOnCurve(x, y) {
		panic("crypto/elliptic: " + call + " was called on an invalid point")
	}
}

func (c *nistCurve) Add(x1, y1, x2, y2 *big.Int) (*big.Int, *big.Int) {
	c.check(x1, y1, "Add")
	c.check(x2, y2, "Add")
	return c.params.add(x1, y1, x2, y2)
}

func (c *nistCurve) Double(x1, y1 *big.Int) (*big.Int, *big.Int) {
	c.check(x1, y1, "Double")
	return c.params.add(x1, y1, x1, y1)
}

func (c *nistCurve) ScalarMult(x, y *big.Int, k []byte) (*big.Int, *big.Int) {
	c.check(x, y, "ScalarMult")
	if infinite(x, y) {
		return new(big.Int), new(big.Int)
	}
	if c.bits == 224 {
		return c.params.ScalarMult(x, y, c.scalar(k))
	}
	return c.coordinates(curves.Mult(c.bits, c.scalar(k), c.point(x, y)))
}

func (c *nistCurve) ScalarBaseMult(k []byte) (*big.Int, *big.Int) {
	if c.bits == 224 {
		return c.params.ScalarBaseMult(c.scalar(k))
	}
	return c.coordinates(curves.Mult(c.bits, c.scalar(k), nil))
}
