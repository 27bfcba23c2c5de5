package rand

// The functions without a source of their own: random from the start, safe and parallel.

// Seed does nothing, as in Go since 1.24.
func Seed(seed int64) {}

func Int63() int64
func Uint32() uint32
func Uint64() uint64
func Int31() int32
func Int() int
func Int63n(n int64) int64
func Int31n(n int32) int32
func Intn(n int) int
func Float64() float64
func Float32() float32

func Perm(n int) []int     { return perm(n, Intn) }
func NormFloat64() float64 { return normFloat64(Uint32, Float64) }
func ExpFloat64() float64  { return expFloat64(Uint32, Float64) }

func Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, Intn(i+1))
	}
}

func Read(p []byte) (n int, err error) {
	for n = range p {
		p[n] = byte(Uint32())
	}
	return len(p), nil
}
