package main

import (
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
)

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Intn(100), r.Int63(), r.Uint32(), r.Int31n(1000), r.Float64(), r.Float32(), r.Perm(8))
	for range 5 {
		fmt.Print(r.NormFloat64(), " ", r.ExpFloat64(), " ")
	}
	fmt.Println()
	s := []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	b := make([]byte, 10)
	r.Read(b)
	fmt.Println(s, b, r.Int63n(1<<40), r.Uint64(), r.Int31(), r.Int())
	z := rand.NewZipf(r, 1.5, 2, 100)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64())
	r.Seed(-7)
	fmt.Println(r.Intn(1000), r.Intn(1<<40))
	p := randv2.New(randv2.NewPCG(1, 2))
	fmt.Println(p.IntN(100), p.Uint64(), p.Float64(), p.Perm(6), p.Int32N(50), p.NormFloat64(), p.ExpFloat64(), p.UintN(9), p.Int64N(1e15))
	c := randv2.NewChaCha8([32]byte([]byte("chacha8: a seed of 32 bytes here")))
	h := uint64(0)
	for range 300 {
		h = h*31 + c.Uint64()
	}
	rest := make([]byte, 13)
	c.Read(rest)
	state, err := c.MarshalBinary()
	d := new(randv2.ChaCha8)
	fmt.Println(h, rest, len(state), err, d.UnmarshalBinary(state), d.Uint64() == c.Uint64(), randv2.New(c).IntN(1000))
	sum := 0
	for range 10000 {
		n := rand.Intn(10) + randv2.IntN(10)
		if n < 0 || n > 18 {
			panic(n)
		}
		sum += n
		if f := rand.Float64(); f < 0 || f >= 1 {
			panic(f)
		}
	}
	fmt.Println(sum > 80000 && sum < 100000, randv2.N(10) < 10)
	defer func() { fmt.Println(recover()) }()
	rand.Intn(0)
}
