// Package curves holds the natives of elliptic curves.
package curves

func nist(curve int, a, p, b, q []byte) []byte
func nistPoint(curve int, point []byte) []byte
func x25519(scalar, point []byte) []byte
func ed25519Base(scalar []byte) []byte
func ed25519Sum(k, s, r []byte) []byte
func ed25519Check(k, s, a []byte) []byte

// Mult is a times the point p, or the base point for nil, of NIST's curve with 256, 384 or 521 bits. The number has the field's size and is below
// the order. One byte is the point at infinity; nil: a is not below the order, or p is not on the curve.
func Mult(curve int, a, p []byte) []byte { return nist(curve, a, p, nil, nil) }

// Sum is a times the point p and b times the point q.
func Sum(curve int, a, p, b, q []byte) []byte { return nist(curve, a, p, b, q) }

// Point is a point uncompressed; nil: it is none.
func Point(curve int, p []byte) []byte { return nistPoint(curve, p) }

func X25519(scalar, point []byte) []byte    { return x25519(scalar, point) }
func Ed25519Base(scalar []byte) []byte      { return ed25519Base(scalar) }
func Ed25519Sum(k, s, r []byte) []byte      { return ed25519Sum(k, s, r) }
func Ed25519Check(k, s, a []byte) []byte    { return ed25519Check(k, s, a) }
