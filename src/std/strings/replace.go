package strings

import "internal/core/io"

// A Replacer replaces several strings at once. It can be used by several goroutines.
type Replacer struct { // strings/mod.rs knows the fields
	oldnew []string
	// For each first byte of an old string the first pair with it, for each pair the next, from 1; the pair with an empty
	// old string or -1.
	heads, next []uint32
	empty       int
}

// NewReplacer returns a Replacer for pairs of old and new strings. At each place the first pair that fits counts;
// places do not overlap.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	r := &Replacer{oldnew: append([]string(nil), oldnew...)}
	r.heads, r.next, r.empty = firstBytes(r.oldnew)
	return r
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}

func firstBytes(oldnew []string) (heads, next []uint32, empty int)
