package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
)

// A matcher picks tests by -run and -skip, and gives those below others names that are unlike each other.
type matcher struct {
	matches func(pat, str string) (bool, error)
	run     alternatives
	skip    alternatives

	mu    sync.Mutex
	taken map[string]int // how often a name was asked for
}

// alternatives are patterns of which one has to fit; each has an expression for each part of a test's name.
type alternatives [][]string

// matching is held while the matcher of the user's program runs, which may not be one for several goroutines.
var matching sync.Mutex

func newMatcher(matches func(pat, str string) (bool, error), run, flagName, skip string) *matcher {
	m := &matcher{matches: matches, taken: map[string]int{}}
	m.run = m.parse(run, flagName)
	m.skip = m.parse(skip, "-test.skip")
	return m
}

// parse takes patterns apart, and ends the program where an expression is none.
func (m *matcher) parse(patterns, flagName string) alternatives {
	if patterns == "" {
		return nil
	}
	all := splitPatterns(patterns)
	for i, parts := range all {
		for j := range parts {
			parts[j] = cleaned(parts[j])
			if _, err := m.matches(parts[j], "non-empty"); err != nil {
				prefix := ""
				if len(all) > 1 {
					prefix = fmt.Sprintf("alternation %d of ", i)
				}
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for %selement %d of %s (%q): %s\n", prefix, j, flagName, parts[j], err)
				os.Exit(1)
			}
		}
	}
	return all
}

// splitPatterns splits at | and / outside of brackets.
func splitPatterns(s string) alternatives {
	var all alternatives
	var parts []string
	square, round, start := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '[':
			square++
		case c == ']':
			square = max(square-1, 0)
		case square > 0:
		case c == '(':
			round++
		case c == ')':
			round--
		case round == 0 && (c == '/' || c == '|'):
			parts = append(parts, s[start:i])
			start = i + 1
			if c == '|' {
				all, parts = append(all, parts), nil
			}
		}
	}
	return append(all, append(parts, s[start:]))
}

// fit reports whether a pattern fits the name as far as it goes; partly, that it asks for more parts than there are.
func (m *matcher) fit(all alternatives, name []string) (ok, partly bool) {
	for _, parts := range all {
		ok = true
		for i := 0; i < min(len(parts), len(name)) && ok; i++ {
			ok, _ = m.matches(parts[i], name[i])
		}
		if ok {
			return true, len(name) < len(parts)
		}
	}
	return false, false
}

// fullName is the name of a test below c, nil for those at the top, and whether it shall run; partly, if only for what is below it.
func (m *matcher) fullName(c *common, sub string) (name string, ok, partly bool) {
	name = sub
	m.mu.Lock()
	defer m.mu.Unlock()
	if c != nil && c.level > 0 {
		name = m.unique(c.name, cleaned(sub))
	}
	matching.Lock()
	defer matching.Unlock()
	parts := strings.Split(name, "/")
	ok = true
	if m.run != nil {
		ok, partly = m.fit(m.run, parts)
	}
	if ok {
		if skip, partly := m.fit(m.skip, parts); skip && !partly {
			return name, false, false
		}
	}
	return name, ok, ok && partly
}

// unique is parent/sub, with #01 and so on behind it where there was one before. A name that looks like such a number
// does not take the place of one.
func (m *matcher) unique(parent, sub string) string {
	base := parent + "/" + sub
	for {
		n := m.taken[base]
		m.taken[base] = n + 1
		if n == 0 && sub != "" {
			if prefix, number, ok := numbered(base); ok && number < m.taken[prefix] {
				continue
			}
			return base
		}
		if name := fmt.Sprintf("%s#%02d", base, n); m.taken[name] == 0 {
			return name
		}
	}
}

// numbered takes the number that unique might have written off a name.
func numbered(name string) (prefix string, number int, ok bool) {
	i := strings.LastIndexByte(name, '#')
	if i < 0 {
		return "", 0, false
	}
	prefix, digits := name[:i], name[i+1:]
	if len(digits) < 2 || len(digits) > 2 && digits[0] == '0' || digits == "00" && !strings.HasSuffix(prefix, "/") {
		return "", 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	return prefix, int(n), err == nil && n >= 0
}

// cleaned is a name without spaces and characters that cannot be seen.
func cleaned(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
