package strings

import "internal/core/io"

// A Replacer replaces several strings at once. It can be used by several goroutines.
type Replacer struct {
	oldnew []string
}

// NewReplacer returns a Replacer for pairs of old and new strings. At each place the first pair that fits counts;
// places do not overlap.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string { return replacePairs(r.oldnew, s) }

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}

func replacePairs(oldnew []string, s string) string
