// Package glob matches names with shell patterns for path and path/filepath, which differ only in how far they look for mistakes.
package glob

// Match says whether name matches pattern, or that the pattern is malformed. After a mismatch the rest of the pattern is looked
// at for mistakes only if whole is set.
func Match(pattern, name string, whole bool) (matched, bad bool) {
	for pattern != "" {
		star, piece, rest := cut(pattern)
		if star && piece == "" {
			return !hasSlash(name), false
		}
		at, left := 0, ""
		for {
			var ok bool
			if left, ok, bad = prefix(piece, name[at:]); bad {
				return false, true
			}
			if ok && (left == "" || rest != "") {
				break
			}
			if !star || at == len(name) || name[at] == '/' {
				return false, whole && !wellFormed(rest)
			}
			at++ // The star takes one byte more.
		}
		pattern, name = rest, left
	}
	return name == "", false
}

// cut takes the stars at the front of a pattern away, and what stands before the next one.
func cut(pattern string) (star bool, piece, rest string) {
	for pattern != "" && pattern[0] == '*' {
		star, pattern = true, pattern[1:]
	}
	class := false
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '*':
			if !class {
				return star, pattern[:i], pattern[i:]
			}
		}
	}
	return star, pattern, ""
}

func hasSlash(name string) bool {
	for i := range len(name) {
		if name[i] == '/' {
			return true
		}
	}
	return false
}

func wellFormed(pattern string) bool {
	for pattern != "" {
		_, piece, rest := cut(pattern)
		if _, _, bad := prefix(piece, ""); bad {
			return false
		}
		pattern = rest
	}
	return true
}

// prefix matches a piece without stars with the front of name; left is what stands behind it. A mismatch does not hide mistakes
// further on in the piece.
func prefix(piece, name string) (left string, ok, bad bool) {
	ok = true
	for piece != "" {
		ok = ok && name != ""
		switch piece[0] {
		case '[':
			var r rune
			if ok {
				var n int
				r, n = first(name)
				name = name[n:]
			}
			var hit bool
			if hit, piece, bad = class(piece[1:], r); bad {
				return "", false, true
			}
			ok = ok && hit
			continue
		case '?':
			if ok {
				ok = name[0] != '/'
				_, n := first(name)
				name = name[n:]
			}
		case '\\':
			if piece = piece[1:]; piece == "" {
				return "", false, true
			}
			fallthrough
		default:
			if ok {
				ok = name[0] == piece[0]
				name = name[1:]
			}
		}
		piece = piece[1:]
	}
	if !ok {
		name = ""
	}
	return name, ok, false
}

// class reads what stands behind a [ up to its ]: whether r is meant, and what follows.
func class(piece string, r rune) (hit bool, rest string, bad bool) {
	negated := piece != "" && piece[0] == '^'
	if negated {
		piece = piece[1:]
	}
	for ranges := 0; ranges == 0 || piece[0] != ']'; ranges++ {
		var low, high rune
		if low, piece, bad = char(piece); bad {
			return
		}
		high = low
		if piece[0] == '-' {
			if high, piece, bad = char(piece[1:]); bad {
				return
			}
		}
		hit = hit || low <= r && r <= high
	}
	return hit != negated, piece[1:], false
}

// char reads one character of a class; something must follow it.
func char(piece string) (r rune, rest string, bad bool) {
	if piece == "" || piece[0] == '-' || piece[0] == ']' {
		return 0, "", true
	}
	if piece[0] == '\\' {
		piece = piece[1:]
	}
	r, n := first(piece)
	return r, piece[n:], n == len(piece) || r == 0xFFFD && n < 2
}

// first is the first character of s and its width: what unicode/utf8 gives, which every program would load for this.
func first(s string) (r rune, n int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}
