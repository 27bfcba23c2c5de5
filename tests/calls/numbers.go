package main

import (
	"fmt"
	"math"
	"strconv"
)

func digits() string {
	s := pick("", "", "-", "+") + pick("", "", "", "0x", "0X", "0b", "0o", "0")
	set := pick("0123456789", "0123456789", "01", "0123456789abcdefABCDEF_", "0123456789.eE+-", "_9")
	for range random.IntN(pick(3, 10, 25)) {
		s += string(set[random.IntN(len(set))])
	}
	return s + pick("", "", "", "e5", "p-3", "E+400", "e-330", "i", " ", "inf", "nan")
}

func f1(name string, f func(float64) float64) call {
	return call{name, func() []any { x := float(); return []any{x, math.Float64bits(f(x)) &^ nan(f(x))} }}
}

// nan is what is not compared of a result: which NaN it is.
func nan(x float64) uint64 {
	if x != x {
		return 1<<63 | 1<<51 - 1
	}
	return 0
}

// c1 and c2 compare eleven digits: the library's curves are rounded differently from machine to machine, with Go too.
func c1(name string, f func(float64) float64) call {
	return call{name, func() []any { x := float(); return []any{x, fmt.Sprintf("%.11g", f(x))} }}
}

func c2(name string, f func(x, y float64) float64) call {
	return call{name, func() []any { x, y := float(), float(); return []any{x, y, fmt.Sprintf("%.11g", f(x, y))} }}
}

func f2(name string, f func(x, y float64) float64) call {
	return call{name, func() []any { x, y := float(), float(); v := f(x, y); return []any{x, y, math.Float64bits(v) &^ nan(v)} }}
}

func main() {
	run([]call{
		{"ParseInt", func() []any {
			s, base, bits := digits(), pick(0, 10, 2, 16, 36, 8, 1, 37), pick(0, 8, 16, 32, 64, 65, -1)
			n, err := strconv.ParseInt(s, base, bits)
			return []any{s, base, bits, n, err}
		}},
		{"ParseUint", func() []any {
			s, base, bits := digits(), pick(0, 10, 2, 16, 36, 8), pick(0, 8, 16, 32, 64)
			n, err := strconv.ParseUint(s, base, bits)
			return []any{s, base, bits, n, err}
		}},
		{"Atoi", func() []any { s := digits(); n, err := strconv.Atoi(s); return []any{s, n, err} }},
		{"ParseFloat", func() []any {
			s, bits := digits(), pick(32, 64)
			f, err := strconv.ParseFloat(s, bits)
			return []any{s, bits, f, err}
		}},
		{"ParseComplex", func() []any {
			s := pick(digits(), digits()+pick("+", "-")+digits()+"i", "("+digits()+"i)")
			c, err := strconv.ParseComplex(s, pick(64, 128))
			return []any{s, c, err}
		}},
		{"ParseBool", func() []any { s := pick("1", "t", "T", "true", "TRUE", "True", "tRUE", "0", "f", text()); b, err := strconv.ParseBool(s); return []any{s, b, err} }},
		{"FormatFloat", func() []any {
			x, verb, prec, bits := float(), pick[byte]('e', 'E', 'f', 'g', 'G', 'b', 'x', 'X', 'q'), random.IntN(25)-1, pick(32, 64)
			return []any{x, verb, prec, strconv.FormatFloat(x, verb, prec, bits)}
		}},
		{"FormatInt", func() []any { n, base := integer(), 2+random.IntN(35); return []any{n, base, strconv.FormatInt(n, base), strconv.FormatUint(uint64(n), base)} }},
		{"Quote", func() []any {
			s := text()
			return []any{s, strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s)}
		}},
		{"QuoteRune", func() []any { r := char(); return []any{r, strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r), strconv.IsGraphic(r)} }},
		{"Unquote", func() []any {
			s := text()
			q := pick(strconv.Quote(s), "`"+s+"`", "'"+s+"'", "\""+s+"\"", s, `"\`+s+`"`, `"\x`+s+`"`, `'\u00`+s+`'`)
			u, err := strconv.Unquote(q)
			p, perr := strconv.QuotedPrefix(q + s)
			return []any{q, u, err, p, perr}
		}},
		{"UnquoteChar", func() []any {
			s := pick(`\`, ``, `\x`, `\u`, `\0`) + text()
			r, multi, tail, err := strconv.UnquoteChar(s, pick[byte]('"', '\'', 0))
			return []any{s, r, multi, tail, err}
		}},
		f1("Sqrt", math.Sqrt), f1("Floor", math.Floor), f1("Ceil", math.Ceil), f1("Trunc", math.Trunc), f1("Round", math.Round), f1("RoundToEven", math.RoundToEven),
		f1("Abs", math.Abs), c1("Cbrt", math.Cbrt), c1("Exp", math.Exp), c1("Exp2", math.Exp2), c1("Expm1", math.Expm1), c1("Log", math.Log), c1("Log2", math.Log2),
		c1("Log10", math.Log10), c1("Log1p", math.Log1p), c1("Sin", math.Sin), c1("Cos", math.Cos), c1("Tan", math.Tan), c1("Asin", math.Asin), c1("Acos", math.Acos),
		c1("Atan", math.Atan), c1("Sinh", math.Sinh), c1("Cosh", math.Cosh), c1("Tanh", math.Tanh), c1("Asinh", math.Asinh), c1("Acosh", math.Acosh), c1("Atanh", math.Atanh),
		c1("Gamma", math.Gamma), c1("Erf", math.Erf), c1("Erfc", math.Erfc), c1("Erfinv", math.Erfinv), c1("J0", math.J0), c1("J1", math.J1), c1("Y0", math.Y0), c1("Y1", math.Y1), f1("Logb", math.Logb),
		c2("Pow", math.Pow), f2("Mod", math.Mod), f2("Remainder", math.Remainder), c2("Atan2", math.Atan2), c2("Hypot", math.Hypot), f2("Max", math.Max), f2("Min", math.Min),
		f2("Dim", math.Dim), f2("Copysign", math.Copysign), f2("Nextafter", math.Nextafter),
		{"Frexp", func() []any { x := float(); m, e := math.Frexp(x); i, f := math.Modf(x); return []any{x, m, e, i, f, math.Ldexp(x, small()*20)} }},
		{"Lgamma", func() []any { x := float(); v, sign := math.Lgamma(x); return []any{x, fmt.Sprintf("%.11g", v), sign} }},
		{"FMA", func() []any { x, y, z := float(), float(), float(); v := math.FMA(x, y, z); return []any{x, y, z, math.Float64bits(v) &^ nan(v)} }},
		{"Sprintf", func() []any {
			format := "%" + pick("", "+", "-", "#", " ", "0", "+#", "-0", "# ") + pick("", "5", "12", "*") + pick("", ".0", ".3", ".10", ".*", ".") + string(pick('v', 'd', 'x', 'X', 'o', 'O', 'b', 'c', 'q', 'U', 'e', 'E', 'f', 'F', 'g', 'G', 's', 't', 'p', 'T', 'w', 'z', '!'))
			var args []any
			for range random.IntN(4) {
				args = append(args, pick[func() any](
					func() any { return integer() }, func() any { return uint8(integer()) }, func() any { return float() }, func() any { return float32(float()) },
					func() any { return text() }, func() any { return []byte(text()) }, func() any { return char() }, func() any { return true }, func() any { return nil },
					func() any { return []int{1, small()} }, func() any { return [2]string{text(), "b"} }, func() any { return map[string]int{text(): 1, "not a text": 2} },
					func() any { return struct{ A int; B string; C any }{small(), text(), nil} }, func() any { return complex(float(), 1) }, func() any { return small() },
					func() any { return fmt.Errorf("e %d", small()) }, func() any { return []any{1, "x", nil} }, func() any { return []float64{float()} })())
			}
			if len(args) > 0 && format[len(format)-1] == 'p' {
				args = nil
			}
			return []any{format, fmt.Sprintf(format, args...), fmt.Sprint(args...), fmt.Sprintln(args...)}
		}},
	})
}
