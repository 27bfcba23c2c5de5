package main

// Floating-point numbers of all sizes, halves, neighbours of short decimals and subnormals in every format, under flags, and read back, also from
// text that is nearly a number. Prints a hash for each block; FULL=1 prints the lines of block 1. BLOCKS=1000 is a long run.
import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strconv"
	"strings"
)

var seed uint64 = 88172645463325252

func next() uint64 {
	seed ^= seed << 13
	seed ^= seed >> 7
	seed ^= seed << 17
	return seed
}

func value(i int) float64 {
	x := next()
	switch i % 10 {
	case 0:
		return math.Float64frombits(x)
	case 1:
		return float64(x%1000000) / 1000
	case 2: // halfway cases: odd/2^k
		return float64(x>>44|1) / float64(uint64(1)<<(x%40))
	case 3:
		return float64(int64(x)) * 1e-10
	case 4: // subnormal
		return math.Float64frombits(x & (1<<52 - 1) >> (x % 52))
	case 5:
		return float64(float32(float64(x%100000) / 100))
	case 6:
		return math.Pow(10, float64(int(x%640))-320)
	case 7:
		return float64(x >> (x % 64))
	case 8: // neighbours of short decimals
		f, _ := strconv.ParseFloat(fmt.Sprintf("%d.%de%d", x%10, x>>40%10000, int(x>>20%60)-30), 64)
		if x&1 != 0 {
			f = math.Nextafter(f, 1e308)
		}
		return f
	default:
		return -float64(x%10000000000) / 1e5
	}
}

var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 1.5, 2.5, 0.25, 0.125, 0.375, 5e-324, math.MaxFloat64, math.SmallestNonzeroFloat32,
	math.Inf(1), math.Inf(-1), math.NaN(), 1e21, 1e22, 1e23, 999.5, 99.95, 9.995, 0.9995, 9.5, 8.5, 999999.5, 9999999.5, 1e15, 1e16, 1e17, 123456789, 0.0001, 0.00001, 1 << 53, 1<<53 + 2, 1.7976931348623157e308, 4.35, 0.1, 0.2, 0.3, 2.675, 1.005, 1e-5, 65504, 3.4028234663852886e38, 2.2250738585072014e-308, 2.225073858507201e-308}

func main() {
	n := 150
	blocks := 3
	full := os.Getenv("FULL")
	if s := os.Getenv("BLOCKS"); s != "" {
		blocks, _ = strconv.Atoi(s)
	}
	k := 0
	for b := 0; b < blocks; b++ {
		h := fnv.New64a()
		var sb strings.Builder
		for i := 0; i < n; i++ {
			var v float64
			if b == 0 && i < len(special)*20 {
				v = special[i%len(special)]
			} else {
				v = value(i)
			}
			k++
			x := next()
			prec := int(x % 26)
			verb := "efgGExX"[x>>10%7]
			bits := 64
			if x>>20%4 == 0 {
				bits = 32
			}
			sb.Reset()
			if x>>30%9 == 0 {
				prec = -1
			}
			sb.WriteString(strconv.FormatFloat(v, verb, prec, bits))
			short := strconv.FormatFloat(v, 'g', -1, bits)
			sb.WriteByte(' ')
			sb.WriteString(short)
			sb.WriteByte(' ')
			sb.WriteString(strconv.FormatFloat(v, "ef"[x>>60&1], -1, bits))
			sb.WriteByte(' ')
			// fmt with flags
			f := "%"
			for _, c := range "+-# 0" {
				if x>>40&1 != 0 {
					f += string(c)
				}
				x = x>>1 | x<<63
			}
			w := int(x >> 50 % 30)
			if w < 20 {
				f += strconv.Itoa(w)
			}
			if x>>13%3 != 0 {
				f += "." + strconv.Itoa(prec&31)
			}
			f += string("efgGEFxXvb"[x>>5%10])
			sb.WriteString(fmt.Sprintf(f, v))
			sb.WriteByte(' ')
			sb.WriteString(fmt.Sprintf(f, float32(v)))
			sb.WriteByte(' ')
			// parsing: what was printed, shortened and changed
			for _, t := range []string{short, sb.String()[:0] + strconv.FormatFloat(v, 'e', int(x%20), 64), strconv.FormatFloat(v, 'f', int(x%25), 64), mutate(short, x)} {
				p, err := strconv.ParseFloat(t, 64)
				sb.WriteString(strconv.FormatUint(math.Float64bits(p), 16))
				if err != nil {
					sb.WriteString(err.Error())
				}
				q, err := strconv.ParseFloat(t, 32)
				sb.WriteString(strconv.FormatUint(math.Float64bits(q), 16))
				if err != nil {
					sb.WriteString(err.Error())
				}
			}
			sb.WriteByte('\n')
			if full == strconv.Itoa(b) {
				fmt.Print(f, " ", sb.String())
			}
			h.Write([]byte(sb.String()))
		}
		if full == "" {
			fmt.Println(b, h.Sum64())
		}
	}
}

// mutate changes a byte or inserts one.
func mutate(s string, x uint64) string {
	const with = "0123456789.eE+-_xXpPiInNaA "
	c := with[x>>7%uint64(len(with))]
	at := int(x >> 17 % uint64(len(s)+1))
	if x>>3&1 != 0 && at < len(s) {
		return s[:at] + string(c) + s[at+1:]
	}
	return s[:at] + string(c) + s[at:]
}
