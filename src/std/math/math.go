// Package math: basic constants and mathematical functions.
package math

// Mathematical constants.
const (
	E   = 2.71828182845904523536028747135266249775724709369995957496696763
	Pi  = 3.14159265358979323846264338327950288419716939937510582097494459
	Phi = 1.61803398874989484820458683436563811772030917980576286213544862

	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931
	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038

	Ln2    = 0.693147180559945309417232121458176568075500134360255254120680009
	Log2E  = 1 / Ln2
	Ln10   = 2.30258509299404568401799145468436420760110148862877297603332790
	Log10E = 1 / Ln10
)

// Limits of the floating-point types.
const (
	MaxFloat32             = 0x1p127 * (1 + (1 - 0x1p-23))
	SmallestNonzeroFloat32 = 0x1p-126 * 0x1p-23
	MaxFloat64             = 0x1p1023 * (1 + (1 - 0x1p-52))
	SmallestNonzeroFloat64 = 0x1p-1022 * 0x1p-52
)

// Limits of the integer types.
const (
	MaxInt    = 1<<63 - 1
	MinInt    = -1 << 63
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = 1<<64 - 1
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

// Natives.
func acosh(x float64) float64
func nextafter(x, y float64) float64
func nextafter32(x, y float32) float32

func Sqrt(x float64) float64
func Floor(x float64) float64
func Ceil(x float64) float64
func Trunc(x float64) float64
func Round(x float64) float64
func RoundToEven(x float64) float64

// Mod is the remainder of x/y with the sign of x.
func Mod(x, y float64) float64

// Remainder is the IEEE 754 remainder of x/y.
func Remainder(x, y float64) float64
func Pow(x, y float64) float64
func Exp(x float64) float64
func Exp2(x float64) float64
func Expm1(x float64) float64
func Log(x float64) float64
func Log2(x float64) float64
func Log10(x float64) float64
func Log1p(x float64) float64
func Sin(x float64) float64
func Cos(x float64) float64
func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }
func Tan(x float64) float64
func Asin(x float64) float64
func Acos(x float64) float64
func Atan(x float64) float64
func Atan2(y, x float64) float64
func Sinh(x float64) float64
func Cosh(x float64) float64
func Tanh(x float64) float64
func Asinh(x float64) float64
func Acosh(x float64) float64 {
	if x < 1 {
		return NaN()
	}
	return acosh(x)
}
func Atanh(x float64) float64
func Hypot(p, q float64) float64
func Cbrt(x float64) float64
func Erf(x float64) float64
func Erfc(x float64) float64
func Gamma(x float64) float64
func FMA(x, y, z float64) float64
func J0(x float64) float64

func J1(x float64) float64
func Jn(n int, x float64) float64
func Y0(x float64) float64
func Y1(x float64) float64
func Yn(n int, x float64) float64
func Float64bits(f float64) uint64
func Float64frombits(b uint64) float64
func Float32bits(f float32) uint32
func Float32frombits(b uint32) float32

// Lgamma is the natural logarithm and the sign (1 or -1) of Gamma(x).
func Lgamma(x float64) (lgamma float64, sign int)

// Frexp breaks f into a fraction in [0.5, 1) and a power of two.
func Frexp(f float64) (frac float64, exp int)

// Ldexp is frac times 2 to the power exp.
func Ldexp(frac float64, exp int) float64

// Modf gives the whole and the fractional part of f, both with its sign.
func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	if IsInf(f, 0) {
		return f, NaN()
	}
	return integer, Copysign(f-integer, f)
}

// Abs is the absolute value of x.
func Abs(x float64) float64 { return Float64frombits(Float64bits(x) &^ (1 << 63)) }

// Inf is positive infinity for sign >= 0, else negative infinity.
func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(0x7FF0000000000000)
	}
	return Float64frombits(0xFFF0000000000000)
}

// NaN is a "not a number" value.
func NaN() float64 { return Float64frombits(0x7FF8000000000001) }

func IsNaN(f float64) (is bool) { return f != f }

// IsInf asks for the infinity of the given sign, or for either with sign 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

func Signbit(x float64) bool { return Float64bits(x)>>63 != 0 }

// Copysign has the magnitude of f and the sign of sign.
func Copysign(f, sign float64) float64 {
	const bit = 1 << 63
	return Float64frombits(Float64bits(f)&^bit | Float64bits(sign)&bit)
}

// Max, Min: infinities win, then NaN; +0 is above -0.
func Max(x, y float64) float64

func Min(x, y float64) float64

// Dim is x-y, or 0 where that is negative.
func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

// Nextafter is the next value after x towards y.
func Nextafter(x, y float64) (r float64) {
	if IsNaN(x) || IsNaN(y) {
		return NaN()
	}
	if x == y {
		return x
	}
	return nextafter(x, y)
}

func Nextafter32(x, y float32) (r float32) {
	if x != x || y != y {
		return float32(NaN())
	}
	if x == y {
		return x
	}
	return nextafter32(x, y)
}

// Pow10 is 10 to the power n.
func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n > 308:
		return Inf(1)
	}
	return pow10(n)
}

func pow10(n int) float64 {
	if n >= 0 {
		return [...]float64{1, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288}[n/32] * tens(n%32)
	}
	return [...]float64{1, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320}[-n/32] / tens(-n%32)
}

func tens(n int) float64 {
	return [...]float64{
		1e00, 1e01, 1e02, 1e03, 1e04, 1e05, 1e06, 1e07, 1e08, 1e09, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
		1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31,
	}[n]
}

// Logb is the binary exponent of x.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case IsNaN(x):
		return x
	}
	return float64(ilogb(x))
}

// Ilogb is the binary exponent of x as an integer.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case IsNaN(x), IsInf(x, 0):
		return MaxInt32
	}
	return ilogb(x)
}

func ilogb(x float64) int {
	_, exp := Frexp(x)
	return exp - 1
}

// Erfcinv is the inverse of Erfc.
func Erfcinv(x float64) float64 { return Erfinv(1 - x) }

// Erfinv is the inverse of Erf (Wichura's algorithm AS 241, its coefficients scaled by the square root of 2).
func Erfinv(x float64) float64 {
	if IsNaN(x) || x <= -1 || x >= 1 {
		if x == -1 || x == 1 {
			return Inf(int(x))
		}
		return NaN()
	}
	sign := x < 0
	if sign {
		x = -x
	}
	var ans float64
	if x <= 0.85 {
		r := 0.180625 - 0.25*x*x
		z1 := ((((((8.8709406962545514830200e2*r+1.1819493347062294404278e4)*r+2.3782041382114385731252e4)*r+1.6235862515167575384252e4)*r+4.8548868893843886794648e3)*r+6.9706266534389598238465e2)*r+4.7072688112383978012285e1)*r + 1.1975323115670912564578e0
		z2 := ((((((5.2264952788528545610e3*r+2.8729085735721942674e4)*r+3.9307895800092710610e4)*r+2.1213794301586595867e4)*r+5.3941960214247511077e3)*r+6.8718700749205790830e2)*r+4.2313330701600911252e1)*r + 1.0000000000000000000e0
		ans = (x * z1) / z2
	} else {
		r := Sqrt(Ln2 - Log(1.0-x))
		var z1, z2 float64
		if r <= 5.0 {
			r -= 1.6
			z1 = ((((((7.74545014278341407640e-4*r+2.27238449892691845833e-2)*r+2.41780725177450611770e-1)*r+1.27045825245236838258e0)*r+3.64784832476320460504e0)*r+5.76949722146069140550e0)*r+4.63033784615654529590e0)*r + 1.42343711074968357734e0
			z2 = ((((((1.4859850019840355905497876e-9*r+7.7441459065157709165577218e-4)*r+2.1494160384252876777097297e-2)*r+2.0945065210512749128288442e-1)*r+9.7547832001787427186894837e-1)*r+2.3707661626024532365971225e0)*r+2.9036514445419946173133295e0)*r + 1.4142135623730950488016887e0
		} else {
			r -= 5.0
			z1 = ((((((2.01033439929228813265e-7*r+2.71155556874348757815e-5)*r+1.24266094738807843860e-3)*r+2.65321895265761230930e-2)*r+2.96560571828504891230e-1)*r+1.78482653991729133580e0)*r+5.46378491116411436990e0)*r + 6.65790464350110377720e0
			z2 = ((((((2.891024605872965461538222e-15*r+2.010321207683943062279931e-7)*r+2.611088405080593625138020e-5)*r+1.112800997078859844711555e-3)*r+2.103693768272068968719679e-2)*r+1.936480946950659106176712e-1)*r+8.482908416595164588112026e-1)*r + 1.414213562373095048801689e0
		}
		ans = z1 / z2
	}
	if sign {
		return -ans
	}
	return ans
}
