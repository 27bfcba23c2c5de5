package main

import (
	"math"
	"strconv"
	"strings"
)

func digits() string {
	s := pick("", "", "-", "+") + pick("", "", "", "0x", "0X", "0b", "0o", "0")
	set := pick("0123456789", "0123456789", "01", "0123456789abcdefABCDEF_", "0123456789.eE+-", "_9", "0", "9")
	for range random.IntN(pick(3, 10, 25, 25, 60)) {
		s += string(set[random.IntN(len(set))])
	}
	return s + pick("", "", "", "e5", "p-3", "E+400", "e-330", "i", " ", "inf", "nan", ".", ".5", "e", "e+", "p1", "_", "\x00", "é", "e-310", "p-1074", "p1023")
}

// numeral is a number that can be parsed, written in one of many ways, near the middle between two floats often.
func numeral() string {
	x := float()
	switch random.IntN(7) {
	case 0:
		return strconv.FormatFloat(x, pick[byte]('e', 'f', 'g', 'x'), random.IntN(30)-1, pick(32, 64))
	case 1:
		// The middle between two floats, exactly, or a little beside it.
		y := math.Nextafter(x, math.Inf(1))
		if s := strconv.FormatFloat(x/2+y/2, 'f', 0, 64); len(s) < 30 && math.Abs(x) > 1<<54 {
			return s + pick("", ".0", ".000000000000000000000000000000001", "e0")
		}
		return strconv.FormatFloat(x, 'e', 17, 64) + pick("", "0", "1", "5", "99999999999999999999")
	case 2:
		return strconv.FormatInt(integer(), 10) + pick("", "e", ".") + strconv.Itoa(random.IntN(700)-350)
	case 3:
		return pick("inf", "-Inf", "+iNF", "infinity", "INFINITY", "infinit", "nan", "NaN", "-nan", "nAn1", "i", "infi")
	case 4:
		f := float32(x)
		return strconv.FormatFloat(float64(f), 'e', 8, 32) + pick("", "5", "49999999999999999999", "50000000000000001")
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func number() string { return pick(digits, numeral, numeral)() }

func main() {
	bases := func() int { return pick(0, 0, 10, 10, 2, 16, 36, 8, 3, 1, 37, -1) }
	run([]call{
		{"ParseInt", func() []any {
			s, base, bits := digits(), bases(), pick(0, 8, 16, 32, 64, 65, -1, 7, 33)
			if chance(3) {
				s = strconv.FormatInt(integer()+int64(small()), max(2, min(36, base)))
			}
			n, err := strconv.ParseInt(s, base, bits)
			return []any{s, base, bits, n, err}
		}},
		{"ParseUint", func() []any {
			s, base, bits := digits(), bases(), pick(0, 8, 16, 32, 64, 65, -1)
			if chance(3) {
				s = strconv.FormatUint(uint64(integer()), max(2, min(36, base))) + pick("", "", "0", "9")
			}
			n, err := strconv.ParseUint(s, base, bits)
			return []any{s, base, bits, n, err}
		}},
		{"Atoi", func() []any {
			s := pick(digits(), strconv.FormatInt(integer(), 10), text())
			n, err := strconv.Atoi(s)
			return []any{s, n, err}
		}},
		{"ParseFloat", func() []any {
			s, bits := number(), pick(32, 64)
			f, err := strconv.ParseFloat(s, bits)
			return []any{s, bits, math.Float64bits(f), err}
		}},
		{"ParseComplex", func() []any {
			s := pick(number()+"i", number()+pick("+", "-", "")+number()+"i", "("+number()+pick("+", "-")+digits()+"i)", "("+number()+")")
			bits := pick(64, 128)
			c, err := strconv.ParseComplex(s, bits)
			return []any{s, bits, c, err}
		}},
		{"ParseBool", func() []any {
			s := pick("1", "t", "T", "true", "TRUE", "True", "tRUE", "0", "f", "False", text())
			b, err := strconv.ParseBool(s)
			return []any{s, b, err, strconv.FormatBool(b)}
		}},
		{"FormatFloat", func() []any {
			x, verb, prec, bits := float(), pick[byte]('e', 'E', 'f', 'g', 'G', 'b', 'x', 'X', 'q', 'e', 'f', 'g'), random.IntN(pick(4, 25, 60))-pick(1, 1, 3), pick(32, 64)
			return []any{math.Float64bits(x), verb, prec, strconv.FormatFloat(x, verb, prec, bits)}
		}},
		{"FormatFloatShortest", func() []any {
			x := float()
			return []any{strconv.FormatFloat(x, 'g', -1, 64), strconv.FormatFloat(x, 'e', -1, 32), strconv.FormatFloat(x, 'f', -1, 64), string(strconv.AppendFloat([]byte("x"), x, 'G', -1, 32))}
		}},
		{"FormatComplex", func() []any {
			c := complex(float(), float())
			return []any{strconv.FormatComplex(c, pick[byte]('e', 'f', 'g', 'x', 'b'), random.IntN(9)-1, pick(64, 128))}
		}},
		{"FormatBits", func() []any { return []any{strconv.FormatFloat(float(), 'g', small(), pick(64, 32, 16))} }},
		{"FormatInt", func() []any {
			n, base := integer(), random.IntN(38)
			return []any{n, base, strconv.FormatInt(n, base), strconv.FormatUint(uint64(n), base), string(strconv.AppendInt([]byte(text()), n, base)), strconv.Itoa(int(n))}
		}},
		{"Quote", func() []any {
			s := text()
			b := []byte("<")
			return []any{s, strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s), string(strconv.AppendQuote(b, s)),
				string(strconv.AppendQuoteToASCII(b, s)), string(strconv.AppendQuoteToGraphic(b, s))}
		}},
		{"QuoteRune", func() []any {
			r := char()
			return []any{r, strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), strconv.IsPrint(r), strconv.IsGraphic(r), string(strconv.AppendQuoteRune(nil, r))}
		}},
		{"Unquote", func() []any {
			s := text()
			q := pick(strconv.Quote(s), "`"+s+"`", "'"+s+"'", "\""+s+"\"", s, `"\`+s+`"`, `"\x`+s+`"`, `'\u00`+s+`'`, strconv.QuoteRune(char()), damaged(strconv.QuoteToASCII(s), `\`, `"`, "x", "'", "\n"),
				"'"+strings.Repeat(string(char()), random.IntN(3))+"'", "`a\rb`", `"\ud800"`, `"\U0011FFFF"`, `"\400"`, `"\'"`, `'\"'`, `'\''`)
			u, err := strconv.Unquote(q)
			p, perr := strconv.QuotedPrefix(q + s)
			return []any{q, u, err, p, perr}
		}},
		{"UnquoteChar", func() []any {
			s := pick(`\`, ``, `\x`, `\u`, `\0`, `\U000`, `\u00e`, `\37`, `\'`, `\"`) + text()
			r, multi, tail, err := strconv.UnquoteChar(s, pick[byte]('"', '\'', 0))
			return []any{s, r, multi, tail, err}
		}},
	})
}
