package rand

import (
	"internal/godebug"
	"sync"
)

// Where Seed may have an effect (a module for a Go before 1.24, a program that names the setting randseednop or randautoseed) this file stands for
// global.go: all draw from one source.
var (
	seedNothing = godebug.New("randseednop")
	autoSeed    = godebug.New("randautoseed")
)

// sharedSource gives random numbers, and once it has been seeded the seed's sequence.
type sharedSource struct {
	mu     sync.Mutex
	used   bool
	seeded *rngSource
}

func (s *sharedSource) Uint64() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.used && autoSeed.Value() == "0" {
		// Where nobody seeds, the sequence is that of 1, as it was before Go 1.20.
		s.start(1)
	}
	s.used = true
	if s.seeded == nil {
		return random()
	}
	return s.seeded.Uint64()
}

func (s *sharedSource) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

func (s *sharedSource) Seed(seed int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.start(seed)
}

func (s *sharedSource) start(seed int64) {
	s.used, s.seeded = true, new(rngSource)
	s.seeded.Seed(seed)
}

var (
	shared = New(new(sharedSource))
	// What Read has left over changes under it.
	reading sync.Mutex
)

// Seed starts the sequence of seed, for all functions without a source of their own.
func Seed(seed int64) {
	if seedNothing.Value() != "0" {
		return
	}
	reading.Lock()
	defer reading.Unlock()
	shared.Seed(seed)
}

func Int63() int64                       { return shared.Int63() }
func Uint32() uint32                     { return shared.Uint32() }
func Uint64() uint64                     { return shared.Uint64() }
func Int31() int32                       { return shared.Int31() }
func Int() int                           { return shared.Int() }
func Int63n(n int64) int64               { return shared.Int63n(n) }
func Int31n(n int32) int32               { return shared.Int31n(n) }
func Intn(n int) int                     { return shared.Intn(n) }
func Float64() float64                   { return shared.Float64() }
func Float32() float32                   { return shared.Float32() }
func Perm(n int) []int                   { return shared.Perm(n) }
func NormFloat64() float64               { return shared.NormFloat64() }
func ExpFloat64() float64                { return shared.ExpFloat64() }
func Shuffle(n int, swap func(i, j int)) { shared.Shuffle(n, swap) }

func Read(p []byte) (n int, err error) {
	reading.Lock()
	defer reading.Unlock()
	return shared.Read(p)
}
