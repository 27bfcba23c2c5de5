// Package strings works on UTF-8 encoded strings.
package strings

import "internal/core/unicode"

const runeError = '\uFFFD'

// Clone returns a copy of s with memory of its own.
func Clone(s string) string

// Compare gives -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b string) int

// Contains reports whether substr is in s.
func Contains(s, substr string) bool

// ContainsAny reports whether s has one of the code points of chars.
func ContainsAny(s, chars string) bool

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool

// ContainsFunc reports whether f holds for a code point of s.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// Count counts the places of substr in s that do not overlap; code points + 1 for an empty substr.
func Count(s, substr string) int

// Cut splits s around the first sep.
func Cut(s, sep string) (before, after string, found bool)

// CutLast splits s around the last sep.
func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix removes prefix from s and reports whether it was there.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix removes suffix from s and reports whether it was there.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// EqualFold reports whether s and t are equal when case is ignored (Unicode's simple folding).
func EqualFold(s, t string) bool

// Fields splits s around runs of white space.
func Fields(s string) []string

// What the host does where the function is a simple one; done is false where it is not.
func fieldsBy(s string, f func(rune) bool) (fields []string, done bool)
func indexBy(s string, f func(rune) bool) (at int, done bool)
func lastIndexBy(s string, f func(rune) bool) (at int, done bool)
func trimBy(s string, f func(rune) bool, ends int) (trimmed string, done bool)
func mapBy(mapping func(rune) rune, s string) (mapped string, done bool)

// FieldsFunc splits s around runs of code points for which f holds.
func FieldsFunc(s string, f func(rune) bool) []string {
	if fields, done := fieldsBy(s, f); done {
		return fields
	}
	fields := []string{}
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				fields = append(fields, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		fields = append(fields, s[start:])
	}
	return fields[:len(fields):len(fields)]
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool

// Index gives the index of the first substr in s, or -1.
func Index(s, substr string) int

// IndexAny gives the index of the first code point of s that is in chars, or -1.
func IndexAny(s, chars string) int

// IndexByte gives the index of the first c in s, or -1.
func IndexByte(s string, c byte) int

// IndexFunc gives the index of the first code point of s for which f holds, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	if i, done := indexBy(s, f); done {
		return i
	}
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// IndexRune gives the index of the first r in s, or -1. RuneError finds any faulty byte too.
func IndexRune(s string, r rune) int

// Join puts elems together with sep between them.
func Join(elems []string, sep string) string

// LastIndex gives the index of the last substr in s, or -1.
func LastIndex(s, substr string) int

// LastIndexAny gives the index of the last code point of s that is in chars, or -1.
func LastIndexAny(s, chars string) int

// LastIndexByte gives the index of the last c in s, or -1.
func LastIndexByte(s string, c byte) int

// LastIndexFunc gives the index of the last code point of s for which f holds, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	if i, done := lastIndexBy(s, f); done {
		return i
	}
	for i := len(s); i > 0; {
		r, size := lastRune(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

func lastRune(s string) (rune, int)

// Map replaces each code point of s by what mapping gives; negative: drops it.
func Map(mapping func(rune) rune, s string) string {
	if mapped, done := mapBy(mapping, s); done {
		return mapped
	}
	var b []byte
	same := true
	for i, c := range s {
		r := mapping(c)
		if same {
			// A faulty byte, which is taken for U+FFFD, becomes that.
			if r == c && (c != runeError || HasPrefix(s[i:], "\uFFFD")) {
				continue
			}
			same = false
			b = append(make([]byte, 0, len(s)+4), s[:i]...)
		}
		switch {
		case r < 0:
		case r < 0x80:
			b = append(b, byte(r))
		default:
			b = append(b, string(r)...)
		}
	}
	if same {
		return s
	}
	return view(b)
}

// Repeat gives count copies of s.
func Repeat(s string, count int) string

// Replace replaces the first n places of old by new, all if n < 0.
func Replace(s, old, new string, n int) string

// ReplaceAll replaces all places of old by new.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

func split(s, sep string, keep, n int) []string

// Split splits s around each sep; into code points if sep is empty.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitAfter is Split that leaves sep at the end of the parts.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitN is Split into at most n parts (n < 0: all).
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfterN is SplitAfter into at most n parts (n < 0: all).
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// Title puts the first letter of each word into title case. Its notion of words is crude.
func Title(s string) string

// ToLower maps s to lower case.
func ToLower(s string) string

// ToUpper maps s to upper case.
func ToUpper(s string) string

// ToTitle maps s to title case.
func ToTitle(s string) string

// ToLowerSpecial maps s to lower case by a special mapping.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToUpperSpecial maps s to upper case by a special mapping.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToTitleSpecial maps s to title case by a special mapping.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// ToValidUTF8 replaces each run of faulty bytes by replacement.
func ToValidUTF8(s, replacement string) string

// Trim removes code points of cutset from both ends of s.
func Trim(s, cutset string) string

// TrimLeft removes code points of cutset from the beginning of s.
func TrimLeft(s, cutset string) string

// TrimRight removes code points of cutset from the end of s.
func TrimRight(s, cutset string) string

// TrimFunc removes code points for which f holds from both ends of s.
func TrimFunc(s string, f func(rune) bool) string {
	if t, done := trimBy(s, f, 3); done {
		return t
	}
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// TrimLeftFunc removes code points for which f holds from the beginning of s.
func TrimLeftFunc(s string, f func(rune) bool) string {
	if t, done := trimBy(s, f, 1); done {
		return t
	}
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc removes code points for which f holds from the end of s.
func TrimRightFunc(s string, f func(rune) bool) string {
	if t, done := trimBy(s, f, 2); done {
		return t
	}
	for len(s) > 0 {
		r, size := lastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimPrefix removes prefix from s if it is there.
func TrimPrefix(s, prefix string) string

// TrimSpace removes white space from both ends of s.
func TrimSpace(s string) string

// TrimSuffix removes suffix from s if it is there.
func TrimSuffix(s, suffix string) string

// view gives the bytes, which nobody changes any more, as a string.
func view(b []byte) string
