// The programs of this folder call pure functions of the library with random arguments, the same ones under Go and under
// gorun, and print a hash of every thousand results. `cargo run -p xtask -- calls` compares the two.
//
//	go run calls.go strings.go [calls] [block to print in full]
//	CALLS=all go run calls.go strings.go [calls]
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

var random = rand.New(rand.NewPCG(2026, 11))

// A call makes arguments, calls a function and gives all that is worth comparing.
type call struct {
	name string
	f    func() []any
}

func run(calls []call) {
	total, shown := 100000, -1
	if len(os.Args) > 1 {
		total, _ = strconv.Atoi(os.Args[1])
	}
	if len(os.Args) > 2 {
		shown, _ = strconv.Atoi(os.Args[2])
	}
	hash := fnv.New64a()
	for i := range total {
		c := calls[random.IntN(len(calls))]
		text := c.name + " " + result(c.f)
		hash.Write([]byte(text))
		if i/1000 == shown || os.Getenv("CALLS") == "all" {
			fmt.Printf("%d %s\n", i, text)
		}
		if i%1000 == 999 && os.Getenv("CALLS") == "" {
			fmt.Printf("%d %016x\n", i/1000, hash.Sum64())
		}
	}
}

// result is what a call gives, or panics with.
func result(f func() []any) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("panic: %v", r)
		}
	}()
	var b strings.Builder
	for _, v := range f() {
		if err, ok := v.(error); ok {
			v = err.Error()
		}
		fmt.Fprintf(&b, "%q|", fmt.Sprint(v))
	}
	return b.String()
}

func pick[T any](list ...T) T { return list[random.IntN(len(list))] }

var letters = []rune("aabbccAABB  \t\n,.:;-_/=0123456789xXeE+\"'\\%éßİıſKΣςǅ日本\u0301\u00a0\u2028\U0001F600\ufffd\x00\x7f")

// text is a short string, sometimes not UTF-8.
func text() string {
	var b []byte
	for range random.IntN(pick(3, 8, 20)) {
		if random.IntN(40) == 0 {
			b = append(b, byte(random.IntN(256)))
			continue
		}
		b = append(b, string(letters[random.IntN(len(letters))])...)
	}
	return string(b)
}

func small() int { return random.IntN(12) - 3 }

// integer has any number of bits.
func integer() int64 { return int64(random.Uint64()) >> random.IntN(64) }

func float() float64 {
	switch random.IntN(6) {
	case 0:
		// No subnormals: Go's logarithm in assembly is wrong for them.
		if x := math.Float64frombits(random.Uint64()); math.Abs(x) > 1e-300 {
			return x
		}
		return 0
	case 1:
		return float64(integer())
	case 2:
		return pick(0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 0.5, math.MaxFloat64, math.Pi, 1e21, 1e-7)
	case 3:
		return float64(random.IntN(2000)-1000) / 16
	}
	return random.NormFloat64() * math.Pow(10, float64(random.IntN(30)-15))
}

func char() rune {
	if random.IntN(3) == 0 {
		return rune(random.IntN(0x110800)) - 0x100
	}
	return letters[random.IntN(len(letters))]
}
