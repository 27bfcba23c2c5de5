package main

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
)

func s1[T any](name string, f func(string) T, b func([]byte) T) call {
	return call{name, func() []any {
		s := text()
		if b == nil || chance(2) {
			return []any{s, f(s)}
		}
		return []any{"bytes", s, b([]byte(s))}
	}}
}

// two gives a text and another one, often a part of the first.
func two() (a, b string) {
	a, b = text(), text()
	if chance(2) && len(a) > 0 {
		i := random.IntN(len(a))
		b = a[i:min(len(a), i+random.IntN(4))]
	}
	if chance(20) {
		a, b = strings.Repeat(a, random.IntN(9)), strings.Repeat(b, random.IntN(3))
	}
	return a, b
}

func s2[T any](name string, f func(a, b string) T, g func(a, b []byte) T) call {
	return call{name, func() []any {
		a, b := two()
		if g == nil || chance(2) {
			return []any{a, b, f(a, b)}
		}
		return []any{"bytes", a, b, g([]byte(a), []byte(b))}
	}}
}

func sequence[T any](s iter.Seq[T], stop int) string {
	var list []T
	for v := range s {
		if list = append(list, v); len(list) == stop {
			break
		}
	}
	return fmt.Sprintf("%q", list)
}

// changed maps some letters to others, drops some, and makes texts that are no longer UTF-8 into such.
func changed() func(rune) rune {
	n, drop := rune(random.IntN(5)-2), char()
	return func(r rune) rune {
		if r == drop {
			return -1
		}
		return r*n/2 + n
	}
}

func main() {
	of := func(f func([]byte) []byte) func([]byte) string { return func(b []byte) string { return string(f(b)) } }
	of2 := func(f func(a []byte, b string) []byte) func(a, b []byte) string {
		return func(a, b []byte) string { return string(f(a, string(b))) }
	}
	q := func(v any) string { return fmt.Sprintf("%q", v) }
	run([]call{
		s1("ToUpper", strings.ToUpper, of(bytes.ToUpper)), s1("ToLower", strings.ToLower, of(bytes.ToLower)), s1("ToTitle", strings.ToTitle, of(bytes.ToTitle)),
		s1("Title", strings.Title, of(bytes.Title)), s1("TrimSpace", strings.TrimSpace, of(bytes.TrimSpace)), s1("Clone", strings.Clone, of(bytes.Clone)),
		s1("Fields", func(s string) string { return q(strings.Fields(s)) }, func(s []byte) string { return q(bytes.Fields(s)) }),
		s1("ToValidUTF8", func(s string) string { return strings.ToValidUTF8(s, text()) }, func(s []byte) string { return string(bytes.ToValidUTF8(s, []byte(text()))) }),
		s1("FieldsFunc", func(s string) string { return q(strings.FieldsFunc(s, unicode.IsDigit)) }, func(s []byte) string { return q(bytes.FieldsFunc(s, unicode.IsLetter)) }),
		s1("Runes", func(s string) string { return fmt.Sprint([]rune(s)) }, func(s []byte) string { return fmt.Sprint(bytes.Runes(s)) }),
		s1("ToUpperSpecial", func(s string) string { return strings.ToUpperSpecial(unicode.TurkishCase, s) }, func(s []byte) string { return string(bytes.ToUpperSpecial(unicode.AzeriCase, s)) }),
		s1("ToLowerSpecial", func(s string) string { return strings.ToLowerSpecial(unicode.TurkishCase, s) }, func(s []byte) string { return string(bytes.ToLowerSpecial(unicode.AzeriCase, s)) }),
		s1("ToTitleSpecial", func(s string) string { return strings.ToTitleSpecial(unicode.TurkishCase, s) }, func(s []byte) string { return string(bytes.ToTitleSpecial(unicode.AzeriCase, s)) }),
		s1("Map", func(s string) string { return strings.Map(changed(), s) }, func(s []byte) string { return string(bytes.Map(changed(), s)) }),
		s1("Lines", func(s string) string { return sequence(strings.Lines(s), random.IntN(5)) }, func(s []byte) string { return sequence(bytes.Lines(s), random.IntN(5)) }),
		s1("FieldsSeq", func(s string) string { return sequence(strings.FieldsSeq(s), small()) }, func(s []byte) string { return sequence(bytes.FieldsSeq(s), small()) }),
		s1("FieldsFuncSeq", func(s string) string { return sequence(strings.FieldsFuncSeq(s, unicode.IsUpper), small()) }, func(s []byte) string { return sequence(bytes.FieldsFuncSeq(s, unicode.IsUpper), small()) }),
		s1("Repeat", func(s string) string { return strings.Repeat(s, small()) }, func(s []byte) string { return string(bytes.Repeat(s, small())) }),
		s2("Compare", strings.Compare, bytes.Compare), s2("Contains", strings.Contains, bytes.Contains), s2("Count", strings.Count, bytes.Count),
		s2("ContainsAny", strings.ContainsAny, func(a, b []byte) bool { return bytes.ContainsAny(a, string(b)) }),
		s2("EqualFold", strings.EqualFold, bytes.EqualFold), s2("HasPrefix", strings.HasPrefix, bytes.HasPrefix), s2("HasSuffix", strings.HasSuffix, bytes.HasSuffix),
		s2("EqualFold2", func(a, b string) bool { return strings.EqualFold(strings.ToUpper(a)+b, strings.ToLower(a)+b) }, func(a, b []byte) bool { return bytes.EqualFold(bytes.ToTitle(a), bytes.ToLower(a)) }),
		s2("Index", strings.Index, bytes.Index), s2("LastIndex", strings.LastIndex, bytes.LastIndex),
		s2("IndexAny", strings.IndexAny, func(a, b []byte) int { return bytes.IndexAny(a, string(b)) }),
		s2("LastIndexAny", strings.LastIndexAny, func(a, b []byte) int { return bytes.LastIndexAny(a, string(b)) }),
		s2("Trim", strings.Trim, of2(bytes.Trim)), s2("TrimLeft", strings.TrimLeft, of2(bytes.TrimLeft)), s2("TrimRight", strings.TrimRight, of2(bytes.TrimRight)),
		s2("TrimPrefix", strings.TrimPrefix, func(a, b []byte) string { return string(bytes.TrimPrefix(a, b)) }),
		s2("TrimSuffix", strings.TrimSuffix, func(a, b []byte) string { return string(bytes.TrimSuffix(a, b)) }),
		s2("Split", func(a, b string) string { return q(strings.Split(a, b)) }, func(a, b []byte) string { return q(bytes.Split(a, b)) }),
		s2("SplitAfter", func(a, b string) string { return q(strings.SplitAfter(a, b)) }, func(a, b []byte) string { return q(bytes.SplitAfter(a, b)) }),
		s2("SplitN", func(a, b string) string { return q(strings.SplitN(a, b, small())) }, func(a, b []byte) string { return q(bytes.SplitN(a, b, small())) }),
		s2("SplitAfterN", func(a, b string) string { return q(strings.SplitAfterN(a, b, small())) }, func(a, b []byte) string { return q(bytes.SplitAfterN(a, b, small())) }),
		s2("SplitSeq", func(a, b string) string { return sequence(strings.SplitSeq(a, b), small()) }, func(a, b []byte) string { return sequence(bytes.SplitSeq(a, b), small()) }),
		s2("SplitAfterSeq", func(a, b string) string { return q(slices.Collect(strings.SplitAfterSeq(a, b))) }, func(a, b []byte) string { return q(slices.Collect(bytes.SplitAfterSeq(a, b))) }),
		s2("Replace", func(a, b string) string { return strings.Replace(a, b, text(), small()) }, func(a, b []byte) string { return string(bytes.Replace(a, b, []byte(text()), small())) }),
		s2("ReplaceAll", func(a, b string) string { return strings.ReplaceAll(a, b, text()) }, func(a, b []byte) string { return string(bytes.ReplaceAll(a, b, []byte(text()))) }),
		s2("Join", func(a, b string) string { return strings.Join([]string{a, b, a}[:random.IntN(4)], b) }, func(a, b []byte) string { return string(bytes.Join([][]byte{a, b, nil, a}[:random.IntN(5)], b)) }),
		s2("Cut", func(a, b string) string { x, y, ok := strings.Cut(a, b); return fmt.Sprint(x, "|", y, ok) }, func(a, b []byte) string { x, y, ok := bytes.Cut(a, b); return fmt.Sprint(x, "|", y, y == nil, ok) }),
		s2("CutPrefix", func(a, b string) string { x, ok := strings.CutPrefix(a, b); return fmt.Sprint(x, ok) }, func(a, b []byte) string { x, ok := bytes.CutPrefix(a, b); return fmt.Sprint(x, ok) }),
		s2("CutSuffix", func(a, b string) string { x, ok := strings.CutSuffix(a, b); return fmt.Sprint(x, ok) }, func(a, b []byte) string { x, ok := bytes.CutSuffix(a, b); return fmt.Sprint(x, ok) }),
		s2("NewReplacer", func(a, b string) string {
			var list []string
			for range random.IntN(6) {
				list = append(list, pick(b, text(), "a", "b", "ab", "", "é"), text())
			}
			if chance(10) {
				list = append(list, "odd")
			}
			var w strings.Builder
			r := strings.NewReplacer(list...)
			n, err := r.WriteString(&w, a)
			return fmt.Sprintf("%q %q %d %v %q", list, r.Replace(a), n, err, w.String())
		}, nil),
		{"IndexRune", func() []any {
			s, r := text(), char()
			return []any{s, r, strings.IndexRune(s, r), strings.ContainsRune(s, r), bytes.IndexRune([]byte(s), r), bytes.ContainsRune([]byte(s), r)}
		}},
		{"IndexByte", func() []any {
			s, c := text(), byte(random.IntN(256))
			return []any{s, c, strings.IndexByte(s, c), strings.LastIndexByte(s, c), bytes.IndexByte([]byte(s), c), bytes.LastIndexByte([]byte(s), c)}
		}},
		{"IndexFunc", func() []any {
			s, f := text(), pick(unicode.IsUpper, unicode.IsSpace, unicode.IsLetter, func(r rune) bool { return r == 0xfffd }, func(r rune) bool { return r < 128 })
			b := []byte(s)
			return []any{s, strings.IndexFunc(s, f), strings.LastIndexFunc(s, f), strings.TrimFunc(s, f), strings.TrimLeftFunc(s, f), strings.TrimRightFunc(s, f), strings.ContainsFunc(s, f),
				bytes.IndexFunc(b, f), bytes.LastIndexFunc(b, f), bytes.TrimFunc(b, f), bytes.TrimLeftFunc(b, f), bytes.TrimRightFunc(b, f), bytes.ContainsFunc(b, f)}
		}},
		{"Reader", reader},
		{"Buffer", buffer},
		{"Builder", func() []any {
			var b strings.Builder
			b.Grow(random.IntN(10))
			for range random.IntN(5) {
				b.WriteString(text())
				b.WriteRune(char())
				b.WriteByte(byte(small()))
			}
			return []any{b.String(), b.Len()}
		}},
	})
}

// reader does random things with a strings.Reader or bytes.Reader.
func reader() []any {
	s := text()
	var r interface {
		io.ReadSeeker
		io.ReaderAt
		io.ByteScanner
		io.RuneScanner
		io.WriterTo
		Len() int
		Size() int64
	} = strings.NewReader(s)
	if chance(2) {
		r = bytes.NewReader([]byte(s))
	}
	got := []any{s}
	for range random.IntN(8) {
		switch random.IntN(8) {
		case 0:
			p := make([]byte, random.IntN(5))
			n, err := r.Read(p)
			got = append(got, p, n, err)
		case 1:
			n, err := r.Seek(int64(small()), pick(0, 1, 2, 3))
			got = append(got, n, err)
		case 2:
			p := make([]byte, random.IntN(5))
			n, err := r.ReadAt(p, int64(small()))
			got = append(got, p, n, err)
		case 3:
			c, err := r.ReadByte()
			got = append(got, c, err)
		case 4:
			got = append(got, r.UnreadByte(), r.Len())
		case 5:
			c, n, err := r.ReadRune()
			got = append(got, c, n, err)
		case 6:
			got = append(got, r.UnreadRune(), r.Size())
		case 7:
			var b strings.Builder
			if chance(3) {
				n, err := r.WriteTo(&b)
				got = append(got, n, err, b.String())
			}
		}
	}
	return append(got, r.Len())
}

func buffer() []any {
	s := text()
	b := bytes.NewBufferString(s)
	got := []any{s}
	for range random.IntN(10) {
		switch random.IntN(16) {
		case 0:
			p := make([]byte, random.IntN(5))
			n, err := b.Read(p)
			got = append(got, p, n, err)
		case 1:
			got = append(got, b.Next(random.IntN(6)))
		case 2:
			c, err := b.ReadByte()
			got = append(got, c, err)
		case 3:
			c, n, err := b.ReadRune()
			got = append(got, c, n, err)
		case 4:
			got = append(got, b.UnreadByte())
		case 5:
			got = append(got, b.UnreadRune())
		case 6:
			line, err := b.ReadString(pick[byte]('a', '\n', ' '))
			got = append(got, line, err)
		case 7:
			line, err := b.ReadBytes(pick[byte]('a', '\n', ' '))
			got = append(got, line, err)
		case 8:
			n, err := b.WriteString(text())
			got = append(got, n, err)
		case 9:
			n, err := b.WriteRune(char())
			got = append(got, n, err)
		case 10:
			b.Truncate(random.IntN(b.Len() + 2))
		case 11:
			b.Grow(small() + 3)
		case 12:
			n, err := b.ReadFrom(strings.NewReader(text()))
			got = append(got, n, err)
		case 13:
			if chance(4) {
				b.Reset()
			}
		case 14:
			p, err := b.Peek(random.IntN(5))
			got = append(got, p, err)
		case 15:
			b.Write(b.AvailableBuffer())
		}
		got = append(got, b.Len(), b.Cap(), b.Available())
	}
	return append(got, b.String())
}
