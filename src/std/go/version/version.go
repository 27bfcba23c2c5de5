// Package version compares names of Go's versions: "go1.21", "go1.22rc2", "go1.23.4-custom".
package version

import (
	"cmp"
	"strings"
)

// A version is a name taken apart; numbers stay texts, as they may be long.
type version struct {
	major, minor, patch string
	kind, pre           string // "rc" and "2"
}

// read takes a name apart; ok is false where it names no version.
func read(name string) (v version, ok bool) {
	name, _, _ = strings.Cut(name, "-")
	rest, ok := strings.CutPrefix(name, "go")
	if !ok {
		return version{}, false
	}
	if v.major, rest, ok = number(rest); !ok {
		return version{}, false
	}
	if rest == "" { // go1 is go1.0.0
		v.minor, v.patch = "0", "0"
		return v, true
	}
	if v.minor, rest, ok = afterDot(rest); !ok {
		return version{}, false
	}
	if rest == "" {
		// Up to 1.20 that was the first release; since then it is the language, which comes before any release.
		if compare(v.minor, "21") < 0 {
			v.patch = "0"
		}
		return v, true
	}
	if rest[0] == '.' {
		v.patch, rest, ok = afterDot(rest)
		return v, ok && rest == ""
	}
	v.kind = rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))]
	if rest = rest[len(v.kind):]; rest != "" {
		v.pre, rest, ok = number(rest)
	}
	return v, ok && v.kind != "" && rest == ""
}

func afterDot(s string) (digits, rest string, ok bool) {
	if s[0] != '.' {
		return "", "", false
	}
	return number(s[1:])
}

// number cuts off a number without needless zeros.
func number(s string) (digits, rest string, ok bool) {
	rest = strings.TrimLeft(s, "0123456789")
	digits = s[:len(s)-len(rest)]
	return digits, rest, digits != "" && (digits == "0" || digits[0] != '0')
}

// compare compares numbers; none is less than any.
func compare(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) }

// Lang is the version of the language in a version of Go: "go1.21" of "go1.21rc2"; "" of what is no version.
func Lang(x string) string {
	v, ok := read(x)
	switch {
	case !ok:
		return ""
	case v.major == "1" && v.minor == "0":
		return "go" + v.major
	}
	return "go" + v.major + "." + v.minor
}

// Compare is -1, 0 or +1: which comes first. What is no version comes before all that are.
func Compare(x, y string) int {
	v, ok := read(x)
	if !ok {
		v = version{}
	}
	w, ok := read(y)
	if !ok {
		w = version{}
	}
	return cmp.Or(compare(v.major, w.major), compare(v.minor, w.minor), compare(v.patch, w.patch), cmp.Compare(v.kind, w.kind), compare(v.pre, w.pre))
}

// IsValid reports whether x is a version.
func IsValid(x string) bool {
	_, ok := read(x)
	return ok
}
