package syntax

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Regexp is a node of an expression's tree.
type Regexp struct {
	Op       Op
	Flags    Flags
	Sub      []*Regexp  // what it is made of
	Sub0     [1]*Regexp // room for a Sub of one
	Rune     []rune     // of OpLiteral the text, of OpCharClass pairs of first and last
	Rune0    [2]rune    // room for a short Rune
	Min, Max int        // of OpRepeat; Max -1: no limit
	Cap      int        // number of OpCapture
	Name     string     // name of OpCapture, if it has one
}

// Op says what kind of node a Regexp is.
type Op uint8

const (
	OpNoMatch        Op = 1 + iota // nothing at all
	OpEmptyMatch                   // the empty text
	OpLiteral                      // the characters of Rune
	OpCharClass                    // one character of the ranges in Rune
	OpAnyCharNotNL                 // any character but a line break
	OpAnyChar                      // any character
	OpBeginLine                    // the empty text at the beginning of a line
	OpEndLine                      // at the end of a line
	OpBeginText                    // at the beginning of the text
	OpEndText                      // at the end of the text
	OpWordBoundary                 // between a word and something else
	OpNoWordBoundary               // anywhere else
	OpCapture                      // Sub[0], remembered
	OpStar                         // Sub[0] any number of times
	OpPlus                         // Sub[0] at least once
	OpQuest                        // Sub[0] once or not
	OpRepeat                       // Sub[0] Min to Max times
	OpConcat                       // all of Sub, one after the other
	OpAlternate                    // one of Sub
)

// Marks on the parser's stack, no nodes of trees.
const (
	opMarks Op = 128 + iota
	opParen
	opBar
)

func (i Op) String() string {
	names := [...]string{"NoMatch", "EmptyMatch", "Literal", "CharClass", "AnyCharNotNL", "AnyChar", "BeginLine", "EndLine", "BeginText", "EndText",
		"WordBoundary", "NoWordBoundary", "Capture", "Star", "Plus", "Quest", "Repeat", "Concat", "Alternate"}
	switch {
	case i >= OpNoMatch && i <= OpAlternate:
		return names[i-1]
	case i == opMarks:
		return "opPseudo"
	}
	return "Op(" + strconv.Itoa(int(i)) + ")"
}

// Equal reports whether x and y are the same trees.
func (x *Regexp) Equal(y *Regexp) bool {
	if x == nil || y == nil {
		return x == y
	}
	if x.Op != y.Op {
		return false
	}
	same := func(flag Flags) bool { return x.Flags&flag == y.Flags&flag }
	switch x.Op {
	case OpEndText:
		return same(WasDollar)
	case OpLiteral, OpCharClass:
		return same(FoldCase) && slices.Equal(x.Rune, y.Rune)
	case OpStar, OpPlus, OpQuest:
		return same(NonGreedy) && x.Sub[0].Equal(y.Sub[0])
	case OpRepeat:
		return same(NonGreedy) && x.Min == y.Min && x.Max == y.Max && x.Sub[0].Equal(y.Sub[0])
	case OpCapture:
		return x.Cap == y.Cap && x.Name == y.Name && x.Sub[0].Equal(y.Sub[0])
	case OpAlternate, OpConcat:
		return slices.EqualFunc(x.Sub, y.Sub, (*Regexp).Equal)
	}
	return true
}

// MaxCap returns the highest number of a capture.
func (re *Regexp) MaxCap() int {
	highest := 0
	if re.Op == OpCapture {
		highest = re.Cap
	}
	for _, sub := range re.Sub {
		highest = max(highest, sub.MaxCap())
	}
	return highest
}

// CapNames returns the names of captures by their numbers.
func (re *Regexp) CapNames() []string {
	names := make([]string, re.MaxCap()+1)
	var name func(re *Regexp)
	name = func(re *Regexp) {
		if re.Op == OpCapture {
			names[re.Cap] = re.Name
		}
		for _, sub := range re.Sub {
			name(sub)
		}
	}
	name(re)
	return names
}

// scope is what has to be written around a node: switches that are on or off in it, and parentheses.
type scope uint8

const (
	withI scope = 1 << iota
	withM
	withS
	ends   // the scope of switches that began here or before
	groups // needs parentheses of its own
	withoutM
	withoutS
	switches = withI | withM | withS | withoutM | withoutS
)

const offShift = 4 // from a switch that must be on to the same that must be off

type printer struct {
	b      strings.Builder
	scopes map[*Regexp]scope
}

// String writes the tree as an expression, with as few switches as will do.
func (re *Regexp) String() string {
	p := printer{scopes: map[*Regexp]scope{}}
	must, cant := p.needs(re)
	must |= cant &^ withI << offShift
	if must != 0 {
		must |= ends
	}
	p.write(re, must)
	return p.b.String()
}

// needs returns which switches must be on in a node and which must not. Where the parts of a node disagree it notes the scopes.
func (p *printer) needs(re *Regexp) (must, cant scope) {
	switch re.Op {
	case OpLiteral:
		for _, r := range re.Rune {
			if folds(r) {
				if re.Flags&FoldCase != 0 {
					return withI, 0
				}
				return 0, withI
			}
		}
	case OpCharClass:
		if !closedUnderFolding(re.Rune) {
			return 0, withI
		}
	case OpAnyCharNotNL:
		return 0, withS
	case OpAnyChar:
		return withS, 0
	case OpBeginLine, OpEndLine:
		return withM, 0
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			return 0, withM
		}
	case OpCapture, OpStar, OpPlus, OpQuest, OpRepeat:
		return p.needs(re.Sub[0])
	case OpConcat, OpAlternate:
		return p.needsOfParts(re.Sub)
	}
	return 0, 0
}

func (p *printer) needsOfParts(parts []*Regexp) (must, cant scope) {
	var everCant scope
	from, to := 0, 0 // the parts that must have the switches
	split := false
	note := func() {
		if must != 0 {
			p.scopes[parts[from]] = must
			p.scopes[parts[to]] |= ends
		}
	}
	for i, part := range parts {
		partMust, partCant := p.needs(part)
		if must&partCant != 0 || partMust&cant != 0 {
			note()
			must, cant, from, split = 0, 0, i, true
		}
		must |= partMust
		cant |= partCant
		everCant |= partCant
		if partMust != 0 {
			to = i
		}
		if must == 0 && from == i {
			from++
		}
	}
	if !split {
		return must, cant
	}
	note()
	return 0, everCant
}

func (p *printer) write(re *Regexp, s scope) {
	s |= p.scopes[re]
	if s&switches != 0 {
		if s&ends != 0 {
			s &^= groups // the switches' parentheses will do
		}
		p.b.WriteString("(?")
		for _, on := range []struct {
			flag scope
			text string
		}{{withI, "i"}, {withM, "m"}, {withS, "s"}, {withoutM | withoutS, "-"}, {withoutM, "m"}, {withoutS, "s"}} {
			if s&on.flag != 0 {
				p.b.WriteString(on.text)
			}
		}
		p.b.WriteString(":")
	}
	if s&ends != 0 {
		defer p.b.WriteString(")")
	}
	if s&groups != 0 {
		p.b.WriteString("(?:")
		defer p.b.WriteString(")")
	}
	switch re.Op {
	case OpLiteral:
		for _, r := range re.Rune {
			p.char(r, false)
		}
	case OpCharClass:
		p.class(re.Rune)
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			p.b.WriteString("$")
		} else {
			p.b.WriteString(`\z`)
		}
	case OpCapture:
		p.b.WriteString("(")
		if re.Name != "" {
			p.b.WriteString("?P<" + re.Name + ">")
		}
		if sub := re.Sub[0]; sub.Op != OpEmptyMatch {
			p.write(sub, 0)
		}
		p.b.WriteString(")")
	case OpStar, OpPlus, OpQuest, OpRepeat:
		sub, s := re.Sub[0], scope(0)
		if sub.Op > OpCapture || sub.Op == OpLiteral && len(sub.Rune) > 1 {
			s = groups
		}
		p.write(sub, s)
		switch re.Op {
		case OpStar:
			p.b.WriteString("*")
		case OpPlus:
			p.b.WriteString("+")
		case OpQuest:
			p.b.WriteString("?")
		case OpRepeat:
			p.b.WriteString("{" + strconv.Itoa(re.Min))
			if re.Max != re.Min {
				p.b.WriteString(",")
				if re.Max >= 0 {
					p.b.WriteString(strconv.Itoa(re.Max))
				}
			}
			p.b.WriteString("}")
		}
		if re.Flags&NonGreedy != 0 {
			p.b.WriteString("?")
		}
	case OpConcat:
		for _, sub := range re.Sub {
			s := scope(0)
			if sub.Op == OpAlternate {
				s = groups
			}
			p.write(sub, s)
		}
	case OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				p.b.WriteString("|")
			}
			p.write(sub, 0)
		}
	default:
		p.b.WriteString(re.Op.plain())
	}
}

// plain is how the nodes are written that are always the same.
func (i Op) plain() string {
	switch i {
	case OpNoMatch:
		return `[^\x00-\x{10FFFF}]`
	case OpEmptyMatch:
		return "(?:)"
	case OpAnyCharNotNL, OpAnyChar:
		return "."
	case OpBeginLine:
		return "^"
	case OpEndLine:
		return "$"
	case OpBeginText:
		return `\A`
	case OpWordBoundary:
		return `\b`
	case OpNoWordBoundary:
		return `\B`
	}
	return "<invalid op" + strconv.Itoa(int(i)) + ">"
}

func (p *printer) class(class []rune) {
	n := len(class)
	if n%2 != 0 {
		p.b.WriteString("[invalid char class]")
		return
	}
	p.b.WriteString("[")
	if n == 0 {
		p.b.WriteString(`^\x00-\x{10FFFF}`)
	} else if n > 2 && class[0] == 0 && class[n-1] == unicode.MaxRune {
		// From the first to the last character: what lies between is shorter.
		p.b.WriteString("^")
		for i := 1; i < n-1; i += 2 {
			p.span(class[i]+1, class[i+1]-1)
		}
	} else {
		for i := 0; i < n; i += 2 {
			p.span(class[i], class[i+1])
		}
	}
	p.b.WriteString("]")
}

func (p *printer) span(lo, hi rune) {
	p.char(lo, lo == '-')
	if lo == hi {
		return
	}
	if hi != lo+1 {
		p.b.WriteString("-")
	}
	p.char(hi, hi == '-')
}

// char writes a character, behind a backslash if it would mean something else or is told to.
func (p *printer) char(r rune, escaped bool) {
	switch {
	case unicode.IsPrint(r):
		if escaped || strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			p.b.WriteByte('\\')
		}
		p.b.WriteRune(r)
	case r >= '\a' && r <= '\r' && r != '\b':
		p.b.WriteString(`\` + "a.tnvfr"[r-'\a':][:1])
	case r < 0x10:
		p.b.WriteString(`\x0` + strconv.FormatInt(int64(r), 16))
	case r < 0x100:
		p.b.WriteString(`\x` + strconv.FormatInt(int64(r), 16))
	default:
		p.b.WriteString(`\x{` + strconv.FormatInt(int64(r), 16) + "}")
	}
}
