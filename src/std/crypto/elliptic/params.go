package elliptic

import "math/big"

// CurveParams are a curve's numbers; as a Curve they are slow, and give secrets away by their time.
type CurveParams struct {
	P       *big.Int // the order of the field
	N       *big.Int // the order of the base point
	B       *big.Int // of the equation
	Gx, Gy  *big.Int // the base point
	BitSize int
	Name    string
}

func (curve *CurveParams) Params() *CurveParams { return curve }

// polynomial is x³ - 3x + B.
func (curve *CurveParams) polynomial(x *big.Int) *big.Int {
	v := new(big.Int).Mul(x, x)
	v.Sub(v, big.NewInt(3))
	v.Mul(v, x)
	v.Add(v, curve.B)
	return v.Mod(v, curve.P)
}

// fast is the curve with natives that has these numbers.
func (curve *CurveParams) fast() (Curve, bool) {
	for _, known := range []*nistCurve{p224, p256, p384, p521} {
		if curve == known.params && known.bits != 224 {
			return known, true
		}
	}
	return nil, false
}

func (curve *CurveParams) IsOnCurve(x, y *big.Int) bool {
	if x.Sign() < 0 || x.Cmp(curve.P) >= 0 || y.Sign() < 0 || y.Cmp(curve.P) >= 0 {
		return false
	}
	square := new(big.Int).Mul(y, y)
	return curve.polynomial(x).Cmp(square.Mod(square, curve.P)) == 0
}

func infinite(x, y *big.Int) bool { return x.Sign() == 0 && y.Sign() == 0 }

// valid panics for what is no point; the one at infinity is (0, 0).
func (curve *CurveParams) valid(x, y *big.Int) {
	if !infinite(x, y) {
		panicIfNotOnCurve(curve, x, y)
	}
}

func (curve *CurveParams) Add(x1, y1, x2, y2 *big.Int) (*big.Int, *big.Int) {
	if fast, ok := curve.fast(); ok {
		return fast.Add(x1, y1, x2, y2)
	}
	curve.valid(x1, y1)
	curve.valid(x2, y2)
	return curve.add(x1, y1, x2, y2)
}

// add is by the line through two points.
func (curve *CurveParams) add(x1, y1, x2, y2 *big.Int) (*big.Int, *big.Int) {
	switch {
	case infinite(x1, y1):
		return new(big.Int).Set(x2), new(big.Int).Set(y2)
	case infinite(x2, y2):
		return new(big.Int).Set(x1), new(big.Int).Set(y1)
	}
	p := curve.P
	rise, run := new(big.Int), new(big.Int)
	if x1.Cmp(x2) != 0 {
		rise.Sub(y2, y1)
		run.Sub(x2, x1)
	} else {
		if y1.Cmp(y2) != 0 || y1.Sign() == 0 {
			return new(big.Int), new(big.Int)
		}
		rise.Mul(x1, x1)
		rise.Mul(rise, big.NewInt(3))
		rise.Sub(rise, big.NewInt(3))
		run.Lsh(y1, 1)
	}
	slope := rise.Mul(rise, run.ModInverse(run.Mod(run, p), p))
	slope.Mod(slope, p)
	x := new(big.Int).Mul(slope, slope)
	x.Sub(x, x1)
	x.Sub(x, x2)
	x.Mod(x, p)
	y := new(big.Int).Sub(x1, x)
	y.Mul(y, slope)
	y.Sub(y, y1)
	return x, y.Mod(y, p)
}

func (curve *CurveParams) Double(x1, y1 *big.Int) (*big.Int, *big.Int) {
	return curve.Add(x1, y1, x1, y1)
}

func (curve *CurveParams) ScalarMult(Bx, By *big.Int, k []byte) (*big.Int, *big.Int) {
	if fast, ok := curve.fast(); ok {
		return fast.ScalarMult(Bx, By, k)
	}
	curve.valid(Bx, By)
	x, y := new(big.Int), new(big.Int)
	for _, b := range k {
		for bit := 7; bit >= 0; bit-- {
			x, y = curve.add(x, y, x, y)
			if b>>bit&1 == 1 {
				x, y = curve.add(x, y, Bx, By)
			}
		}
	}
	return x, y
}

func (curve *CurveParams) ScalarBaseMult(k []byte) (*big.Int, *big.Int) {
	return curve.ScalarMult(curve.Gx, curve.Gy, k)
}
