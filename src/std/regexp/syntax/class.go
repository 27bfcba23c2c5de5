package syntax

import (
	"slices"
	"unicode"
)

// Classes are lists of pairs: first and last of each range.

// Below minFold and above maxFold no character has another case.
const (
	minFold = 'A'
	maxFold = 0x1e943
)

func folds(r rune) bool {
	return minFold <= r && r <= maxFold && unicode.SimpleFold(r) != r
}

// leastFold is the lowest of the characters that differ from r in case only.
func leastFold(r rune) rune {
	least := r
	if minFold <= r && r <= maxFold {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
	}
	return least
}

// closedUnderFolding reports whether a class has all cases of each of its characters.
func closedUnderFolding(class []rune) bool {
	for i := 0; i < len(class); i += 2 {
		lo, hi := max(minFold, class[i]), min(maxFold, class[i+1])
		for r := lo; r <= hi; r++ {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				if (f < lo || f > hi) && !inClass(f, class) {
					return false
				}
			}
		}
	}
	return true
}

func inClass(r rune, class []rune) bool {
	lo, hi := 0, len(class)/2
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case r < class[2*mid]:
			hi = mid
		case r > class[2*mid+1]:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// addRange adds a range. It joins one of the last two ranges if it touches it: letters of both cases come by turns.
func addRange(class []rune, lo, hi rune) []rune {
	n := len(class)
	for back := 2; back <= 4 && back <= n; back += 2 {
		first, last := &class[n-back], &class[n-back+1]
		if lo <= *last+1 && *first <= hi+1 {
			*first, *last = min(*first, lo), max(*last, hi)
			return class
		}
	}
	return append(class, lo, hi)
}

// addFolded adds a range with all cases of its characters.
func addFolded(class []rune, lo, hi rune) []rune {
	if lo <= minFold && hi >= maxFold || hi < minFold || lo > maxFold {
		return addRange(class, lo, hi)
	}
	if lo < minFold {
		class = addRange(class, lo, minFold-1)
		lo = minFold
	}
	if hi > maxFold {
		class = addRange(class, maxFold+1, hi)
		hi = maxFold
	}
	for r := lo; r <= hi; r++ {
		class = addRange(class, r, r)
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			class = addRange(class, f, f)
		}
	}
	return class
}

func addLiteral(class []rune, r rune, flags Flags) []rune {
	if flags&FoldCase != 0 {
		return addFolded(class, r, r)
	}
	return addRange(class, r, r)
}

func addClass(class, other []rune) []rune {
	for i := 0; i < len(other); i += 2 {
		class = addRange(class, other[i], other[i+1])
	}
	return class
}

// addNegated adds what a class in order does not have.
func addNegated(class, other []rune) []rune {
	next := rune(0)
	for i := 0; i < len(other); i += 2 {
		if lo := other[i]; next <= lo-1 {
			class = addRange(class, next, lo-1)
		}
		next = other[i+1] + 1
	}
	if next <= unicode.MaxRune {
		class = addRange(class, next, unicode.MaxRune)
	}
	return class
}

// eachRange calls f for the ranges of a table.
func eachRange(t *unicode.RangeTable, f func(lo, hi rune)) {
	each := func(lo, hi, stride rune) {
		if stride == 1 {
			f(lo, hi)
			return
		}
		for r := lo; r <= hi; r += stride {
			f(r, r)
		}
	}
	for _, r := range t.R16 {
		each(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		each(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
}

func addTable(class []rune, t *unicode.RangeTable) []rune {
	eachRange(t, func(lo, hi rune) { class = addRange(class, lo, hi) })
	return class
}

func addNegatedTable(class []rune, t *unicode.RangeTable) []rune {
	next := rune(0)
	eachRange(t, func(lo, hi rune) {
		if next <= lo-1 {
			class = addRange(class, next, lo-1)
		}
		next = hi + 1
	})
	if next <= unicode.MaxRune {
		class = addRange(class, next, unicode.MaxRune)
	}
	return class
}

// tidy sorts a class and joins what touches.
func tidy(class []rune) []rune {
	pairs := make([][2]rune, len(class)/2)
	for i := range pairs {
		pairs[i] = [2]rune{class[2*i], class[2*i+1]}
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int {
		if a[0] != b[0] {
			return int(a[0] - b[0])
		}
		return int(b[1] - a[1])
	})
	tidied := class[:0]
	for _, p := range pairs {
		if n := len(tidied); n > 0 && p[0] <= tidied[n-1]+1 {
			tidied[n-1] = max(tidied[n-1], p[1])
		} else {
			tidied = append(tidied, p[0], p[1])
		}
	}
	return tidied
}

// Classes of Perl and POSIX, by their names without a negation.
var perlClasses = map[string][]rune{
	`\d`: {'0', '9'},
	`\s`: {'\t', '\n', '\f', '\r', ' ', ' '},
	`\w`: {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
}

var posixClasses = map[string][]rune{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7f},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1f, 0x7f, 0x7f},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// addNamed adds a class of Perl or POSIX.
func addNamed(class, named []rune, negated bool, flags Flags) []rune {
	if flags&FoldCase != 0 {
		var folded []rune
		for i := 0; i < len(named); i += 2 {
			folded = addFolded(folded, named[i], named[i+1])
		}
		named = tidy(folded)
	}
	if negated {
		return addNegated(class, named)
	}
	return addClass(class, named)
}

// plainName takes case, spaces, dashes and underscores from the name of a table: the first letter is upper, all others are lower case.
func plainName(name string) string {
	b := make([]byte, 0, len(name))
	for _, c := range []byte(name) {
		switch {
		case c == '_' || c == '-' || c == ' ':
			continue
		case len(b) == 0 && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		case len(b) > 0 && 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// table returns the table of that name and what has to be added to it for all cases, which may be nil.
func table(name string) (t, fold *unicode.RangeTable, negated bool) {
	name = plainName(name)
	switch name {
	case "Any":
		any := &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0xffff, Stride: 1}}, R32: []unicode.Range32{{Lo: 0x10000, Hi: unicode.MaxRune, Stride: 1}}}
		return any, any, false
	case "Assigned":
		return unicode.Cn, unicode.Cn, true
	case "Ascii":
		ascii := unicode.Range16{Lo: 0, Hi: 0x7f, Stride: 1}
		// The long s and the sign for Kelvin are cases of s and k.
		folded := []unicode.Range16{ascii, {Lo: 0x17f, Hi: 0x17f, Stride: 1}, {Lo: 0x212a, Hi: 0x212a, Stride: 1}}
		return &unicode.RangeTable{R16: []unicode.Range16{ascii}}, &unicode.RangeTable{R16: folded}, false
	case "Lc":
		return unicode.Categories["LC"], unicode.FoldCategory["LC"], false
	}
	if t := unicode.Categories[name]; t != nil {
		return t, unicode.FoldCategory[name], false
	}
	if t := unicode.Scripts[name]; t != nil {
		return t, unicode.FoldScript[name], false
	}
	for alias, category := range unicode.CategoryAliases {
		if plainName(alias) == name {
			return unicode.Categories[category], unicode.FoldCategory[category], false
		}
	}
	for script := range unicode.Scripts {
		if plainName(script) == name {
			return unicode.Scripts[script], unicode.FoldScript[script], false
		}
	}
	return nil, nil, false
}

// addUnicode adds a table.
func addUnicode(class []rune, t, fold *unicode.RangeTable, negated bool, flags Flags) []rune {
	if flags&FoldCase == 0 || fold == nil {
		if negated {
			return addNegatedTable(class, t)
		}
		return addTable(class, t)
	}
	both := tidy(addTable(addTable(nil, t), fold))
	if negated {
		return addNegated(class, both)
	}
	return addClass(class, both)
}
