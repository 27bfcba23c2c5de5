// The programs of this folder call pure functions of the library with random arguments, the same ones under Go and under
// gorun, and print a hash of every thousand results. `cargo run -p xtask -- calls [--seed N] [--only strings]` compares the two.
//
//	go run calls.go strings.go [calls] [seed] [block to print in full]
//	CALLS=all go run calls.go strings.go [calls] [seed]
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Every call begins with a state of its own: one that differs does not change the arguments of those after it.
var (
	source = rand.NewPCG(0, 0)
	random = rand.New(source)
)

// A call makes arguments, calls a function and gives all that is worth comparing.
type call struct {
	name string
	f    func() []any
}

func argument(i, otherwise int) int {
	if len(os.Args) > i {
		otherwise, _ = strconv.Atoi(os.Args[i])
	}
	return otherwise
}

func run(calls []call) {
	total, seed, shown := argument(1, 100000), argument(2, 11), argument(3, -1)
	hash := fnv.New64a()
	for i := range total {
		source.Seed(uint64(seed), uint64(i))
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
			_, ofRuntime := r.(runtime.Error)
			text = fmt.Sprintf("panic: %v %v", r, ofRuntime)
		}
	}()
	var b strings.Builder
	for _, v := range f() {
		if err, ok := v.(error); ok {
			v = fmt.Sprintf("%T %s", err, err.Error())
		}
		fmt.Fprintf(&b, "%q|", fmt.Sprint(v))
	}
	return b.String()
}

func pick[T any](list ...T) T { return list[random.IntN(len(list))] }

func chance(n int) bool { return random.IntN(n) == 0 }

var letters = []rune("aabbccAABB  \t\n,.:;-_/=0123456789xXeE+\"'\\%éßİıſKΣςǅ日本\u0301\u00a0\u0085\u2028\u3000\U0001F600\ufffd\ufeff\x00\x7f")

// text is a string, mostly short, sometimes not UTF-8, sometimes long or made of few letters.
func text() string {
	var b []byte
	n := random.IntN(pick(3, 8, 20))
	if chance(30) {
		n = random.IntN(200)
	}
	set := letters
	if chance(4) {
		i := random.IntN(len(letters) - 1)
		set = letters[i : i+1+random.IntN(min(3, len(letters)-i-1))]
	}
	for range n {
		switch random.IntN(40) {
		case 0:
			b = append(b, byte(random.IntN(256)))
		case 1:
			b = append(b, pick("\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "\xe6\x97", "\xf0\x9f\x98", "\xff", "\x80")...)
		default:
			b = append(b, string(set[random.IntN(len(set))])...)
		}
	}
	return string(b)
}

// damaged is s with a small change, or s.
func damaged(s string, with ...string) string {
	for random.IntN(3) == 0 && len(s) > 0 {
		i := random.IntN(len(s))
		s = s[:i] + pick(with...) + s[min(len(s), i+random.IntN(2)):]
	}
	return s
}

func small() int { return random.IntN(12) - 3 }

// integer has any number of bits.
func integer() int64 {
	if chance(10) {
		return pick[int64](math.MinInt64, math.MaxInt64, math.MinInt32, math.MaxInt32, math.MaxUint32, 0, -1, 1<<53, 1<<53+1)
	}
	return int64(random.Uint64()) >> random.IntN(64)
}

func float() float64 {
	switch random.IntN(7) {
	case 0:
		return math.Float64frombits(random.Uint64())
	case 1:
		return float64(integer())
	case 2:
		return pick(0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 0.5, math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1022, math.MaxFloat32,
			math.SmallestNonzeroFloat32, math.Pi, 1e21, 1e20, 1e-7, 1e23, 0.1, 1<<63, -1<<63, 1<<53+2)
	case 3:
		return float64(random.IntN(2000)-1000) / 16
	case 4:
		return float64(math.Float32frombits(random.Uint32()))
	}
	return random.NormFloat64() * math.Pow(10, float64(random.IntN(30)-15))
}

func char() rune {
	switch random.IntN(6) {
	case 0:
		return rune(random.IntN(0x110800)) - 0x100
	case 1:
		return rune(random.IntN(0x3000))
	case 2:
		return pick[rune](-1, math.MaxInt32, math.MinInt32, 0xd800, 0xdfff, 0x10ffff, 0x110000, 0xfffd, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000)
	}
	return letters[random.IntN(len(letters))]
}
