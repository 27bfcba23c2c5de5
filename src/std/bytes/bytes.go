// Package bytes works on byte slices that hold UTF-8 text.
package bytes

import (
	"internal/core/unicode"
	"iter"
	"unicode/utf8"
)

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Compare gives -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b []byte) int

// Equal reports whether a and b have the same bytes; nil equals empty.
func Equal(a, b []byte) bool { return string(a) == string(b) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether b has one of the code points of chars.
func ContainsAny(b []byte, chars string) bool

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool

// ContainsFunc reports whether f holds for a code point of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// Count counts the places of sep in s that do not overlap; code points + 1 for an empty sep.
func Count(s, sep []byte) int

// Cut splits s around the first sep.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutLast splits s around the last sep.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix removes prefix from s and reports whether it was there.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix removes suffix from s and reports whether it was there.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// EqualFold reports whether s and t are equal when case is ignored.
func EqualFold(s, t []byte) bool

// Fields splits s around runs of white space.
func Fields(s []byte) [][]byte

// FieldsFunc splits s around runs of code points for which f holds.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	for field := range FieldsFuncSeq(s, f) {
		fields = append(fields, field)
	}
	return fields[:len(fields):len(fields)]
}

// FieldsFuncSeq yields the parts that FieldsFunc gives.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRune(s[i:])
			if f(r) {
				if start >= 0 {
					if !yield(s[start:i:i]) {
						return
					}
					start = -1
				}
			} else if start < 0 {
				start = i
			}
			i += size
		}
		if start >= 0 {
			yield(s[start:len(s):len(s)])
		}
	}
}

// isSpace is unicode.IsSpace.
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

// FieldsSeq yields the parts that Fields gives.
func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRune(s[i:])
			if isSpace(r) {
				if start >= 0 {
					if !yield(s[start:i:i]) {
						return
					}
					start = -1
				}
			} else if start < 0 {
				start = i
			}
			i += size
		}
		if start >= 0 {
			yield(s[start:len(s):len(s)])
		}
	}
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && string(s[:len(prefix)]) == string(prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && string(s[len(s)-len(suffix):]) == string(suffix)
}

// Index gives the index of the first sep in s, or -1.
func Index(s, sep []byte) int

// IndexAny gives the index of the first code point of s that is in chars, or -1.
func IndexAny(s []byte, chars string) int

// IndexByte gives the index of the first c in b, or -1.
func IndexByte(b []byte, c byte) int

// IndexFunc gives the index of the first code point of s for which f holds, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if f(r) {
			return i
		}
		i += size
	}
	return -1
}

// IndexRune gives the index of the first r in s, or -1. RuneError finds any faulty byte too.
func IndexRune(s []byte, r rune) int

// Join puts the slices of s together with sep between them.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	n := len(sep) * (len(s) - 1)
	for _, v := range s {
		n += len(v)
	}
	b := make([]byte, 0, n)
	for i, v := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, v...)
	}
	return b
}

// LastIndex gives the index of the last sep in s, or -1.
func LastIndex(s, sep []byte) int

// LastIndexAny gives the index of the last code point of s that is in chars, or -1.
func LastIndexAny(s []byte, chars string) int

// LastIndexByte gives the index of the last c in s, or -1.
func LastIndexByte(s []byte, c byte) int

// LastIndexFunc gives the index of the last code point of s for which f holds, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRune(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

// Lines yields the lines of s with their newlines.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(s) > 0 {
			end := len(s)
			if i := IndexByte(s, '\n'); i >= 0 {
				end = i + 1
			}
			line := s[:end:end]
			s = s[end:]
			if !yield(line) {
				return
			}
		}
	}
}

// Map replaces each code point of s by what mapping gives; negative: drops it.
func Map(mapping func(r rune) rune, s []byte) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		i += size
		if r = mapping(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// Repeat gives count copies of b.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > int(^uint(0)>>1)/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	out := make([]byte, len(b)*count)
	n := copy(out, b)
	for n > 0 && n < len(out) {
		n += copy(out[n:], out[:n])
	}
	return out
}

// Replace replaces the first n places of old by new, all if n < 0. The result is a copy.
func Replace(s, old, new []byte, n int) []byte {
	if len(s) == 0 && (n == 0 || len(old) > 0) {
		return nil
	}
	return replace(s, old, new, n)
}

func replace(s, old, new []byte, n int) []byte

// ReplaceAll replaces all places of old by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Runes gives the code points of s.
func Runes(s []byte) []rune {
	t := make([]rune, utf8.RuneCount(s))
	copy(t, []rune(string(s)))
	return t
}

func split(s, sep []byte, keep, n int) [][]byte

// Split splits s around each sep; into code points if sep is empty.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitAfter is Split that leaves sep at the end of the parts.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitN is Split into at most n parts (n < 0: all).
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfterN is SplitAfter into at most n parts (n < 0: all).
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// splitSeq gives what is yielded as it is asked for; as in Go, a second loop goes on where the first one stopped.
func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(sep) == 0 {
			if len(s) == 0 {
				return
			}
			_, size := utf8.DecodeRune(s)
			if !yield(s[:size:size]) {
				return
			}
			s = s[size:]
		}
		for at := Index(s, sep); at >= 0; at = Index(s, sep) {
			if !yield(s[: at+keep : at+keep]) {
				return
			}
			s = s[at+len(sep):]
		}
		yield(s[:len(s):len(s)])
	}
}

// SplitSeq yields the parts that Split gives.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq yields the parts that SplitAfter gives.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// Title puts the first letter of each word into title case.
func Title(s []byte) []byte

// ToLower maps a copy of s to lower case.
func ToLower(s []byte) []byte

// ToUpper maps a copy of s to upper case.
func ToUpper(s []byte) []byte

// ToTitle maps a copy of s to title case.
func ToTitle(s []byte) []byte

// ToLowerSpecial maps s to lower case by a special mapping.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToUpperSpecial maps s to upper case by a special mapping.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToTitleSpecial maps s to title case by a special mapping.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// ToValidUTF8 gives a copy of s with each run of faulty bytes replaced by replacement.
func ToValidUTF8(s, replacement []byte) []byte

func trim(s []byte, cutset string, ends int) []byte

// orNil is what trimming to nothing gives.
func orNil(s []byte) []byte {
	if len(s) == 0 {
		return nil
	}
	return s
}

// Trim removes code points of cutset from both ends of s.
func Trim(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	return orNil(trim(s, cutset, 3))
}

// TrimLeft removes code points of cutset from the beginning of s.
func TrimLeft(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	return orNil(trim(s, cutset, 1))
}

// TrimRight removes code points of cutset from the end of s.
func TrimRight(s []byte, cutset string) []byte { return trim(s, cutset, 2) }

// TrimFunc removes code points for which f holds from both ends of s.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc removes code points for which f holds from the beginning of s.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if !f(r) {
			return s[i:]
		}
		i += size
	}
	return nil
}

// TrimRightFunc removes code points for which f holds from the end of s.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimPrefix removes prefix from s if it is there.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSpace removes white space from both ends of s.
func TrimSpace(s []byte) []byte

// TrimSuffix removes suffix from s if it is there.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}
