package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	var tables []*unicode.RangeTable
	var names []string
	for _, m := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts, unicode.Properties} {
		var sorted []string
		for name := range m {
			sorted = append(sorted, name)
		}
		sortTexts(sorted)
		for _, name := range sorted {
			names, tables = append(names, name), append(tables, m[name])
		}
	}
	run([]call{
		{"kinds", func() []any {
			r := char()
			return []any{r, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsPunct(r), unicode.IsSymbol(r),
				unicode.IsControl(r), unicode.IsGraphic(r), unicode.IsPrint(r), unicode.IsMark(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.In(r, unicode.Han, unicode.Greek),
				unicode.To(random.IntN(5)-1, r), unicode.TurkishCase.ToUpper(r), unicode.AzeriCase.ToLower(r), unicode.TurkishCase.ToTitle(r), unicode.IsOneOf(unicode.PrintRanges, r)}
		}},
		{"SimpleFold", func() []any { r := char(); return []any{r, unicode.SimpleFold(r)} }},
		{"tables", func() []any {
			i, r := random.IntN(len(tables)), char()
			t := tables[i]
			if chance(2) && len(t.R16) > 0 {
				x := t.R16[random.IntN(len(t.R16))]
				r = rune(x.Lo) + rune(random.IntN(int(x.Hi-x.Lo)+2))
			} else if len(t.R32) > 0 {
				x := t.R32[random.IntN(len(t.R32))]
				r = rune(x.Lo) + rune(random.IntN(int(x.Hi-x.Lo)+2))
			}
			return []any{names[i], r, unicode.Is(t, r), len(t.R16), len(t.R32), t.LatinOffset}
		}},
		{"utf8", func() []any {
			s := text()
			b := []byte(s)
			r, n := utf8.DecodeRuneInString(s)
			l, m := utf8.DecodeLastRuneInString(s)
			r2, n2 := utf8.DecodeRune(b)
			l2, m2 := utf8.DecodeLastRune(b)
			return []any{s, r, n, l, m, r2, n2, l2, m2, utf8.ValidString(s), utf8.RuneCountInString(s), utf8.FullRuneInString(s), utf8.Valid(b), utf8.RuneCount(b), utf8.FullRune(b)}
		}},
		{"AppendRune", func() []any {
			c := char()
			p := make([]byte, 4)
			return []any{c, utf8.RuneLen(c), utf8.ValidRune(c), string(utf8.AppendRune([]byte("x"), c)), utf8.EncodeRune(p, c), p, utf8.RuneStart(byte(c)), string(c)}
		}},
		{"range", func() []any {
			s := text()
			got := []any{s, []rune(s), []byte(string([]rune(s)))}
			for i, r := range s {
				got = append(got, i, r)
			}
			return got
		}},
		{"utf16", func() []any {
			s, c := text(), char()
			var units []uint16
			for range random.IntN(6) {
				units = append(units, pick(uint16(integer()), 0xd83d, 0xde00, 0xd800, 0xdfff, 0x61))
			}
			hi, lo := utf16.EncodeRune(c)
			return []any{fmt.Sprint(utf16.Encode([]rune(s))), c, string(utf16.Decode(units)), hi, lo, utf16.IsSurrogate(c), utf16.RuneLen(c), utf16.AppendRune(nil, c), utf16.DecodeRune(hi, char()), utf16.DecodeRune(0xd83d, 0xde00)}
		}},
	})
}

func sortTexts(list []string) {
	for i := range list {
		for j := i; j > 0 && list[j] < list[j-1]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
