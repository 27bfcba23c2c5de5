package main

import (
	"fmt"
	"math/rand"
)

func main() {
	rand.Seed(42)
	fmt.Println(rand.Intn(100), rand.Int63(), rand.Float64(), rand.Perm(5), rand.NormFloat64(), rand.Uint32())
	b := make([]byte, 5)
	rand.Read(b)
	fmt.Println(b, rand.Int31n(7), rand.ExpFloat64())
	s := []int{1, 2, 3, 4, 5}
	rand.Shuffle(5, func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	rand.Seed(1)
	fmt.Println(rand.Intn(1000))
}
