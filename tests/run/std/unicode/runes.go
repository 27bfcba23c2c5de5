// Package unicode's questions about runes, asked of all of them.
package main

import (
	"fmt"
	"unicode"
)

func main() {
	questions := []struct {
		name string
		ask  func(rune) bool
	}{
		{"IsControl", unicode.IsControl}, {"IsDigit", unicode.IsDigit}, {"IsGraphic", unicode.IsGraphic}, {"IsLetter", unicode.IsLetter},
		{"IsLower", unicode.IsLower}, {"IsMark", unicode.IsMark}, {"IsNumber", unicode.IsNumber}, {"IsPrint", unicode.IsPrint},
		{"IsPunct", unicode.IsPunct}, {"IsSpace", unicode.IsSpace}, {"IsSymbol", unicode.IsSymbol}, {"IsTitle", unicode.IsTitle}, {"IsUpper", unicode.IsUpper},
		{"Is Han", func(r rune) bool { return unicode.Is(unicode.Han, r) }},
		{"In Greek, Cyrillic", func(r rune) bool { return unicode.In(r, unicode.Greek, unicode.Cyrillic) }},
		{"IsOneOf", func(r rune) bool { return unicode.IsOneOf([]*unicode.RangeTable{unicode.Nd, unicode.Sc}, r) }},
	}
	for _, q := range questions {
		count, sum := 0, uint64(0)
		for r := rune(0); r <= 0x11fff; r++ {
			if q.ask(r) {
				count++
				sum = sum*31 + uint64(r)
			}
		}
		fmt.Println(q.name, count, sum, q.ask(-1), q.ask(unicode.MaxRune+1), q.ask(unicode.MaxLatin1), q.ask(unicode.MaxASCII))
	}
	changes := []struct {
		name   string
		change func(rune) rune
	}{
		{"ToUpper", unicode.ToUpper}, {"ToLower", unicode.ToLower}, {"ToTitle", unicode.ToTitle}, {"SimpleFold", unicode.SimpleFold},
		{"To upper", func(r rune) rune { return unicode.To(unicode.UpperCase, r) }},
		{"To lower", func(r rune) rune { return unicode.To(unicode.LowerCase, r) }},
		{"To title", func(r rune) rune { return unicode.To(unicode.TitleCase, r) }},
		{"Turkish upper", unicode.TurkishCase.ToUpper}, {"Turkish lower", unicode.TurkishCase.ToLower}, {"Azeri title", unicode.AzeriCase.ToTitle},
	}
	for _, c := range changes {
		count, sum := 0, uint64(0)
		for r := rune(0); r <= 0x11fff; r++ {
			if to := c.change(r); to != r {
				count++
				sum = sum*31 + uint64(to)
			}
		}
		fmt.Println(c.name, count, sum, c.change(-1), c.change(unicode.MaxRune), c.change(unicode.MaxRune+5))
	}
	fmt.Println(unicode.To(unicode.MaxCase, 'a'), unicode.To(-1, 'a'), unicode.ReplacementChar, unicode.UpperLower)
	for _, r := range []rune{'A', 'a', 'K', 0x212a, 'ǅ', 'ß', 'İ', '1', -5} {
		fmt.Printf("%#U", r)
		for f := unicode.SimpleFold(r); f != r && f >= 0; f = unicode.SimpleFold(f) {
			fmt.Printf(" %#U", f)
		}
		fmt.Println()
	}

	var ranges []unicode.CaseRange = unicode.CaseRanges
	sum := uint64(0)
	for _, r := range ranges {
		sum = sum*31 + uint64(r.Lo) + uint64(r.Hi)*7
		for _, delta := range r.Delta {
			sum += uint64(delta)
		}
	}
	fmt.Println(len(ranges), sum)
	var own unicode.SpecialCase = []unicode.CaseRange{{Lo: 'x', Hi: 'z', Delta: [unicode.MaxCase]rune{1, -1, 2}}}
	fmt.Println(string(own.ToUpper('x')), string(own.ToLower('z')), string(own.ToTitle('y')), string(own.ToUpper('a')))
	table := &unicode.RangeTable{
		R16:         []unicode.Range16{{Lo: 'a', Hi: 'i', Stride: 2}, {Lo: 0x100, Hi: 0x110, Stride: 1}},
		R32:         []unicode.Range32{{Lo: 0x10000, Hi: 0x10010, Stride: 16}},
		LatinOffset: 1,
	}
	for _, r := range []rune{'a', 'b', 'i', 'j', 0x105, 0x111, 0x10000, 0x10001, 0x10010} {
		fmt.Print(unicode.Is(table, r), " ")
	}
	fmt.Println(unicode.In('a'), unicode.Is(&unicode.RangeTable{}, 'a'))
}
