// Package regexp searches texts for regular expressions of RE2's syntax, in time linear in the text.
//
// Sixteen methods find: Find(All)?(String)?(Submatch)?(Index)?. Expressions are read, and texts searched, in Rust.
package regexp

import (
	"io"
	"regexp/syntax"
	"slices"
	"strconv"
	"unsafe"
)

// A Regexp is a compiled expression. It may be used by many goroutines at once, but for Longest.
type Regexp struct {
	expr     string
	id       *[0]byte // the place of its number: as pointers to nothing, those of equal expressions are deeply equal
	flags    uint32
	names    []string
	prefix   string
	complete bool
}

const flagLongest = 1 << 16

// number is the one under which natives know it.
func (re *Regexp) number() uint64 {
	if re.id == nil {
		return 0
	}
	return *(*uint64)(unsafe.Pointer(re.id))
}

func compile(expr string, flags uint32) (number uint64, names []string, prefix string, complete bool, code, part string)
func isMatch(number uint64, expr string, flags uint32, text string) bool
func find(number uint64, expr string, flags uint32, text string, groups int) []int
func findAll(number uint64, expr string, flags uint32, text string, n, groups int) []int
func replaceAll(number uint64, expr string, flags uint32, text, template string, literal bool, names []string) string
func expand(template, text string, found []int, names []string) string

// QuoteMeta returns an expression that matches the text s.
func QuoteMeta(s string) string

func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Compile reads an expression. Of several matches the leftmost counts, of those the one that a backtracking search would
// find first.
func Compile(expr string) (*Regexp, error) { return newRegexp(expr, uint32(syntax.Perl)) }

// CompilePOSIX reads an expression of egrep's syntax. Of the leftmost matches the longest counts.
func CompilePOSIX(expr string) (*Regexp, error) {
	return newRegexp(expr, uint32(syntax.POSIX)|flagLongest)
}

func newRegexp(expr string, flags uint32) (*Regexp, error) {
	number, names, prefix, complete, code, part := compile(expr, flags)
	if code != "" {
		return nil, &syntax.Error{Code: syntax.ErrorCode(code), Expr: part}
	}
	id := new(uint64)
	*id = number
	return &Regexp{expr, (*[0]byte)(unsafe.Pointer(id)), flags, names, prefix, complete}, nil
}

// MustCompile is Compile that panics where the expression is wrong.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic("regexp: Compile(" + quote(str) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX that panics where the expression is wrong.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quote(str) + "): " + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// String returns the expression as it was given.
func (re *Regexp) String() string { return re.expr }

// Deprecated: a Regexp can be shared; Copy is for one that Longest is called on.
func (re *Regexp) Copy() *Regexp {
	other := *re
	return &other
}

// Longest makes the longest of the leftmost matches count.
func (re *Regexp) Longest() { re.flags |= flagLongest }

// NumSubexp is the number of groups.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames gives the names of the groups, "" for those without and for the whole match, which comes first.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex is the number of the first group with the name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.names, name)
}

// LiteralPrefix is a text that every match begins with; complete: it is all of the expression.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.complete }

func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

func (re *Regexp) MarshalText() ([]byte, error) { return re.AppendText(nil) }

func (re *Regexp) UnmarshalText(text []byte) error {
	other, err := Compile(string(text))
	if err == nil {
		*re = *other
	}
	return err
}

// MatchString reports whether s contains a match.
func (re *Regexp) MatchString(s string) bool { return isMatch(re.number(), re.expr, re.flags, s) }

// Match reports whether b contains a match.
func (re *Regexp) Match(b []byte) bool { return re.MatchString(view(b)) }

// MatchReader reports whether what r gives contains a match.
func (re *Regexp) MatchReader(r io.RuneReader) bool {
	t, verdict := re.read(r, 0)
	if verdict == undecided {
		return re.MatchString(view(t.text))
	}
	return verdict == matches
}

// MatchReader reports whether what r gives contains a match of the pattern.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

// MatchString reports whether s contains a match of the pattern.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// Match reports whether b contains a match of the pattern.
func Match(pattern string, b []byte) (matched bool, err error) {
	return MatchString(pattern, view(b))
}

func (re *Regexp) first(s string, groups int) []int {
	return find(re.number(), re.expr, re.flags, s, groups)
}

// FindIndex gives where the leftmost match begins and ends, or nil.
func (re *Regexp) FindIndex(b []byte) (m []int) { return re.first(view(b), 1) }

// FindStringIndex is FindIndex for a string.
func (re *Regexp) FindStringIndex(s string) (m []int) { return re.first(s, 1) }

// FindReaderIndex is FindIndex for what r gives.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (m []int) { return re.firstRead(r, 1) }

// Find gives the leftmost match, or nil.
func (re *Regexp) Find(b []byte) []byte {
	at := re.FindIndex(b)
	if at == nil {
		return nil
	}
	return b[at[0]:at[1]:at[1]]
}

// FindString gives the leftmost match, or "".
func (re *Regexp) FindString(s string) string {
	at := re.FindStringIndex(s)
	if at == nil {
		return ""
	}
	return s[at[0]:at[1]]
}

// FindSubmatchIndex gives where the leftmost match and its groups begin and end; -1 for a group that took no part.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.first(view(b), len(re.names)) }

// FindStringSubmatchIndex is FindSubmatchIndex for a string.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.first(s, len(re.names)) }

// FindReaderSubmatchIndex is FindSubmatchIndex for what r gives.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return re.firstRead(r, len(re.names))
}

func parts(b []byte, at []int) [][]byte {
	out := make([][]byte, len(at)/2)
	for i := range out {
		if from, to := at[2*i], at[2*i+1]; from >= 0 {
			out[i] = b[from:to:to]
		}
	}
	return out
}

func stringParts(s string, at []int) []string {
	out := make([]string, len(at)/2)
	for i := range out {
		if from, to := at[2*i], at[2*i+1]; from >= 0 {
			out[i] = s[from:to]
		}
	}
	return out
}

// FindSubmatch gives the leftmost match and its groups, or nil.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	at := re.FindSubmatchIndex(b)
	if at == nil {
		return nil
	}
	return parts(b, at)
}

// FindStringSubmatch is FindSubmatch for a string.
func (re *Regexp) FindStringSubmatch(s string) []string {
	at := re.FindStringSubmatchIndex(s)
	if at == nil {
		return nil
	}
	return stringParts(s, at)
}

// all gives the offsets of matches, one slice for each.
func (re *Regexp) all(s string, n, groups int) [][]int {
	flat := findAll(re.number(), re.expr, re.flags, s, n, groups)
	if len(flat) == 0 {
		return nil
	}
	step := 2 * groups
	out := make([][]int, len(flat)/step)
	for i := range out {
		out[i] = flat[i*step : (i+1)*step : (i+1)*step]
	}
	return out
}

// FindAllIndex gives where successive matches begin and end, at most n of them if n is not negative.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return grown(re.all(view(b), n, 1)) }

// FindAllStringIndex is FindAllIndex for a string.
func (re *Regexp) FindAllStringIndex(s string, n int) [][]int { return grown(re.all(s, n, 1)) }

// FindAllSubmatchIndex is FindAllIndex with the groups.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return grown(re.all(view(b), n, len(re.names)))
}

// FindAllStringSubmatchIndex is FindAllSubmatchIndex for a string.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return grown(re.all(s, n, len(re.names)))
}

// grown gives the list the capacity that it has when one match after the other is appended.
func grown(list [][]int) [][]int {
	var out [][]int
	for _, at := range list {
		out = append(out, at)
	}
	return out
}

// FindAll gives successive matches.
func (re *Regexp) FindAll(b []byte, n int) [][]byte {
	var out [][]byte
	for _, at := range re.all(view(b), n, 1) {
		out = append(out, b[at[0]:at[1]:at[1]])
	}
	return out
}

// FindAllString is FindAll for a string.
func (re *Regexp) FindAllString(s string, n int) []string {
	var out []string
	for _, at := range re.all(s, n, 1) {
		out = append(out, s[at[0]:at[1]])
	}
	return out
}

// FindAllSubmatch gives successive matches with their groups.
func (re *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	var out [][][]byte
	for _, at := range re.all(view(b), n, len(re.names)) {
		out = append(out, parts(b, at))
	}
	return out
}

// FindAllStringSubmatch is FindAllSubmatch for a string.
func (re *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	var out [][]string
	for _, at := range re.all(s, n, len(re.names)) {
		out = append(out, stringParts(s, at))
	}
	return out
}

func (re *Regexp) replace(s, template string, literal bool) string {
	return replaceAll(re.number(), re.expr, re.flags, s, template, literal, re.names)
}

// ReplaceAllString replaces the matches; in repl $1 and ${name} stand for groups.
func (re *Regexp) ReplaceAllString(src, repl string) string { return re.replace(src, repl, false) }

// ReplaceAllLiteralString replaces the matches by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replace(src, repl, true)
}

// ReplaceAllStringFunc replaces the matches by what repl makes of them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	var out []byte
	done := 0
	for _, at := range re.FindAllStringIndex(src, -1) {
		out = append(out, src[done:at[0]]...)
		out = append(out, repl(src[at[0]:at[1]])...)
		done = at[1]
	}
	if out == nil && done == 0 {
		return src
	}
	return view(append(out, src[done:]...))
}

// copyOf gives the bytes of what became of a text, nil if nothing is left, as Go does.
func copyOf(replaced string) []byte {
	if replaced == "" {
		return nil
	}
	return []byte(replaced)
}

// ReplaceAll is ReplaceAllString for bytes.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return copyOf(re.replace(view(src), view(repl), false))
}

// ReplaceAllLiteral is ReplaceAllLiteralString for bytes.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return copyOf(re.replace(view(src), view(repl), true))
}

// ReplaceAllFunc is ReplaceAllStringFunc for bytes.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	var out []byte
	done := 0
	for _, at := range re.FindAllIndex(src, -1) {
		out = append(out, src[done:at[0]]...)
		out = append(out, repl(src[at[0]:at[1]:at[1]])...)
		done = at[1]
	}
	return append(out, src[done:]...)
}

// Expand appends the template with its variables replaced by groups of a match in src.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return append(dst, expand(view(template), view(src), match, re.names)...)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return append(dst, expand(template, src, match, re.names)...)
}

// Split cuts s at the matches: into n parts at most, the last one uncut, if n is positive; into none if it is 0.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	matches := re.FindAllStringIndex(s, n)
	out := make([]string, 0, len(matches))
	from, to := 0, 0
	for _, at := range matches {
		if n > 0 && len(out) == n-1 {
			break
		}
		to = at[0]
		if at[1] != 0 {
			out = append(out, s[from:to])
		}
		from = at[1]
	}
	if to != len(s) {
		out = append(out, s[from:])
	}
	return out
}
