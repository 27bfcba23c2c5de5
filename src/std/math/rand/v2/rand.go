// Package rand (v2): pseudo-random numbers, PCG and ChaCha8 as sources.
package rand

import (
	"errors"
	"math"
	"math/bits"
)

// A Source gives uniformly distributed 64-bit numbers.
type Source interface {
	Uint64() uint64
}

// A Rand draws numbers of all kinds from a source.
type Rand struct{ src Source }

// New is a Rand on src.
func New(src Source) *Rand { return &Rand{src} }

func (r *Rand) Int64() int64   { return int64(r.src.Uint64() &^ (1 << 63)) }
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }
func (r *Rand) Int32() int32   { return int32(r.src.Uint64() >> 33) }
func (r *Rand) Int() int       { return int(r.src.Uint64() &^ (1 << 63)) }
func (r *Rand) Uint() uint     { return uint(r.src.Uint64()) }

// below is in [0, n), n > 0, by a product's high half.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.src.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.src.Uint64(), n)
	if lo < n {
		threshold := -n % n
		for lo < threshold {
			hi, lo = bits.Mul64(r.src.Uint64(), n)
		}
	}
	return hi
}

func (r *Rand) Int64N(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int64N")
	}
	return int64(r.below(uint64(n)))
}

func (r *Rand) Uint64N(n uint64) uint64 {
	if n == 0 {
		panic("invalid argument to Uint64N")
	}
	return r.below(n)
}

func (r *Rand) Int32N(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int32N")
	}
	return int32(r.below(uint64(n)))
}

func (r *Rand) Uint32N(n uint32) uint32 {
	if n == 0 {
		panic("invalid argument to Uint32N")
	}
	return uint32(r.below(uint64(n)))
}

func (r *Rand) IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return int(r.below(uint64(n)))
}

func (r *Rand) UintN(n uint) uint {
	if n == 0 {
		panic("invalid argument to UintN")
	}
	return uint(r.below(uint64(n)))
}

// Float64 is in [0, 1).
func (r *Rand) Float64() float64 { return float64(r.src.Uint64()<<11>>11) / (1 << 53) }

// Float32 is in [0, 1).
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm is a permutation of 0..n-1.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle puts n elements into random order through swap.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

// Strips of the ziggurat: bound, scale, density, density of the strip before.
func normal(i int32) (uint32, float32, float32, float32)
func exponential(i int32) (uint32, float32, float32, float32)

// NormFloat64 has the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	const tail = 3.442619855899
	for {
		u := r.Uint64()
		j := int32(u)
		i := int32(u>>32) & 0x7F
		k, w, f, before := normal(i)
		x := float64(j) * float64(w)
		size := uint32(j)
		if j < 0 {
			size = uint32(-j)
		}
		if size < k {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / tail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return tail + x
			}
			return -tail - x
		}
		if f+float32(r.Float64())*(before-f) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 has the exponential distribution of rate 1.
func (r *Rand) ExpFloat64() float64 {
	const tail = 7.69711747013104972
	for {
		u := r.Uint64()
		j := uint32(u)
		i := uint8(u >> 32)
		k, w, f, before := exponential(int32(i))
		x := float64(j) * float64(w)
		if j < k {
			return x
		}
		if i == 0 {
			return tail - math.Log(r.Float64())
		}
		if f+float32(r.Float64())*(before-f) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// The functions without a source of their own: random from the start, safe and parallel.

func Int64() int64
func Uint32() uint32
func Uint64() uint64
func Int32() int32
func Int() int
func Uint() uint
func Int64N(n int64) int64
func Uint64N(n uint64) uint64
func Int32N(n int32) int32
func Uint32N(n uint32) uint32
func IntN(n int) int
func UintN(n uint) uint
func Float64() float64
func Float32() float32

type unseeded struct{}

func (unseeded) Uint64() uint64 { return Uint64() }

var global = &Rand{unseeded{}}

func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }

type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N is in [0, n) for any integer type.
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(Uint64N(uint64(n)))
}

// N is in [0, n) for any integer type.
func (r *Rand) N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(r.Uint64N(uint64(n)))
}

// A PCG is O'Neill's permuted congruential generator with 128 bits of state, DXSM output.
type PCG struct{ hi, lo uint64 }

func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

func (p *PCG) Uint64() uint64 {
	const (
		mulHi = 2549297995355413924
		mulLo = 4865540595714422341
		incHi = 6364136223846793005
		incLo = 1442695040888963407
		cheap = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, carry := bits.Add64(lo, incLo, 0)
	hi, _ = bits.Add64(hi, incHi, carry)
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= cheap
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, "pcg:"...)
	return appendWord(appendWord(b, p.hi), p.lo), nil
}

func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = word(data[4:]), word(data[12:])
	return nil
}

func appendWord(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

func word(b []byte) uint64 {
	x := uint64(0)
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

// A Zipf draws numbers with the Zipf distribution.
type Zipf struct {
	r                                  *Rand
	imax, v, q, s                      float64
	oneMinusQ, oneMinusQInv, hxm, span float64
}

func (z *Zipf) h(x float64) float64 { return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.oneMinusQInv }

func (z *Zipf) hInverse(x float64) float64 {
	return math.Exp(z.oneMinusQInv*math.Log(z.oneMinusQ*x)) - z.v
}

// NewZipf: values k in [0, imax] with probability proportional to (v + k) ** (-s); s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, imax: float64(imax), v: v, q: s, oneMinusQ: 1.0 - s}
	z.oneMinusQInv = 1.0 / z.oneMinusQ
	z.hxm = z.h(z.imax + 0.5)
	z.span = z.h(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.hxm
	z.s = 1 - z.hInverse(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.hxm + z.r.Float64()*z.span
		x := z.hInverse(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || u >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
