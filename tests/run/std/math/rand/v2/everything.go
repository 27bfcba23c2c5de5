// Package math/rand/v2: PCG and ChaCha8 in every state, Rand over them, the global functions in their ranges.
package main

import (
	"fmt"
	"math/rand/v2"
)

type counter uint64

func (c *counter) Uint64() uint64 { *c += 0x123456789abcdef; return uint64(*c) }

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func numbers(r *rand.Rand) {
	fmt.Println(r.Int(), r.Int32(), r.Int32N(100), r.Int64(), r.Int64N(1e12), r.IntN(1000), r.Uint(), r.Uint32(), r.Uint32N(77), r.Uint64(), r.Uint64N(1<<40), r.UintN(9))
	fmt.Println(r.Float32(), r.Float64(), r.NormFloat64(), r.ExpFloat64(), r.Perm(6))
	list := []string{"a", "b", "c", "d", "e"}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	fmt.Println(list)
}

func main() {
	var pcg *rand.PCG = rand.NewPCG(1, 2)
	numbers(rand.New(pcg))
	state, err := pcg.MarshalBinary()
	fmt.Printf("%q %v\n", state, err)
	more, err := pcg.AppendBinary([]byte("x"))
	fmt.Printf("%q %v\n", more, err)
	var copied rand.PCG
	fmt.Println(copied.UnmarshalBinary(state), copied.Uint64() == pcg.Uint64(), copied.UnmarshalBinary(state[:5]), copied.UnmarshalBinary(nil))
	pcg.Seed(3, 4)
	fmt.Println(pcg.Uint64())

	seed := [32]byte([]byte("chacha8 needs thirty-two bytes!!"))
	chacha := rand.NewChaCha8(seed)
	numbers(rand.New(chacha))
	bytes := make([]byte, 7)
	n, err := chacha.Read(bytes)
	fmt.Println(n, err, bytes)
	state, err = chacha.MarshalBinary()
	fmt.Printf("%q %v\n", state, err)
	more, err = chacha.AppendBinary([]byte("y"))
	fmt.Println(len(more), err)
	var other rand.ChaCha8
	fmt.Println(other.UnmarshalBinary(state), other.Uint64() == chacha.Uint64(), other.UnmarshalBinary([]byte("bad")))
	chacha.Seed(seed)
	fmt.Println(chacha.Uint64())

	var source rand.Source = new(counter)
	fmt.Println(source.Uint64())
	numbers(rand.New(source))
	var zipf *rand.Zipf = rand.NewZipf(rand.New(rand.NewPCG(5, 6)), 1.2, 3, 50)
	for range 10 {
		fmt.Print(zipf.Uint64(), " ")
	}
	fmt.Println(rand.NewZipf(nil, 1, 1, 1) == nil)

	r := rand.New(pcg)
	caught(func() { r.IntN(0) })
	caught(func() { r.Int32N(-1) })
	caught(func() { r.Int64N(0) })
	caught(func() { r.UintN(0) })
	caught(func() { r.Uint32N(0) })
	caught(func() { r.Uint64N(0) })
	caught(func() { r.Shuffle(-1, nil) })
	caught(func() { rand.N(0) })
	caught(func() { rand.IntN(-5) })

	ok := true
	for range 1000 {
		ok = ok && rand.Int() >= 0 && rand.Int32() >= 0 && rand.Int64() >= 0 && rand.IntN(10) < 10 && rand.Int32N(10) < 10 && rand.Int64N(10) < 10 && rand.UintN(10) < 10 && rand.Uint32N(10) < 10 && rand.Uint64N(10) < 10 &&
			rand.Float32() < 1 && rand.Float64() < 1 && rand.ExpFloat64() >= 0 && rand.N(int8(5)) < 5
	}
	sum := rand.NormFloat64()
	fmt.Println(ok, sum == sum, rand.Uint()|rand.Uint() != 0, rand.Uint32()|rand.Uint32()|1 != 0, rand.Uint64()|rand.Uint64() != 0, len(rand.Perm(9)))
	list := []int{1, 2, 3}
	rand.Shuffle(3, func(i, j int) { list[i], list[j] = list[j], list[i] })
	fmt.Println(list[0] + list[1] + list[2])
}
