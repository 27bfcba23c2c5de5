package http

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// A pattern is "[METHOD ][HOST]/[PATH]". Segments of the path may be wildcards.
type pattern struct {
	text     string
	method   string
	host     string
	segments []segment
	loc      string // where it was registered
}

func (p *pattern) String() string { return p.text }

func (p *pattern) last() segment { return p.segments[len(p.segments)-1] }

// A segment is a literal, a wildcard for one segment or, as the last, for all that is left. {$} is the literal "/".
type segment struct {
	text  string // the literal or the wildcard's name
	wild  bool
	multi bool
}

func unescapePath(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

func parsePattern(s string) (*pattern, error) {
	if s == "" {
		return nil, errors.New("empty pattern")
	}
	p := &pattern{text: s}
	rest, at := s, 0
	fail := func(text string, args ...any) (*pattern, error) {
		return nil, fmt.Errorf("at offset %d: %w", at, fmt.Errorf(text, args...))
	}
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		p.method, rest = s[:i], strings.TrimLeft(s[i+1:], " \t")
		if p.method != "" && !validMethod(p.method) {
			return fail("invalid method %q", p.method)
		}
		at = len(p.method) + 1
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return fail("host/path missing /")
	}
	p.host, rest = rest[:slash], rest[slash:]
	if i := strings.IndexByte(p.host, '{'); i >= 0 {
		at += i
		return fail("host contains '{' (missing initial '/'?)")
	}
	at += slash
	if p.method != "" && p.method != "CONNECT" && rest != cleanPath(rest) {
		return fail("non-CONNECT pattern with unclean path can never match")
	}
	names := map[string]bool{}
	for rest != "" {
		rest = rest[1:]
		at = len(s) - len(rest)
		if rest == "" {
			// A slash at the end matches all that follows.
			p.segments = append(p.segments, segment{wild: true, multi: true})
			break
		}
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		text := rest[:end]
		rest = rest[end:]
		switch open := strings.IndexByte(text, '{'); {
		case open < 0:
			p.segments = append(p.segments, segment{text: unescapePath(text)})
			continue
		case open > 0:
			return fail("bad wildcard segment (must start with '{')")
		case text[len(text)-1] != '}':
			return fail("bad wildcard segment (must end with '}')")
		}
		name := text[1 : len(text)-1]
		if name == "$" {
			if rest != "" {
				return fail("{$} not at end")
			}
			p.segments = append(p.segments, segment{text: "/"})
			break
		}
		name, multi := strings.CutSuffix(name, "...")
		switch {
		case multi && rest != "":
			return fail("{...} wildcard not at end")
		case name == "":
			return fail("empty wildcard")
		case !isName(name):
			return fail("bad wildcard name %q", name)
		case names[name]:
			return fail("duplicate wildcard name %q", name)
		}
		names[name] = true
		p.segments = append(p.segments, segment{name, true, multi})
	}
	return p, nil
}

func isName(s string) bool {
	for i, c := range s {
		if !unicode.IsLetter(c) && c != '_' && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return true
}

// A relation says which requests two patterns match: some that both do, some that only the one or the other does.
type relation struct {
	both, only1, only2 bool
}

var (
	same     = relation{both: true}
	wider    = relation{both: true, only1: true}
	narrower = relation{both: true, only2: true}
	disjoint = relation{only1: true, only2: true}
)

func (r relation) overlaps() bool { return r.both && r.only1 && r.only2 }

// and is the relation where both parts of a request have to match.
func (r relation) and(s relation) relation {
	if !r.both || !s.both {
		return disjoint
	}
	return relation{true, r.only1 || s.only1, r.only2 || s.only2}
}

func relateMethods(a, b string) relation {
	switch {
	case a == b:
		return same
	case a == "" || a == MethodGet && b == MethodHead:
		return wider
	case b == "" || b == MethodGet && a == MethodHead:
		return narrower
	}
	return disjoint
}

func relateSegments(a, b segment) relation {
	switch {
	case a.multi && b.multi:
		return same
	case a.multi:
		return wider
	case b.multi:
		return narrower
	case a.wild && b.wild:
		return same
	case a.wild && b.text != "/":
		return wider
	case b.wild && a.text != "/":
		return narrower
	case !a.wild && !b.wild && a.text == b.text:
		return same
	}
	return disjoint
}

func relatePaths(a, b *pattern) relation {
	na, nb := len(a.segments), len(b.segments)
	r := same
	for i := range min(na, nb) {
		r = r.and(relateSegments(a.segments[i], b.segments[i]))
	}
	switch {
	case na == nb:
		return r
	case na < nb && a.last().multi:
		return r.and(wider)
	case nb < na && b.last().multi:
		return r.and(narrower)
	}
	return disjoint
}

// conflict says in what way two patterns exclude each other, "" if they do not.
func conflict(a, b *pattern) string {
	if a.host != b.host {
		return ""
	}
	methods, paths := relateMethods(a.method, b.method), relatePaths(a, b)
	all := methods.and(paths)
	switch {
	case all == same:
		return fmt.Sprintf("%s matches the same requests as %s", a, b)
	case !all.overlaps():
		return ""
	case paths.overlaps():
		return fmt.Sprintf("%s and %s both match some paths, like %q.\nBut neither is more specific than the other.\n"+
			"%s matches %q, but %s doesn't.\n%s matches %q, but %s doesn't.",
			a, b, commonPath(a, b), a, differingPath(a, b), b, b, differingPath(b, a), a)
	case methods == wider:
		return fmt.Sprintf("%s matches more methods than %s, but has a more specific path pattern", a, b)
	}
	return fmt.Sprintf("%s matches fewer methods than %s, but has a more general path pattern", a, b)
}

// example appends a segment of a path that s matches.
func (s segment) example(path string) string {
	if s.multi || s.text == "/" {
		return path + "/"
	}
	return path + "/" + s.text
}

func examples(path string, segments []segment) string {
	for _, s := range segments {
		path = s.example(path)
	}
	return path
}

// behind is what the longer of two patterns has more.
func behind(a, b *pattern) []segment {
	if n := len(b.segments); len(a.segments) > n {
		return a.segments[n:]
	}
	return b.segments[len(a.segments):]
}

// commonPath is a path that both match.
func commonPath(a, b *pattern) string {
	path := ""
	for i := range min(len(a.segments), len(b.segments)) {
		s := a.segments[i]
		if s.wild {
			s = b.segments[i]
		}
		path = s.example(path)
	}
	return examples(path, behind(a, b))
}

// differingPath is a path that a matches and b does not.
func differingPath(a, b *pattern) string {
	path := ""
	for i := range min(len(a.segments), len(b.segments)) {
		s, t := a.segments[i], b.segments[i]
		switch {
		case s.multi && t.multi:
			return path + "/"
		case s.multi:
			path += "/"
			if t.text == "/" && !t.wild {
				if s.text != "" {
					return path + s.text
				}
				return path + "x"
			}
			return path
		case s.wild && !t.wild && !t.multi && s.text == t.text:
			path += "/" + t.text + "x"
		default:
			path = s.example(path)
		}
	}
	return examples(path, behind(a, b))
}
