package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds: how deep trees may be, how many instructions a program may have, and how many numbers the classes of a tree.
const (
	maxHeight = 1000
	maxSize   = 128 << 20 / 40
	maxRunes  = 128 << 20 / 4
	maxRepeat = 1000
)

// parser reads an expression from left to right. The stack has nodes, and marks for parentheses and bars that are still open.
type parser struct {
	whole   string
	t       string // what is left
	flags   Flags
	stack   []*Regexp
	numCap  int
	nodes   int   // that were made
	runes   int   // in their classes
	repeats int64 // the product of all repetitions
	heights map[*Regexp]int
	sizes   map[*Regexp]int64
	last    string // where the repetition began that was read just before; empty if there was none
}

// Parse reads an expression.
func Parse(s string, flags Flags) (*Regexp, error) { return parse(s, flags) }

func parse(s string, flags Flags) (re *Regexp, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *Error:
			re, err = nil, e
		default:
			panic(e)
		}
	}()
	if flags&Literal != 0 {
		checkUTF8(s)
		return &Regexp{Op: OpLiteral, Flags: flags, Rune: []rune(s)}, nil
	}
	p := &parser{whole: s, t: s, flags: flags, repeats: 1}
	for p.t != "" {
		before := p.t
		if !p.item() {
			before = ""
		}
		p.last = before
	}
	p.concat()
	p.dropBar()
	p.alternate()
	if len(p.stack) != 1 {
		fail(ErrMissingParen, s)
	}
	return p.stack[0], nil
}

func fail(code ErrorCode, expr string) {
	panic(&Error{code, expr})
}

func checkUTF8(s string) {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				fail(ErrInvalidUTF8, s[i:])
			}
		}
	}
}

// next takes a character.
func (p *parser) next() rune {
	r, size := utf8.DecodeRuneInString(p.t)
	if r == utf8.RuneError && size == 1 {
		fail(ErrInvalidUTF8, p.t)
	}
	p.t = p.t[size:]
	return r
}

// take takes s if it comes next.
func (p *parser) take(s string) bool {
	rest, ok := strings.CutPrefix(p.t, s)
	if ok {
		p.t = rest
	}
	return ok
}

func (p *parser) is(flag Flags) bool {
	return p.flags&flag != 0
}

// item reads one item, and reports whether it was a repetition.
func (p *parser) item() (isRepeat bool) {
	switch p.t[0] {
	case '(':
		if p.is(PerlX) && strings.HasPrefix(p.t, "(?") {
			p.perlGroup()
			break
		}
		p.t = p.t[1:]
		p.numCap++
		p.op(opParen).Cap = p.numCap
	case '|':
		p.t = p.t[1:]
		p.concat()
		if !p.swapBar() {
			p.op(opBar)
		}
	case ')':
		p.closeParen()
		p.t = p.t[1:]
	case '^':
		p.t = p.t[1:]
		p.either(OneLine, OpBeginText, OpBeginLine)
	case '$':
		p.t = p.t[1:]
		if re := p.either(OneLine, OpEndText, OpEndLine); re.Op == OpEndText {
			re.Flags |= WasDollar
		}
	case '.':
		p.t = p.t[1:]
		p.either(DotNL, OpAnyChar, OpAnyCharNotNL)
	case '[':
		p.class()
	case '*':
		return p.repeat(OpStar, 0, 0, p.t[1:])
	case '+':
		return p.repeat(OpPlus, 0, 0, p.t[1:])
	case '?':
		return p.repeat(OpQuest, 0, 0, p.t[1:])
	case '{':
		low, high, after, ok := bounds(p.t)
		if !ok {
			p.t = p.t[1:]
			p.literal('{')
			break
		}
		if low < 0 || low > maxRepeat || high > maxRepeat || high >= 0 && low > high {
			fail(ErrInvalidRepeatSize, p.t[:len(p.t)-len(after)])
		}
		return p.repeat(OpRepeat, low, high, after)
	case '\\':
		p.backslash()
	default:
		p.literal(p.next())
	}
	return false
}

func (p *parser) either(flag Flags, with, without Op) *Regexp {
	if p.is(flag) {
		return p.op(with)
	}
	return p.op(without)
}

func (p *parser) node(op Op) *Regexp {
	p.nodes++
	return &Regexp{Op: op}
}

func (p *parser) op(op Op) *Regexp {
	re := p.node(op)
	re.Flags = p.flags
	p.push(re)
	return re
}

func (p *parser) literal(r rune) {
	re := p.node(OpLiteral)
	re.Flags = p.flags
	if p.is(FoldCase) {
		r = leastFold(r)
	}
	re.Rune = append(re.Rune0[:0], r)
	p.push(re)
}

// push puts a node on the stack. Classes that are a character, or both cases of one, become literals.
func (p *parser) push(re *Regexp) {
	p.runes += len(re.Rune)
	if re.Op == OpCharClass {
		c := re.Rune
		switch {
		case len(c) == 2 && c[0] == c[1]:
			re.Op, re.Rune, re.Flags = OpLiteral, c[:1], p.flags&^FoldCase
		case len(c) == 4 && c[0] == c[1] && c[2] == c[3] && areCases(c[0], c[2]), len(c) == 2 && c[0]+1 == c[1] && areCases(c[0], c[1]):
			re.Op, re.Rune, re.Flags = OpLiteral, c[:1], p.flags|FoldCase
		}
	}
	p.joinLiterals()
	p.stack = append(p.stack, re)
	p.check(re)
}

func areCases(a, b rune) bool {
	return unicode.SimpleFold(a) == b && unicode.SimpleFold(b) == a
}

// joinLiterals joins two literals at the top. A third one waits on top, as a repetition would be only of it.
func (p *parser) joinLiterals() {
	n := len(p.stack)
	if n < 2 {
		return
	}
	a, b := p.stack[n-2], p.stack[n-1]
	if a.Op == OpLiteral && b.Op == OpLiteral && a.Flags&FoldCase == b.Flags&FoldCase {
		a.Rune = append(a.Rune, b.Rune...)
		p.stack = p.stack[:n-1]
	}
}

// repeat makes a repetition of the top of the stack.
func (p *parser) repeat(op Op, low, high int, after string) bool {
	before, flags := p.t, p.flags
	if p.is(PerlX) {
		if rest, ok := strings.CutPrefix(after, "?"); ok {
			after = rest
			flags ^= NonGreedy
		}
		if p.last != "" {
			fail(ErrInvalidRepeatOp, p.last[:len(p.last)-len(after)])
		}
	}
	text := before[:len(before)-len(after)]
	n := len(p.stack)
	if n == 0 || p.stack[n-1].Op >= opMarks {
		fail(ErrMissingRepeatArgument, text)
	}
	re := p.node(op)
	re.Min, re.Max, re.Flags = low, high, flags
	re.Sub = append(re.Sub0[:0], p.stack[n-1])
	p.stack[n-1] = re
	p.check(re)
	if op == OpRepeat && (low >= 2 || high >= 2) && !repeatsWithin(re, maxRepeat) {
		fail(ErrInvalidRepeatSize, text)
	}
	p.t = after
	return true
}

// repeatsWithin reports whether repetitions inside each other come to at most n.
func repeatsWithin(re *Regexp, n int) bool {
	if re.Op == OpRepeat {
		times := re.Max
		if times == 0 {
			return true
		}
		if times < 0 {
			times = re.Min
		}
		if times > n {
			return false
		}
		if times > 0 {
			n /= times
		}
	}
	for _, sub := range re.Sub {
		if !repeatsWithin(sub, n) {
			return false
		}
	}
	return true
}

// bounds reads {n}, {n,} or {n,m}. Numbers too large are negative.
func bounds(s string) (low, high int, after string, ok bool) {
	low, s, ok = number(s[1:])
	if !ok {
		return
	}
	high = low
	if rest, comma := strings.CutPrefix(s, ","); comma {
		s = rest
		if strings.HasPrefix(s, "}") {
			high = -1
		} else if high, s, ok = number(s); !ok {
			return
		} else if high < 0 {
			low = -1
		}
	}
	after, ok = strings.CutPrefix(s, "}")
	return
}

func number(s string) (n int, rest string, ok bool) {
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		if n >= 1e8 {
			n = -1
		}
		if n >= 0 {
			n = n*10 + int(s[i]-'0')
		}
	}
	if i == 0 || i > 1 && s[0] == '0' {
		return 0, "", false
	}
	return n, s[i:], true
}

// parts takes the nodes above the last mark from the stack.
func (p *parser) parts() []*Regexp {
	i := len(p.stack)
	for i > 0 && p.stack[i-1].Op < opMarks {
		i--
	}
	parts := append([]*Regexp(nil), p.stack[i:]...)
	p.stack = p.stack[:i]
	return parts
}

// concat makes one node of those above the last mark.
func (p *parser) concat() {
	p.joinLiterals()
	if parts := p.parts(); len(parts) > 0 {
		p.push(p.collapse(parts, OpConcat))
	} else {
		p.push(p.node(OpEmptyMatch))
	}
}

// alternate makes an alternative of the nodes above the last mark.
func (p *parser) alternate() {
	parts := p.parts()
	if len(parts) == 0 {
		p.push(p.node(OpNoMatch))
		return
	}
	tidyClass(parts[len(parts)-1])
	p.push(p.collapse(parts, OpAlternate))
}

// closeParen ends a group.
func (p *parser) closeParen() {
	p.concat()
	p.dropBar()
	p.alternate()
	n := len(p.stack)
	if n < 2 || p.stack[n-2].Op != opParen {
		fail(ErrUnexpectedParen, p.whole)
	}
	inner, paren := p.stack[n-1], p.stack[n-2]
	p.stack = p.stack[:n-2]
	p.flags = paren.Flags // those from before the group
	if paren.Cap == 0 {
		p.push(inner)
		return
	}
	paren.Op = OpCapture
	paren.Sub = append(paren.Sub0[:0], inner)
	p.push(paren)
}

// swapBar keeps a bar, if there is one, above the alternatives that are done, and joins two of them that match one character.
func (p *parser) swapBar() bool {
	n := len(p.stack)
	if n < 2 || p.stack[n-2].Op != opBar {
		return false
	}
	top := p.stack[n-1]
	if n >= 3 && isOne(top) && isOne(p.stack[n-3]) {
		into := p.stack[n-3]
		if top.Op > into.Op {
			top, into = into, top
		}
		mergeOne(into, top)
		p.stack[n-3] = into
		p.stack = p.stack[:n-1]
		return true
	}
	if n >= 3 {
		tidyClass(p.stack[n-3])
	}
	p.stack[n-2], p.stack[n-1] = top, p.stack[n-2]
	return true
}

func (p *parser) dropBar() {
	if p.swapBar() {
		p.stack = p.stack[:len(p.stack)-1]
	}
}

// perlGroup reads what (? begins: a group with a name, switches, or a group with switches.
func (p *parser) perlGroup() {
	s := p.t
	for _, begin := range []string{"(?P<", "(?<"} {
		if !strings.HasPrefix(s, begin) || len(s) == len(begin) {
			continue
		}
		end := strings.IndexByte(s, '>')
		if end < 0 {
			checkUTF8(s)
			fail(ErrInvalidNamedCapture, s)
		}
		name := s[len(begin):end]
		checkUTF8(name)
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return r != '_' && !isAlnum(r) }) {
			fail(ErrInvalidNamedCapture, s[:end+1])
		}
		p.t = s[end+1:]
		p.numCap++
		re := p.op(opParen)
		re.Cap, re.Name = p.numCap, name
		return
	}
	p.t = s[2:]
	flags, off, any := p.flags, false, false
	for p.t != "" {
		switch c := p.next(); {
		case c == 'i':
			flags |= FoldCase
			any = true
		case c == 'm':
			flags &^= OneLine
			any = true
		case c == 's':
			flags |= DotNL
			any = true
		case c == 'U':
			flags |= NonGreedy
			any = true
		case c == '-' && !off:
			off, any = true, false
			flags = ^flags // what is switched on now is off in the end
		case (c == ':' || c == ')') && (!off || any):
			if off {
				flags = ^flags
			}
			if c == ':' {
				p.op(opParen) // remembers the flags from before
			}
			p.flags = flags
			return
		default:
			fail(ErrInvalidPerlOp, s[:len(s)-len(p.t)])
		}
	}
	fail(ErrInvalidPerlOp, s)
}

func isAlnum(r rune) bool {
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}

// backslash reads what a backslash begins.
func (p *parser) backslash() {
	if p.is(PerlX) && len(p.t) >= 2 {
		var op Op
		switch p.t[1] {
		case 'A':
			op = OpBeginText
		case 'b':
			op = OpWordBoundary
		case 'B':
			op = OpNoWordBoundary
		case 'z':
			op = OpEndText
		case 'C':
			fail(ErrInvalidEscape, p.t[:2])
		case 'Q':
			text, rest, _ := strings.Cut(p.t[2:], `\E`)
			for p.t = text; p.t != ""; {
				p.literal(p.next())
			}
			p.t = rest
			return
		}
		if op != 0 {
			p.t = p.t[2:]
			p.op(op)
			return
		}
	}
	re := &Regexp{Op: OpCharClass, Flags: p.flags}
	if class, ok := p.namedClass(re.Rune0[:0]); ok {
		p.nodes++
		re.Rune = class
		p.push(re)
		return
	}
	p.literal(p.escape())
}

// escape reads a character behind a backslash.
func (p *parser) escape() rune {
	s := p.t
	p.t = p.t[1:]
	if p.t == "" {
		fail(ErrTrailingBackslash, "")
	}
	octal := func() bool { return p.t != "" && '0' <= p.t[0] && p.t[0] <= '7' }
	c := p.next()
	switch {
	case c == '0' || '1' <= c && c <= '7' && octal():
		r := c - '0'
		for i := 0; i < 2 && octal(); i++ {
			r = r*8 + p.next() - '0'
		}
		return r
	case c == 'x' && p.t != "":
		if c := p.next(); c != '{' {
			high, low := hexDigit(c), hexDigit(p.next())
			if high >= 0 && low >= 0 {
				return high*16 + low
			}
			break
		}
		r, digits := rune(0), 0
		for p.t != "" {
			c := p.next()
			if c == '}' && digits > 0 {
				return r
			}
			digit := hexDigit(c)
			if digit < 0 {
				break
			}
			if r = r*16 + digit; r > unicode.MaxRune {
				break
			}
			digits++
		}
	case c < utf8.RuneSelf && !isAlnum(c):
		return c
	default:
		if i := strings.IndexRune("afnrtv", c); i >= 0 {
			return rune("\a\f\n\r\t\v"[i])
		}
	}
	fail(ErrInvalidEscape, s[:len(s)-len(p.t)])
	return 0
}

func hexDigit(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// namedClass reads a class of Perl or Unicode, if there is one, and adds it.
func (p *parser) namedClass(class []rune) ([]rune, bool) {
	s := p.t
	if len(s) < 2 || s[0] != '\\' {
		return class, false
	}
	if p.is(UnicodeGroups) && (s[1] == 'p' || s[1] == 'P') {
		return p.unicodeClass(class), true
	}
	if p.is(PerlX) {
		if named := perlClasses[`\`+string(s[1]|0x20)]; named != nil {
			p.t = s[2:]
			return addNamed(class, named, s[1]&0x20 == 0, p.flags), true
		}
	}
	return class, false
}

func (p *parser) unicodeClass(class []rune) []rune {
	s := p.t
	negated := s[1] == 'P'
	p.t = s[2:]
	if p.t == "" {
		fail(ErrInvalidCharRange, s)
	}
	c := p.next()
	name, all := s[2:len(s)-len(p.t)], s[:len(s)-len(p.t)]
	if c == '{' {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			checkUTF8(s)
			fail(ErrInvalidCharRange, s)
		}
		name, all, p.t = s[3:end], s[:end+1], s[end+1:]
		checkUTF8(name)
	}
	if rest, ok := strings.CutPrefix(name, "^"); ok {
		name, negated = rest, !negated
	}
	t, fold, inverted := table(name)
	if t == nil {
		fail(ErrInvalidCharRange, all)
	}
	return addUnicode(class, t, fold, negated != inverted, p.flags)
}

// class reads a class in brackets.
func (p *parser) class() {
	s := p.t
	p.t = p.t[1:]
	re := p.node(OpCharClass)
	re.Flags = p.flags
	class := re.Rune0[:0]
	negated := p.take("^")
	if negated && !p.is(ClassNL) {
		class = append(class, '\n', '\n')
	}
	for first := true; first || !strings.HasPrefix(p.t, "]"); first = false {
		t := p.t
		// A dash in the midst is Perl's; POSIX has it at the ends only.
		if !first && !p.is(PerlX) && strings.HasPrefix(t, "-") && (len(t) == 1 || t[1] != ']') {
			_, size := utf8.DecodeRuneInString(t[1:])
			fail(ErrInvalidCharRange, t[:1+size])
		}
		if rest, ok := strings.CutPrefix(t, "[:"); ok && rest != "" {
			if name, after, ok := strings.Cut(rest, ":]"); ok {
				plain, isNegated := strings.CutPrefix(name, "^")
				named := posixClasses[plain]
				if named == nil {
					fail(ErrInvalidCharRange, t[:len(t)-len(after)])
				}
				class = addNamed(class, named, isNegated, p.flags)
				p.t = after
				continue
			}
		}
		if more, ok := p.namedClass(class); ok {
			class = more
			continue
		}
		lo := p.classChar(s)
		hi := lo
		if len(p.t) >= 2 && p.t[0] == '-' && p.t[1] != ']' {
			p.t = p.t[1:]
			if hi = p.classChar(s); hi < lo {
				fail(ErrInvalidCharRange, t[:len(t)-len(p.t)])
			}
		}
		if p.is(FoldCase) {
			class = addFolded(class, lo, hi)
		} else {
			class = addRange(class, lo, hi)
		}
	}
	p.t = p.t[1:]
	class = tidy(class)
	if negated {
		class = addNegated([]rune{}, class)
	}
	re.Rune = class
	p.push(re)
}

func (p *parser) classChar(whole string) rune {
	if p.t == "" {
		fail(ErrMissingBracket, whole)
	}
	if p.t[0] == '\\' {
		return p.escape()
	}
	return p.next()
}

// check refuses trees that are too large. As long as few nodes were made there is nothing to count.
func (p *parser) check(re *Regexp) {
	if p.runes > maxRunes {
		fail(ErrLarge, p.whole)
	}
	if p.sizes == nil {
		if re.Op == OpRepeat {
			times := re.Max
			if times < 0 {
				times = re.Min
			}
			p.repeats = min(p.repeats*int64(max(times, 1)), maxSize)
		}
		if int64(p.nodes) >= maxSize/p.repeats {
			p.sizes = map[*Regexp]int64{}
			for _, re := range p.stack {
				p.check(re)
			}
		}
	}
	if p.sizes != nil && p.size(re, true) > maxSize {
		fail(ErrLarge, p.whole)
	}
	if p.nodes >= maxHeight {
		if p.heights == nil {
			p.heights = map[*Regexp]int{}
			for _, re := range p.stack {
				p.check(re)
			}
		}
		if p.height(re, true) > maxHeight {
			fail(ErrNestingDepth, p.whole)
		}
	}
}

func (p *parser) height(re *Regexp, again bool) int {
	if h, ok := p.heights[re]; ok && !again {
		return h
	}
	h := 1
	for _, sub := range re.Sub {
		h = max(h, 1+p.height(sub, false))
	}
	p.heights[re] = h
	return h
}

// size is about how many instructions a node takes.
func (p *parser) size(re *Regexp, again bool) int64 {
	if n, ok := p.sizes[re]; ok && !again {
		return n
	}
	var n int64
	for _, sub := range re.Sub {
		n += p.size(sub, false)
	}
	switch re.Op {
	case OpLiteral:
		n = int64(len(re.Rune))
	case OpCapture, OpStar:
		n += 2
	case OpPlus, OpQuest:
		n++
	case OpAlternate:
		n += int64(len(re.Sub)) - 1
	case OpRepeat:
		switch {
		case re.Max >= 0:
			n = int64(re.Max)*n + int64(re.Max-re.Min)
		case re.Min == 0:
			n += 2
		default:
			n = 1 + int64(re.Min)*n
		}
	}
	n = max(n, 1)
	p.sizes[re] = n
	return n
}
