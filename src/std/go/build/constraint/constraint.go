// Package constraint reads and writes build constraints: //go:build lines, and the // +build lines of old.
package constraint

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSize is how many tags a //go:build line may have, maxOldSize how many operators a // +build line.
const (
	maxSize    = 1000
	maxOldSize = 100
)

// An Expr is a constraint: one of *AndExpr, *OrExpr, *NotExpr and *TagExpr.
type Expr interface {
	// String writes it as a //go:build line has it.
	String() string
	// Eval reports whether it holds where ok tells of each tag.
	Eval(ok func(tag string) bool) bool

	isExpr()
}

// A TagExpr holds where its tag does.
type TagExpr struct {
	Tag string // such as "linux"
}

// A NotExpr is !X.
type NotExpr struct {
	X Expr
}

// An AndExpr is X && Y.
type AndExpr struct {
	X, Y Expr
}

// An OrExpr is X || Y.
type OrExpr struct {
	X, Y Expr
}

func (x *TagExpr) isExpr() {}
func (x *NotExpr) isExpr() {}
func (x *AndExpr) isExpr() {}
func (x *OrExpr) isExpr()  {}

func (x *TagExpr) Eval(ok func(tag string) bool) bool { return ok(x.Tag) }
func (x *NotExpr) Eval(ok func(tag string) bool) bool { return !x.X.Eval(ok) }

// Both are looked at in any case: ok may want to see all tags.
func (x *AndExpr) Eval(ok func(tag string) bool) bool {
	left, right := x.X.Eval(ok), x.Y.Eval(ok)
	return left && right
}

func (x *OrExpr) Eval(ok func(tag string) bool) bool {
	left, right := x.X.Eval(ok), x.Y.Eval(ok)
	return left || right
}

func (x *TagExpr) String() string { return x.Tag }

func (x *NotExpr) String() string {
	_, and := x.X.(*AndExpr)
	_, or := x.X.(*OrExpr)
	return "!" + within(x.X, and || or)
}

func (x *AndExpr) String() string {
	_, left := x.X.(*OrExpr)
	_, right := x.Y.(*OrExpr)
	return within(x.X, left) + " && " + within(x.Y, right)
}

func (x *OrExpr) String() string {
	_, left := x.X.(*AndExpr)
	_, right := x.Y.(*AndExpr)
	return within(x.X, left) + " || " + within(x.Y, right)
}

func within(x Expr, parentheses bool) string {
	if parentheses {
		return "(" + x.String() + ")"
	}
	return x.String()
}

// A SyntaxError says what is wrong with a //go:build line.
type SyntaxError struct {
	Offset int // in the expression
	Err    string
}

func (e *SyntaxError) Error() string { return e.Err }

var (
	errNone    = errors.New("not a build constraint")
	errComplex = errors.New("expression too complex for // +build lines")
)

// Parse reads a line of either kind.
func Parse(line string) (Expr, error) {
	if text, ok := goBuild(line); ok {
		return parse(text)
	}
	if text, ok := plusBuild(line); ok {
		return parseOld(text)
	}
	return nil, errNone
}

// IsGoBuild reports whether a line is a //go:build line, whatever follows.
func IsGoBuild(line string) bool {
	_, ok := goBuild(line)
	return ok
}

// IsPlusBuild reports whether a line is a // +build line, whatever follows.
func IsPlusBuild(line string) bool {
	_, ok := plusBuild(line)
	return ok
}

// after returns what follows the mark in a single line, with a space between unless there is nothing.
func after(line, mark string) (string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), mark)
	text := strings.TrimSpace(rest)
	return text, ok && (rest == "" || len(text) < len(rest))
}

func goBuild(line string) (string, bool) {
	line = strings.TrimSuffix(line, "\n")
	if strings.Contains(line, "\n") || !strings.HasPrefix(line, "//go:build") {
		return "", false
	}
	return after(line, "//go:build")
}

func plusBuild(line string) (string, bool) {
	line = strings.TrimSuffix(line, "\n")
	line, ok := strings.CutPrefix(line, "//")
	if !ok || strings.Contains(line, "\n") {
		return "", false
	}
	return after(line, "+build")
}

// exprParser looks one token ahead. Errors are thrown.
type exprParser struct {
	text  string
	next  int
	tok   string // empty at the end
	at    int
	isTag bool
	size  int
}

func parse(text string) (x Expr, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *SyntaxError:
			x, err = nil, e
		default:
			panic(e)
		}
	}()
	p := &exprParser{text: text}
	x = p.or()
	if p.tok != "" {
		p.fail(p.at, "unexpected token "+p.tok)
	}
	return x, nil
}

func (p *exprParser) fail(at int, text string) {
	panic(&SyntaxError{at, text})
}

func (p *exprParser) or() Expr {
	x := p.and()
	for p.tok == "||" {
		x = &OrExpr{x, p.and()}
	}
	return x
}

func (p *exprParser) and() Expr {
	x := p.not()
	for p.tok == "&&" {
		x = &AndExpr{x, p.not()}
	}
	return x
}

// not moves to its first token: that of before was an operator, a parenthesis, or nothing.
func (p *exprParser) not() Expr {
	if p.size++; p.size > maxSize {
		p.fail(p.at, "build expression too large")
	}
	p.scan()
	if p.tok != "!" {
		return p.atom()
	}
	p.scan()
	if p.tok == "!" {
		p.fail(p.at, "double negation not allowed")
	}
	return &NotExpr{p.atom()}
}

func (p *exprParser) atom() Expr {
	switch {
	case p.tok == "(":
		at := p.at
		defer func() {
			if e := recover(); e != nil {
				if e, ok := e.(*SyntaxError); ok && e.Err == "unexpected end of expression" {
					e.Err = "missing close paren"
				}
				panic(e)
			}
		}()
		x := p.or()
		if p.tok != ")" {
			p.fail(at, "missing close paren")
		}
		p.scan()
		return x
	case p.isTag:
		x := &TagExpr{p.tok}
		p.scan()
		return x
	case p.tok == "":
		p.fail(p.at, "unexpected end of expression")
	}
	p.fail(p.at, "unexpected token "+p.tok)
	return nil
}

func isTagChar(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' || c == '.'
}

func (p *exprParser) scan() {
	p.isTag = false
	for p.next < len(p.text) && (p.text[p.next] == ' ' || p.text[p.next] == '\t') {
		p.next++
	}
	rest := p.text[p.next:]
	n := 0
	if rest != "" {
		switch c := rest[0]; c {
		case '(', ')', '!':
			n = 1
		case '&', '|':
			if len(rest) < 2 || rest[1] != c {
				p.fail(p.next, "invalid syntax at "+string(rune(c)))
			}
			n = 2
		default:
			if n = strings.IndexFunc(rest, func(c rune) bool { return !isTagChar(c) }); n < 0 {
				n = len(rest)
			}
			if n == 0 {
				bad, _ := utf8.DecodeRuneInString(rest)
				p.fail(p.next, "invalid syntax at "+string(bad))
			}
			p.isTag = true
		}
	}
	p.at, p.tok = p.next, rest[:n]
	p.next += n
}

// parseOld reads alternatives between spaces, of tags between commas. What is no tag never holds.
func parseOld(text string) (Expr, error) {
	var any Expr
	size := 0
	for clause := range strings.FieldsSeq(text) {
		var all Expr
		for word := range strings.SplitSeq(clause, ",") {
			var x Expr
			tag, negated := strings.CutPrefix(word, "!")
			isTag := tag != "" && strings.IndexFunc(tag, func(c rune) bool { return !isTagChar(c) }) < 0
			if negated && (tag == "" || tag[0] == '!') {
				negated = false
			}
			if !isTag {
				tag = "ignore"
			}
			x = &TagExpr{tag}
			if negated {
				x = &NotExpr{x}
			}
			if all == nil {
				all = x
				continue
			}
			if size++; size > maxOldSize {
				return nil, errComplex
			}
			all = &AndExpr{all, x}
		}
		if any == nil {
			any = all
			continue
		}
		if size++; size > maxOldSize {
			return nil, errComplex
		}
		any = &OrExpr{any, all}
	}
	if any == nil {
		any = &TagExpr{"ignore"}
	}
	return any, nil
}

// PlusBuildLines writes a constraint as // +build lines. There are some that these cannot say.
func PlusBuildLines(x Expr) ([]string, error) {
	var lines [][][]Expr
	most := 0
	for _, line := range ands(nil, inward(x, false)) {
		var clauses [][]Expr
		for _, clause := range ors(nil, line) {
			tags := ands(nil, clause)
			for _, tag := range tags {
				if _, ok := tag.(*OrExpr); ok {
					return nil, errComplex
				}
			}
			clauses = append(clauses, tags)
		}
		most = max(most, len(clauses))
		lines = append(lines, clauses)
	}
	// Without alternatives one line will do.
	if most == 1 {
		var tags []Expr
		for _, line := range lines {
			tags = append(tags, line[0]...)
		}
		lines = [][][]Expr{{tags}}
	}
	var texts []string
	for _, line := range lines {
		text := "// +build"
		for _, clause := range line {
			mark := " "
			for _, tag := range clause {
				text += mark + tag.String()
				mark = ","
			}
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// inward moves negations to the tags. What does not change is shared.
func inward(x Expr, negated bool) Expr {
	switch x := x.(type) {
	case *TagExpr:
		if negated {
			return &NotExpr{x}
		}
	case *NotExpr:
		if _, ok := x.X.(*TagExpr); ok && !negated {
			return x
		}
		return inward(x.X, !negated)
	case *AndExpr:
		left, right := inward(x.X, negated), inward(x.Y, negated)
		if negated {
			return &OrExpr{left, right}
		}
		if left != x.X || right != x.Y {
			return &AndExpr{left, right}
		}
	case *OrExpr:
		left, right := inward(x.X, negated), inward(x.Y, negated)
		if negated {
			return &AndExpr{left, right}
		}
		if left != x.X || right != x.Y {
			return &OrExpr{left, right}
		}
	}
	return x
}

func ands(list []Expr, x Expr) []Expr {
	if and, ok := x.(*AndExpr); ok {
		return ands(ands(list, and.X), and.Y)
	}
	return append(list, x)
}

func ors(list []Expr, x Expr) []Expr {
	if or, ok := x.(*OrExpr); ok {
		return ors(ors(list, or.X), or.Y)
	}
	return append(list, x)
}

// GoVersion returns the least version of Go that a constraint asks for, such as "go1.21"; empty if it asks for none.
func GoVersion(x Expr) string {
	switch v := least(x, false); {
	case v < 0:
		return ""
	case v == 0:
		return "go1"
	default:
		return "go1." + strconv.Itoa(v)
	}
}

func least(x Expr, negated bool) int {
	both := func(left, right Expr, isAnd bool) int {
		a, b := least(left, negated), least(right, negated)
		if isAnd != negated {
			return max(a, b)
		}
		return min(a, b)
	}
	switch x := x.(type) {
	case *AndExpr:
		return both(x.X, x.Y, true)
	case *OrExpr:
		return both(x.X, x.Y, false)
	case *NotExpr:
		return least(x.X, !negated)
	case *TagExpr:
		if negated {
			return -1 // no version asks for less
		}
		if x.Tag == "go1" {
			return 0
		}
		if _, minor, ok := strings.Cut(x.Tag, "go1."); ok {
			if n, err := strconv.Atoi(minor); err == nil {
				return n
			}
		}
	}
	return -1
}
