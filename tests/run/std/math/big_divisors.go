// Greatest common divisors: of random numbers with and without common factors, of numbers whose first bits say little, and of long ones.
package main

import (
	"fmt"
	"hash/fnv"
	"math/big"
	"math/rand/v2"
)

var random = rand.New(rand.NewPCG(1, 2))

// number has up to that many words, some of them of zeros or ones alone.
func number(words int) *big.Int {
	n := new(big.Int)
	for range random.IntN(words + 1) {
		w := random.Uint64()
		switch random.IntN(5) {
		case 0:
			w = 0
		case 1:
			w = 1<<64 - 1
		case 2:
			w >>= random.IntN(64)
		}
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w))
	}
	return n
}

func main() {
	hash := fnv.New64a()
	for i := range 3000 {
		x, y, z := number(7), number(7), number(4)
		switch i % 3 {
		case 1:
			x.Mul(x, z)
			y.Mul(y, z)
		case 2: // a long quotient first
			x.Mul(x, y).Add(x, z)
		}
		g := new(big.Int).GCD(nil, nil, x, y)
		fmt.Fprintln(hash, g)
		if i%300 < 3 {
			fmt.Println(x, y, g)
		}
		if g.Sign() != 0 && (new(big.Int).Rem(x, g).Sign() != 0 || new(big.Int).Rem(y, g).Sign() != 0) {
			fmt.Println("no divisor:", x, y, g)
		}
		if r := new(big.Rat); y.Sign() != 0 {
			fmt.Fprintln(hash, r.SetFrac(x, y))
		}
	}
	fmt.Printf("%x\n", hash.Sum64())

	// Fibonacci's numbers make the most steps.
	a, b := big.NewInt(0), big.NewInt(1)
	for range 5000 {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Println(a.BitLen(), new(big.Int).GCD(nil, nil, a, b), new(big.Int).GCD(nil, nil, new(big.Int).Mul(a, b), new(big.Int).Mul(b, b)).Cmp(b))

	// Lengths that differ: no step for each bit.
	for _, s := range []string{"1e-300000", "3e-200000", "1.5e-100000", "1e-1000001"} {
		r, ok := new(big.Rat).SetString(s)
		if ok {
			fmt.Println(s, ok, r.Num(), r.Denom().BitLen())
		} else {
			fmt.Println(s, ok)
		}
	}
}
