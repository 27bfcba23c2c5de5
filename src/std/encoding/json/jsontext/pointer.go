package jsontext

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// A Pointer is a JSON pointer (RFC 6901): for each level a slash and a name or an index.
type Pointer string

// IsValid reports whether p is UTF-8, begins with a slash unless empty, and has no ~ but in ~0 and ~1.
func (p Pointer) IsValid() bool {
	if p == "" {
		return true
	}
	if p[0] != '/' || !utf8.ValidString(string(p)) {
		return false
	}
	for i := 0; i < len(p); i++ {
		if p[i] == '~' && (i+1 == len(p) || p[i+1] != '0' && p[i+1] != '1') {
			return false
		}
	}
	return true
}

// Contains reports whether q is p or lies within it.
func (p Pointer) Contains(pc Pointer) bool {
	rest, found := strings.CutPrefix(string(pc), string(p))
	return found && (rest == "" || rest[0] == '/')
}

// Parent is p without its last token.
func (p Pointer) Parent() Pointer {
	return p[:max(strings.LastIndexByte(string(p), '/'), 0)]
}

// LastToken is the last name or index, "" if there is none.
func (p Pointer) LastToken() string {
	return fromPointer(strings.TrimPrefix(string(p[len(p.Parent()):]), "/"))
}

// AppendToken returns p with another token.
func (p Pointer) AppendToken(tok string) Pointer { return p + "/" + Pointer(forPointer(tok)) }

// Tokens goes through the names and indexes.
func (p Pointer) Tokens() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(p); rest != ""; {
			rest = strings.TrimPrefix(rest, "/")
			end := strings.IndexByte(rest, '/')
			if end < 0 {
				end = len(rest)
			}
			if !yield(fromPointer(rest[:end])) {
				return
			}
			rest = rest[end:]
		}
	}
}

func fromPointer(token string) string {
	if !strings.Contains(token, "~") {
		return token
	}
	return strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
}

func forPointer(token string) string {
	if strings.ContainsAny(token, "~/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
	}
	if !utf8.ValidString(token) {
		token = string([]rune(token))
	}
	return token
}
