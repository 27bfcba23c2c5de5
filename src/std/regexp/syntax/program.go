package syntax

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Prog is an expression as instructions.
type Prog struct {
	Inst   []Inst
	Start  int // the number of the first one
	NumCap int // how many places are remembered: two for each capture
}

// An Inst is an instruction.
type Inst struct {
	Op   InstOp
	Out  uint32 // the next one
	Arg  uint32 // of InstAlt the other next one, of InstCapture which place, of InstEmptyWidth what is asked, of InstRune FoldCase
	Rune []rune
}

// InstOp says what an instruction does.
type InstOp uint8

const (
	InstAlt InstOp = iota
	InstAltMatch
	InstCapture
	InstEmptyWidth
	InstMatch
	InstFail
	InstNop
	InstRune
	InstRune1
	InstRuneAny
	InstRuneAnyNotNL
)

func (i InstOp) String() string {
	names := [...]string{"InstAlt", "InstAltMatch", "InstCapture", "InstEmptyWidth", "InstMatch", "InstFail", "InstNop", "InstRune", "InstRune1", "InstRuneAny", "InstRuneAnyNotNL"}
	if int(i) >= len(names) {
		return ""
	}
	return names[i]
}

// EmptyOp is what may be asked of a place between two characters; several bits may be set.
type EmptyOp uint8

const (
	EmptyBeginLine EmptyOp = 1 << iota
	EmptyEndLine
	EmptyBeginText
	EmptyEndText
	EmptyWordBoundary
	EmptyNoWordBoundary
)

// IsWordChar reports whether r is a letter or digit of ASCII, or an underscore.
func IsWordChar(r rune) bool {
	return isAlnum(r) || r == '_'
}

// EmptyOpContext returns what holds between r1 and r2; a negative one stands for the beginning or the end.
func EmptyOpContext(r1, r2 rune) EmptyOp {
	op := EmptyNoWordBoundary
	if IsWordChar(r1) != IsWordChar(r2) {
		op = EmptyWordBoundary
	}
	switch {
	case r1 < 0:
		op |= EmptyBeginText | EmptyBeginLine
	case r1 == '\n':
		op |= EmptyBeginLine
	}
	switch {
	case r2 < 0:
		op |= EmptyEndText | EmptyEndLine
	case r2 == '\n':
		op |= EmptyEndLine
	}
	return op
}

// MatchEmptyWidth reports whether the instruction, an InstEmptyWidth, goes on between before and after.
func (i *Inst) MatchEmptyWidth(before rune, after rune) bool {
	switch EmptyOp(i.Arg) {
	case EmptyBeginLine:
		return before == '\n' || before == -1
	case EmptyEndLine:
		return after == '\n' || after == -1
	case EmptyBeginText:
		return before == -1
	case EmptyEndText:
		return after == -1
	case EmptyWordBoundary:
		return IsWordChar(before) != IsWordChar(after)
	case EmptyNoWordBoundary:
		return IsWordChar(before) == IsWordChar(after)
	}
	panic("unknown empty width arg")
}

// MatchRune reports whether the instruction, an InstRune, goes on with r.
func (i *Inst) MatchRune(r rune) bool {
	return i.MatchRunePos(r) >= 0
}

// MatchRunePos returns the number of the range that has r, or -1.
func (i *Inst) MatchRunePos(r rune) int {
	class := i.Rune
	if len(class) == 1 {
		if r == class[0] {
			return 0
		}
		if Flags(i.Arg)&FoldCase != 0 {
			for f := unicode.SimpleFold(class[0]); f != class[0]; f = unicode.SimpleFold(f) {
				if r == f {
					return 0
				}
			}
		}
		return -1
	}
	lo, hi := 0, len(class)/2
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case r < class[2*mid]:
			hi = mid
		case r > class[2*mid+1]:
			lo = mid + 1
		default:
			return mid
		}
	}
	return -1
}

// passing returns the first instruction from pc on that does something to the text.
func (p *Prog) passing(pc uint32) *Inst {
	i := &p.Inst[pc]
	for i.Op == InstNop || i.Op == InstCapture {
		i = &p.Inst[i.Out]
	}
	return i
}

func (i *Inst) isRune() bool {
	return i.Op == InstRune || i.Op == InstRune1 || i.Op == InstRuneAny || i.Op == InstRuneAnyNotNL
}

// Prefix returns the text with which all matches begin, and whether that is all of them.
func (p *Prog) Prefix() (prefix string, complete bool) {
	i := p.passing(uint32(p.Start))
	var text strings.Builder
	for i.isRune() && len(i.Rune) == 1 && Flags(i.Arg)&FoldCase == 0 && i.Rune[0] != utf8.RuneError {
		text.WriteRune(i.Rune[0])
		i = p.passing(i.Out)
	}
	return text.String(), i.Op == InstMatch
}

// StartCond returns what must hold where a match begins; all bits if nothing matches.
func (p *Prog) StartCond() EmptyOp {
	var cond EmptyOp
	for i := &p.Inst[p.Start]; ; i = &p.Inst[i.Out] {
		switch i.Op {
		case InstEmptyWidth:
			cond |= EmptyOp(i.Arg)
		case InstFail:
			return ^EmptyOp(0)
		case InstCapture, InstNop:
		default:
			return cond
		}
	}
}

// String writes the instructions, one a line.
func (p *Prog) String() string {
	var b strings.Builder
	for j := range p.Inst {
		number := strconv.Itoa(j)
		if len(number) < 3 {
			b.WriteString("   "[len(number):])
		}
		b.WriteString(number)
		if j == p.Start {
			b.WriteString("*")
		}
		b.WriteString("\t" + p.Inst[j].String() + "\n")
	}
	return b.String()
}

func (i *Inst) String() string {
	arg, out := strconv.FormatUint(uint64(i.Arg), 10), " -> "+strconv.FormatUint(uint64(i.Out), 10)
	class := strconv.QuoteToASCII(string(i.Rune))
	switch i.Op {
	case InstAlt:
		return "alt" + out + ", " + arg
	case InstAltMatch:
		return "altmatch" + out + ", " + arg
	case InstCapture:
		return "cap " + arg + out
	case InstEmptyWidth:
		return "empty " + arg + out
	case InstMatch:
		return "match"
	case InstFail:
		return "fail"
	case InstNop:
		return "nop" + out
	case InstRune:
		text := ""
		if i.Rune == nil {
			text = "rune <nil>"
		}
		text += "rune " + class
		if Flags(i.Arg)&FoldCase != 0 {
			text += "/i"
		}
		return text + out
	case InstRune1:
		return "rune1 " + class + out
	case InstRuneAny:
		return "any" + out
	case InstRuneAnyNotNL:
		return "anynotnl" + out
	}
	return ""
}
