// Package rand: pseudo-random numbers. Sources with a seed give the sequences that they always gave.
package rand

import "math"

// A Source gives uniformly distributed numbers in [0, 1<<63).
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 also gives 64 bits at once.
type Source64 interface {
	Source
	Uint64() uint64
}

// rngSource is Go's additive lagged Fibonacci generator. Its layout is known to the natives.
type rngSource struct {
	tap, feed int
	vec       [607]uint64
}

func seed(s *rngSource, seed int64)
func step(s *rngSource) uint64

// random is a number from the processor's own source: random from the start, safe and parallel.
func random() uint64

func (s *rngSource) Seed(n int64)   { seed(s, n) }
func (s *rngSource) Uint64() uint64 { return step(s) }
func (s *rngSource) Int63() int64   { return int64(step(s) &^ (1 << 63)) }

// NewSource is a source with the given seed. It is not safe for concurrent use.
func NewSource(seed int64) Source {
	s := new(rngSource)
	s.Seed(seed)
	return s
}

// A Rand draws numbers of all kinds from a source.
type Rand struct {
	src Source
	s64 Source64
	// What Read has left of the last number.
	readVal int64
	readPos int8
}

// New is a Rand on src.
func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

// Seed starts the source again.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.readPos = 0
}

// What is drawn from an rngSource.
func tryRandInt63(r *Rand) int64
func tryRandInt(r *Rand) int
func tryRandUint32(r *Rand) uint32
func tryRandInt31(r *Rand) int32
func tryRandUint64(r *Rand) uint64
func tryRandFloat64(r *Rand) float64
func tryRandInt31n(r *Rand, n int32) int32
func tryRandInt63n(r *Rand, n int64) int64
func tryRandIntn(r *Rand, n int) int

func (r *Rand) Int63() int64   { return r.src.Int63() }
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(r.Int63()) }

func (r *Rand) Uint64() uint64 {
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int63n is in [0, n).
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	limit := int64(1<<63 - 1 - (1<<63)%uint64(n))
	v := r.Int63()
	for v > limit {
		v = r.Int63()
	}
	return v % n
}

// Int31n is in [0, n).
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	limit := int32(1<<31 - 1 - (1<<31)%uint32(n))
	v := r.Int31()
	for v > limit {
		v = r.Int31()
	}
	return v % n
}

// lemire is in [0, n) by a product's high half; Shuffle uses it, whose sequence depends on it.
func (r *Rand) lemire(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if uint32(product) < uint32(n) {
		threshold := uint32(-n) % uint32(n)
		for uint32(product) < threshold {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

// Intn is in [0, n).
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= math.MaxInt32 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 is in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 is in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm is a permutation of 0..n-1.
func (r *Rand) Perm(n int) []int { return perm(n, r.Intn) }

func perm(n int, intn func(int) int) []int {
	p := make([]int, n)
	for i := range p {
		j := intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle puts n elements into random order through swap.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > math.MaxInt32-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.lemire(int32(i+1))))
	}
}

// Read fills p with random bytes; it never fails.
func (r *Rand) Read(p []byte) (n int, err error) {
	for n = range p {
		if r.readPos == 0 {
			r.readVal = r.src.Int63()
			r.readPos = 7
		}
		p[n] = byte(r.readVal)
		r.readVal >>= 8
		r.readPos--
	}
	return len(p), nil
}

// Strips of the ziggurat: bound, scale, density, density of the strip before.
func normal(i int32) (uint32, float32, float32, float32)
func exponential(i int32) (uint32, float32, float32, float32)

// NormFloat64 has the standard normal distribution.
func (r *Rand) NormFloat64() float64 { return normFloat64(r.Uint32, r.Float64) }

// ExpFloat64 has the exponential distribution of rate 1.
func (r *Rand) ExpFloat64() float64 { return expFloat64(r.Uint32, r.Float64) }

func normFloat64(bits func() uint32, float func() float64) float64 {
	const tail = 3.442619855899
	for {
		j := int32(bits())
		i := j & 0x7F
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
				x = -math.Log(float()) * (1.0 / tail)
				y := -math.Log(float())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return tail + x
			}
			return -tail - x
		}
		if f+float32(float())*(before-f) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

func expFloat64(bits func() uint32, float func() float64) float64 {
	const tail = 7.69711747013104972
	for {
		j := bits()
		i := j & 0xFF
		k, w, f, before := exponential(int32(i))
		x := float64(j) * float64(w)
		if j < k {
			return x
		}
		if i == 0 {
			return tail - math.Log(float())
		}
		if f+float32(float())*(before-f) < float32(math.Exp(-x)) {
			return x
		}
	}
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
