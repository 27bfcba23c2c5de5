package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand"
)

func try(f func() any) any {
	defer func() {
		if r := recover(); r != nil {
			fmt.Print("panic ", r, " ")
		}
	}()
	return f()
}

func main() {
	texts := []string{"0", "1", "-1", "7", "-8", "255", "18446744073709551615", "18446744073709551616", "-9223372036854775808", "9223372036854775807", "340282366920938463463374607431768211455", "-123456789012345678901234567890", "100000000000000000000000000000000000000000"}
	var nums []*big.Int
	for _, t := range texts {
		n, ok := new(big.Int).SetString(t, 10)
		if !ok {
			panic(t)
		}
		nums = append(nums, n)
	}
	for i, x := range nums {
		f, acc := x.Float64()
		fmt.Println(x, x.Sign(), x.BitLen(), x.TrailingZeroBits(), x.Int64(), x.Uint64(), x.IsInt64(), x.IsUint64(), x.Bits(), x.Bytes(), f, acc, x.Text(2), x.Text(36), x.Text(62), new(big.Int).Not(x), new(big.Int).Abs(x), new(big.Int).Neg(x))
		fmt.Printf("%d|%x|%X|%#x|%o|%#o|%O|%b|%+d|% d|%50d|%-50d|%050d|%.50d|%s|%v|%q|%+50x\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
		for j, y := range nums {
			z := func() *big.Int { return new(big.Int) }
			fmt.Println(i, j, z().Add(x, y), z().Sub(x, y), z().Mul(x, y), z().And(x, y), z().Or(x, y), z().Xor(x, y), z().AndNot(x, y), x.Cmp(y), x.CmpAbs(y), z().GCD(nil, nil, x, y))
			a, b := z(), z()
			g := z().GCD(a, b, x, y)
			fmt.Println(g, a.Add(a, nums[0]), b.Add(b, nums[0]))
			if y.Sign() != 0 {
				m, r := z(), z()
				q, _ := z().QuoRem(x, y, r)
				d, _ := z().DivMod(x, y, m)
				fmt.Println(z().Quo(x, y), z().Rem(x, y), z().Div(x, y), z().Mod(x, y), q, r, d, m)
				for _, mode := range []big.RoundingMode{big.Trunc, big.Floor, big.Round, big.Ceil} {
					q, r := z().Divide(x, y, z(), mode)
					fmt.Print(q, " ", r, " ")
				}
				fmt.Println(z().ModInverse(x, y))
			}
		}
		for _, n := range []uint{0, 1, 63, 64, 65, 200} {
			fmt.Print(new(big.Int).Lsh(x, n), " ", new(big.Int).Rsh(x, n), " ", x.Bit(int(n)), " ", new(big.Int).SetBit(x, int(n), 1), " ", new(big.Int).SetBit(x, int(n), 0), " ")
		}
		fmt.Println()
		if x.Sign() >= 0 {
			fmt.Println(new(big.Int).Sqrt(x))
		}
	}
	for _, s := range []string{"", "-", "+5", "0x1F", "0b101", "0o17", "017", "0", "00", "08", "1_000", "_1", "1_", "1__0", "0x_1", "0_7", "12a", " 1", "1 ", "0x", "abc", "zz", "-0", "0xg", "0B1", "0X_f"} {
		for _, base := range []int{0, 2, 8, 10, 16, 36, 62} {
			n, ok := new(big.Int).SetString(s, base)
			if ok {
				fmt.Print(n, " ")
			} else {
				fmt.Print("no ")
			}
		}
		fmt.Printf("%q\n", s)
	}
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(200), nil), new(big.Int).Exp(big.NewInt(3), big.NewInt(200), big.NewInt(1000007)), new(big.Int).Exp(big.NewInt(-3), big.NewInt(3), big.NewInt(10)), new(big.Int).Exp(big.NewInt(3), big.NewInt(-1), big.NewInt(7)), new(big.Int).Exp(big.NewInt(2), big.NewInt(-1), big.NewInt(4)), new(big.Int).Exp(big.NewInt(2), big.NewInt(-5), nil), new(big.Int).Exp(big.NewInt(5), big.NewInt(0), big.NewInt(1)), new(big.Int).Exp(big.NewInt(0), big.NewInt(0), nil))
	fmt.Println(new(big.Int).MulRange(1, 30), new(big.Int).MulRange(-5, -2), new(big.Int).MulRange(-5, 2), new(big.Int).MulRange(5, 2), new(big.Int).MulRange(-4, -2), new(big.Int).Binomial(50, 20), new(big.Int).Binomial(5, 7), new(big.Int).Binomial(5, 0))
	var primes []int64
	for i := int64(-2); i < 200; i++ {
		if big.NewInt(i).ProbablyPrime(5) != big.NewInt(i).ProbablyPrime(0) {
			fmt.Println("differ", i)
		}
		if big.NewInt(i).ProbablyPrime(0) {
			primes = append(primes, i)
		}
	}
	fmt.Println(primes)
	for _, s := range []string{"2147483647", "2147483649", "18446744073709551557", "3215031751", "3825123056546413051", "170141183460469231731687303715884105727", "170141183460469231731687303715884105729", "5", "9", "25", "561", "1000000007"} {
		n, _ := new(big.Int).SetString(s, 10)
		fmt.Print(n.ProbablyPrime(0), n.ProbablyPrime(10), " ")
	}
	fmt.Println()
	for _, p := range []int64{3, 5, 7, 13, 17, 41, 97, 65537, 1000000007} {
		for x := int64(0); x < 12; x++ {
			fmt.Print(big.Jacobi(big.NewInt(x), big.NewInt(p)), new(big.Int).ModSqrt(big.NewInt(x), big.NewInt(p)), " ")
		}
		fmt.Println()
	}
	r := rand.New(rand.NewSource(1))
	fmt.Println(new(big.Int).Rand(r, nums[10]), new(big.Int).Rand(r, nums[12]), new(big.Int).Rand(r, big.NewInt(10)), new(big.Int).Rand(r, big.NewInt(0)))
	fmt.Println(new(big.Int).SetBytes([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}), new(big.Int).SetBits([]big.Word{1, 2, 0}), nums[7].FillBytes(make([]byte, 12)), string(nums[6].Append([]byte("n="), 16)))
	for _, f := range []func() any{
		func() any { return new(big.Int).Quo(nums[1], nums[0]) }, func() any { return new(big.Int).Mod(nums[1], nums[0]) },
		func() any { return new(big.Int).Sqrt(nums[2]) }, func() any { return nums[10].FillBytes(nil) }, func() any { return nums[1].Bit(-1) },
		func() any { return new(big.Int).SetBit(nums[1], 1, 2) }, func() any { return big.Jacobi(nums[1], nums[0]) }, func() any { return nums[1].ProbablyPrime(-1) },
		func() any { return nums[1].Text(63) }, func() any { v, _ := new(big.Int).SetString("1", 63); return v },
	} {
		fmt.Println(try(f))
	}
	var nilInt *big.Int
	fmt.Println(nilInt, nilInt.String())
	fmt.Printf("%d %s\n", nilInt, nilInt)
	b, err := json.Marshal(map[string]any{"a": nums[11], "b": []*big.Int{nums[1], nil}})
	fmt.Println(string(b), err)
	var back struct{ A *big.Int }
	fmt.Println(json.Unmarshal([]byte(`{"A":123456789012345678901234567890}`), &back), back.A)
	fmt.Println(json.Unmarshal([]byte(`{"A":"x"}`), &back))
	text, err := nums[11].MarshalText()
	fmt.Println(string(text), err, new(big.Int).UnmarshalText([]byte("1x")))
	gob, _ := nums[11].GobEncode()
	var g big.Int
	fmt.Println(gob, g.GobDecode(gob), &g, g.GobDecode([]byte{9}))
	var a, c big.Int
	n, err := fmt.Sscan("12345678901234567890123 -77", &a, &c)
	fmt.Println(n, err, &a, &c)
	n, err = fmt.Sscanf("ff 101", "%x %b", &a, &c)
	fmt.Println(n, err, &a, &c)
	fib := [2]*big.Int{big.NewInt(0), big.NewInt(1)}
	for i := 0; i < 1000; i++ {
		fib[0].Add(fib[0], fib[1])
		fib[0], fib[1] = fib[1], fib[0]
	}
	fmt.Println(fib[0])
	x := big.NewInt(5)
	x.Add(x, x).Mul(x, x).Sub(x, big.NewInt(1))
	fmt.Println(x)
	fmt.Println(x.DivMod(x, big.NewInt(-7), new(big.Int)))
}
