package main

import (
	"fmt"
	"math"
	"math/big"
)

func rats() {
	for _, s := range []string{"", "1", "-1", "3/4", "-6/8", "1/0", "1.5", "-0.125", "1e3", "1.5e-3", "0x1p-2", "0x1.8p1", "1_000/3", "1/3/4", "1.", ".5", ".", "e5", "1e", "0b11", "017", "0.1e1000", "1e10000000", "+2", "--1", "1/-2", "0/5", "1e+2", "1p3", "12345678901234567890.123456789"} {
		r, ok := new(big.Rat).SetString(s)
		if !ok {
			fmt.Printf("%q no\n", s)
			continue
		}
		f, e := r.Float64()
		g, e2 := r.Float32()
		n, e3 := r.FloatPrec()
		fmt.Printf("%q %.60s %.60s %v %v %v %v %d %v %v %v\n", s, r, r.RatString(), f, e, g, e2, n, e3, r.IsInt(), r.Sign())
	}
	vals := []*big.Rat{new(big.Rat), big.NewRat(1, 2), big.NewRat(-3, 7), big.NewRat(10, 5), big.NewRat(1, -3), big.NewRat(math.MaxInt64, 3), new(big.Rat).SetFloat64(0.1), new(big.Rat).SetFloat64(-1e300)}
	for _, x := range vals {
		for p := -1; p < 6; p++ {
			if p >= 0 {
				s := x.FloatString(p)
				fmt.Print(s[:min(len(s), 40)], " ")
			}
		}
		f, e := x.Float64()
		g, e2 := x.Float32()
		fmt.Println(f, e, g, e2, x.Num().BitLen(), x.Denom().BitLen())
		for _, y := range vals[:6] {
			z := func() *big.Rat { return new(big.Rat) }
			fmt.Printf("%.50s %.50s %.50s %d ", z().Add(x, y), z().Sub(x, y), z().Mul(x, y), x.Cmp(y))
			if y.Sign() != 0 {
				fmt.Printf("%.50s %.50s", z().Quo(x, y), z().Inv(y))
			}
			fmt.Println()
		}
	}
	fmt.Println(new(big.Rat).SetFloat64(math.NaN()) == nil, new(big.Rat).SetInt64(-5), new(big.Rat).SetUint64(7), new(big.Rat).SetInt(big.NewInt(8)), new(big.Rat).SetFrac(big.NewInt(4), big.NewInt(-6)), new(big.Rat).Abs(big.NewRat(-1, 2)), new(big.Rat).Neg(big.NewRat(1, 2)))
	for _, f := range []func(){func() { big.NewRat(1, 0) }, func() { new(big.Rat).Inv(new(big.Rat)) }, func() { new(big.Rat).Quo(big.NewRat(1, 2), new(big.Rat)) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	text, err := vals[2].MarshalText()
	var r big.Rat
	fmt.Println(string(text), err, r.UnmarshalText(text), &r, new(big.Rat).UnmarshalText([]byte("x")))
	gob, _ := vals[2].GobEncode()
	fmt.Println(gob, r.GobDecode(gob), &r)
	n, err := fmt.Sscan("3/4", &r)
	fmt.Println(n, err, &r)
	sum := new(big.Rat)
	for i := int64(1); i < 40; i++ {
		sum.Add(sum, big.NewRat(1, i))
	}
	fmt.Println(sum, sum.FloatString(30))
}

func floats() {
	modes := []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf}
	inputs := []string{"0", "-0", "1", "-1.5", "0.1", "1e100", "-1e-100", "123456789.987654321", "3.14159265358979323846264338327950288", "0x1.8p-3", "1e-400", "Inf", "-Inf", "7", "2.5", "99999.5"}
	var vals []*big.Float
	for _, s := range inputs {
		for _, prec := range []uint{0, 10, 53, 200} {
			f, b, err := big.ParseFloat(s, 0, prec, big.ToNearestEven)
			if err != nil {
				fmt.Println(s, err)
				continue
			}
			d, acc := f.Float64()
			g, acc2 := f.Float32()
			i, acc3 := f.Int64()
			u, acc4 := f.Uint64()
			bi, acc5 := f.Int(nil)
			rat, acc6 := f.Rat(nil)
			fmt.Println(s, prec, f, b, f.Prec(), f.MinPrec(), f.Acc(), f.Mode(), f.Sign(), f.Signbit(), f.IsInf(), f.IsInt(), d, acc, g, acc2, i, acc3, u, acc4, bi, acc5, acc6)
			if rat != nil {
				fmt.Printf("%.60s ", rat)
			}
			m := new(big.Float)
			e := f.MantExp(m)
			fmt.Println(e, m, f.Text('p', 0), f.Text('b', 0), f.Text('x', -1), f.Text('x', 3), f.Text('e', -1), f.Text('e', 5), f.Text('g', -1), f.Text('g', 4), f.Text('G', 0), f.Text('E', 0), len(f.Text('f', -1)), len(f.Text('f', 3)), f.Text('z', 1))
			if prec == 53 || prec == 10 {
				vals = append(vals, f)
			}
		}
	}
	for _, x := range vals {
		fmt.Printf("%v|%g|%e|%.3e|%20.4g|%-20.4g|%020.3f|%+g|% g|%s|%x|%b|%d\n", x, x, x, x, x, new(big.Float).SetPrec(30).SetFloat64(2.5), x, x, x, x, x, x, x)
		for _, y := range vals {
			for _, mode := range modes[:] {
				z := func() *big.Float { return new(big.Float).SetPrec(12).SetMode(mode) }
				op := func(f func(x, y *big.Float) *big.Float) string {
					r := func() (s string) {
						defer func() {
							if e := recover(); e != nil {
								s = fmt.Sprint(e)
							}
						}()
						v := f(x, y)
						return v.Text('g', 8) + v.Acc().String()[:1]
					}()
					return r
				}
				if mode == big.ToNearestEven || x.Prec() == 53 && y.Prec() == 10 {
					fmt.Print(op(z().Add), " ", op(z().Sub), " ", op(z().Mul), " ", op(z().Quo), " ", x.Cmp(y), ";")
				}
			}
		}
		if x.Sign() >= 0 {
			r := new(big.Float).SetPrec(100).Sqrt(x)
			fmt.Print(r.Text('g', 25), new(big.Float).Sqrt(x))
		}
		fmt.Println()
	}
	for _, mode := range modes {
		for _, v := range []float64{1.25, 1.75, -1.25, -1.75, 3, 1.0625, -1.9375} {
			f := new(big.Float).SetMode(mode).SetPrec(3).SetFloat64(v)
			fmt.Print(f, f.Acc(), " ")
		}
		fmt.Println(mode)
	}
	for _, s := range []string{"", "x", "1x", "1e", "1_0", "_1", "1__0", "0x", "0x1.8", "1e+", "+", "Infinity", "inf", "nan", "1e2147483648", "1e-2147483648", "0b1.1", ".", "1.5p3", "0x1p", "5e-1_0", "1e99999"} {
		f, b, err := new(big.Float).Parse(s, 0)
		fmt.Printf("%q %v %d %v\n", s, f, b, err)
		_, ok := new(big.Float).SetString(s)
		fmt.Println(ok)
	}
	two := big.NewFloat(2)
	root := new(big.Float).SetPrec(300).SetInt64(2)
	root.Sqrt(root)
	fmt.Println(root.Text('f', 80), new(big.Float).SetMantExp(two, -5), new(big.Float).SetInf(true), new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(3), big.NewInt(90), nil)), new(big.Float).SetRat(big.NewRat(1, 3)), new(big.Float).SetPrec(20).SetRat(big.NewRat(1, 3)), new(big.Float).SetUint64(1<<63), new(big.Float).Copy(root).SetPrec(10), new(big.Float).Set(root).SetPrec(0), new(big.Float).Abs(big.NewFloat(-3)), new(big.Float).Neg(big.NewFloat(0)))
	for _, f := range []func(){func() { big.NewFloat(math.NaN()) }, func() { new(big.Float).SetFloat64(math.NaN()) }, func() { new(big.Float).Sqrt(big.NewFloat(-1)) }} {
		func() {
			defer func() {
				r := recover()
				_, ok := r.(big.ErrNaN)
				fmt.Println(r, ok)
			}()
			f()
		}()
	}
	text, err := root.MarshalText()
	var back big.Float
	back.SetPrec(300)
	fmt.Println(string(text), err, back.UnmarshalText(text), back.Cmp(root), back.UnmarshalText([]byte("q")))
	gob, err := big.NewFloat(-1.5).GobEncode()
	var g big.Float
	fmt.Println(gob, err, g.GobDecode(gob), &g, g.Prec())
	n, err := fmt.Sscan("1.5e3", &g)
	fmt.Println(n, err, &g)
	fmt.Println(big.MaxBase, big.MaxExp, big.MinExp, uint64(big.MaxPrec), big.Accuracy(3), big.RoundingMode(9), big.Below, big.Exact, big.Above)
}

func main() {
	rats()
	floats()
}
