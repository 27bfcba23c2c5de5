// Package math/rand: seeded sources and the global one, every kind of number.
package main

import (
	"fmt"
	"math"
	"math/rand"
)

// counter is a source of one's own, which is no Source64.
type counter struct{ n int64 }

func (c *counter) Int63() int64    { c.n += 1 << 40; return c.n }
func (c *counter) Seed(seed int64) { c.n = seed }

type counter64 struct{ counter }

func (c *counter64) Uint64() uint64 { return uint64(c.Int63()) * 3 }

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func numbers(r *rand.Rand) {
	fmt.Println(r.Int(), r.Int31(), r.Int31n(100), r.Int31n(64), r.Int63(), r.Int63n(1e12), r.Intn(1000), r.Uint32(), r.Uint64())
	fmt.Println(r.Float32(), r.Float64(), r.NormFloat64(), r.ExpFloat64(), r.Perm(6), r.Perm(0))
	list := []string{"a", "b", "c", "d", "e"}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	bytes := make([]byte, 11)
	n, err := r.Read(bytes[:4])
	m, _ := r.Read(bytes[4:])
	fmt.Println(list, n, m, err, bytes)
}

func main() {
	r := rand.New(rand.NewSource(42))
	numbers(r)
	r.Seed(7)
	numbers(r)
	numbers(rand.New(&counter{}))
	numbers(rand.New(&counter64{}))
	var source rand.Source = &counter{5}
	source.Seed(1)
	fmt.Println(source.Int63())
	var wide rand.Source64 = rand.NewSource(3).(rand.Source64)
	fmt.Println(wide.Uint64(), wide.Int63())
	var zipf *rand.Zipf = rand.NewZipf(rand.New(rand.NewSource(1)), 1.5, 2, 1000)
	for range 10 {
		fmt.Print(zipf.Uint64(), " ")
	}
	fmt.Println(rand.NewZipf(r, 1, 1, 1) == nil, rand.NewZipf(r, 2, 0.5, 1) == nil)
	caught(func() { r.Intn(0) })
	caught(func() { r.Int31n(-1) })
	caught(func() { r.Int63n(0) })
	caught(func() { r.Perm(-1) })
	caught(func() { r.Shuffle(-1, nil) })

	// Seed does nothing any more: the numbers are other ones each time.
	rand.Seed(99)
	within := true
	for range 1000 {
		within = within && rand.Int() >= 0 && rand.Int31() >= 0 && rand.Int31n(50) < 50 && rand.Int63() >= 0 && rand.Int63n(1<<40) < 1<<40 && rand.Intn(7) < 7 && rand.Float32() < 1 && rand.Float64() < 1 && rand.ExpFloat64() >= 0
	}
	fmt.Println(within, rand.Uint32()|rand.Uint32()|rand.Uint32() != 0, rand.Uint64() != rand.Uint64(), len(rand.Perm(5)))
	list := []int{1, 2, 3, 4, 5, 6}
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	bytes := make([]byte, 50)
	n, err := rand.Read(bytes)
	fmt.Println(list[0]+list[1]+list[2]+list[3]+list[4]+list[5], n, err, bytes[0]|bytes[1]|bytes[2]|bytes[3]|bytes[4]|bytes[5]|bytes[6]|bytes[7] != 0)
	sum := 0.0
	for range 1000 {
		sum += rand.NormFloat64()
	}
	fmt.Println(math.Abs(sum/1000) < 0.2)
}
