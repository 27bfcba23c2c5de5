package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

func s1(name string, f func(string) string) call {
	return call{name, func() []any { s := text(); return []any{s, f(s)} }}
}

func s2[T any](name string, f func(a, b string) T) call {
	return call{name, func() []any {
		a, b := text(), text()
		if random.IntN(2) == 0 && len(a) > 0 {
			i := random.IntN(len(a))
			b = a[i:min(len(a), i+random.IntN(4))]
		}
		return []any{a, b, f(a, b)}
	}}
}

func main() {
	run([]call{
		s1("ToUpper", strings.ToUpper), s1("ToLower", strings.ToLower), s1("ToTitle", strings.ToTitle), s1("Title", strings.Title),
		s1("TrimSpace", strings.TrimSpace), s1("Clone", strings.Clone),
		s1("Fields", func(s string) string { return fmt.Sprintf("%q", strings.Fields(s)) }),
		s1("ToValidUTF8", func(s string) string { return strings.ToValidUTF8(s, text()) }),
		s1("FieldsFunc", func(s string) string { return fmt.Sprintf("%q", strings.FieldsFunc(s, unicode.IsDigit)) }),
		s1("bytes.Runes", func(s string) string { return fmt.Sprint(bytes.Runes([]byte(s))) }),
		s1("bytes.Title", func(s string) string { return string(bytes.Title([]byte(s))) }),
		s1("bytes.ToUpper", func(s string) string { return string(bytes.ToUpper([]byte(s))) }),
		s1("ToUpperSpecial", func(s string) string { return strings.ToUpperSpecial(unicode.TurkishCase, s) }),
		s1("ToLowerSpecial", func(s string) string { return strings.ToLowerSpecial(unicode.TurkishCase, s) }),
		s1("Map", func(s string) string {
			n := rune(random.IntN(5) - 2)
			return strings.Map(func(r rune) rune { return r*n/2 + n }, s)
		}),
		s2("Compare", strings.Compare), s2("Contains", strings.Contains), s2("ContainsAny", strings.ContainsAny), s2("Count", strings.Count),
		s2("EqualFold", strings.EqualFold), s2("HasPrefix", strings.HasPrefix), s2("HasSuffix", strings.HasSuffix), s2("Index", strings.Index),
		s2("IndexAny", strings.IndexAny), s2("LastIndex", strings.LastIndex), s2("LastIndexAny", strings.LastIndexAny),
		s2("Trim", strings.Trim), s2("TrimLeft", strings.TrimLeft), s2("TrimRight", strings.TrimRight),
		s2("TrimPrefix", strings.TrimPrefix), s2("TrimSuffix", strings.TrimSuffix),
		s2("Split", func(a, b string) string { return fmt.Sprintf("%q", strings.Split(a, b)) }),
		s2("SplitAfter", func(a, b string) string { return fmt.Sprintf("%q", strings.SplitAfter(a, b)) }),
		s2("SplitN", func(a, b string) string { return fmt.Sprintf("%q", strings.SplitN(a, b, small())) }),
		s2("SplitAfterN", func(a, b string) string { return fmt.Sprintf("%q", strings.SplitAfterN(a, b, small())) }),
		s2("SplitSeq", func(a, b string) string { return fmt.Sprintf("%q", slices.Collect(strings.SplitSeq(a, b))) }),
		s2("Replace", func(a, b string) string { return strings.Replace(a, b, text(), small()) }),
		s2("ReplaceAll", func(a, b string) string { return strings.ReplaceAll(a, b, text()) }),
		s2("Repeat", func(a, b string) string { return strings.Repeat(a, small()) }),
		s2("Join", func(a, b string) string { return strings.Join([]string{a, b, a}, b) }),
		s2("Cut", func(a, b string) string { x, y, ok := strings.Cut(a, b); return fmt.Sprint(x, "|", y, ok) }),
		s2("CutPrefix", func(a, b string) string { x, ok := strings.CutPrefix(a, b); return fmt.Sprint(x, ok) }),
		s2("NewReplacer", func(a, b string) string { return strings.NewReplacer(b, text(), text(), "<", "a", "1").Replace(a) }),
		s2("bytes.Index", func(a, b string) int { return bytes.Index([]byte(a), []byte(b)) }),
		s2("bytes.Fields", func(a, b string) string { return fmt.Sprintf("%q", bytes.Fields([]byte(a+b))) }),
		s2("bytes.Equal", func(a, b string) bool { return bytes.EqualFold([]byte(a), []byte(b)) }),
		{"IndexRune", func() []any { s, r := text(), char(); return []any{s, r, strings.IndexRune(s, r), strings.ContainsRune(s, r)} }},
		{"IndexByte", func() []any {
			s, c := text(), byte(random.IntN(256))
			return []any{s, c, strings.IndexByte(s, c), strings.LastIndexByte(s, c)}
		}},
		{"IndexFunc", func() []any {
			s := text()
			return []any{s, strings.IndexFunc(s, unicode.IsUpper), strings.LastIndexFunc(s, unicode.IsSpace), strings.TrimFunc(s, unicode.IsLetter)}
		}},
	})
}
