package syntax

import "unicode"

// Simplify returns a tree of the same meaning without OpRepeat. What is simple already is shared with it.
func (re *Regexp) Simplify() *Regexp {
	if re == nil {
		return nil
	}
	switch re.Op {
	case OpCapture, OpConcat, OpAlternate:
		simple := re
		for i, sub := range re.Sub {
			s := sub.Simplify()
			if s != sub && simple == re {
				copied := *re
				simple = &copied
				simple.Rune = nil
				simple.Sub = append([]*Regexp(nil), re.Sub...)
			}
			simple.Sub[i] = s
		}
		return simple
	case OpStar, OpPlus, OpQuest:
		sub := re.Sub[0].Simplify()
		if simple := times(re.Op, re.Flags, sub); sub != re.Sub[0] || simple == sub {
			return simple
		}
		return re
	case OpRepeat:
		return re.unroll()
	}
	return re
}

// unroll writes a repetition out: x{2,4} is xx(x(x)?)?.
func (re *Regexp) unroll() *Regexp {
	if re.Min == 0 && re.Max == 0 {
		return &Regexp{Op: OpEmptyMatch}
	}
	sub := re.Sub[0].Simplify()
	all := &Regexp{Op: OpConcat}
	switch {
	case re.Max == -1 && re.Min == 0:
		return times(OpStar, re.Flags, sub)
	case re.Max == -1 && re.Min == 1:
		return times(OpPlus, re.Flags, sub)
	case re.Max == -1:
		for range re.Min - 1 {
			all.Sub = append(all.Sub, sub)
		}
		all.Sub = append(all.Sub, times(OpPlus, re.Flags, sub))
		return all
	case re.Min == 1 && re.Max == 1:
		return sub
	}
	for range re.Min {
		all.Sub = append(all.Sub, sub)
	}
	if re.Max > re.Min {
		rest := times(OpQuest, re.Flags, sub)
		for range re.Max - re.Min - 1 {
			rest = times(OpQuest, re.Flags, &Regexp{Op: OpConcat, Sub: []*Regexp{sub, rest}})
		}
		if re.Min == 0 {
			return rest
		}
		all.Sub = append(all.Sub, rest)
	}
	if len(all.Sub) == 0 {
		return &Regexp{Op: OpNoMatch} // from more to less
	}
	return all
}

// times makes a repetition, unless that of an empty text, or of the same repetition, is nothing new.
func times(op Op, flags Flags, sub *Regexp) *Regexp {
	if sub.Op == OpEmptyMatch || op == sub.Op && flags&NonGreedy == sub.Flags&NonGreedy {
		return sub
	}
	re := &Regexp{Op: op, Flags: flags}
	re.Sub = append(re.Sub0[:0], sub)
	return re
}

// holes are places of instructions where the number of the next one is to be written: each place has, until then, the next place,
// as twice the instruction's number, and one more where it is Arg. Zero ends the list: the first instruction has no holes.
type holes struct {
	first, last uint32
}

// piece is a part of a program.
type piece struct {
	start uint32 // 0: it matches nothing
	out   holes
	empty bool // whether it matches the empty text
}

type compiler struct {
	p *Prog
}

// Compile makes a program of a tree, which must be simple.
func Compile(re *Regexp) (*Prog, error) {
	c := compiler{&Prog{NumCap: 2}}
	c.inst(InstFail)
	all := c.node(re)
	c.fill(all.out, c.inst(InstMatch))
	c.p.Start = int(all.start)
	return c.p, nil
}

func (c compiler) inst(op InstOp) uint32 {
	c.p.Inst = append(c.p.Inst, Inst{Op: op})
	return uint32(len(c.p.Inst) - 1)
}

func (c compiler) place(hole uint32) *uint32 {
	i := &c.p.Inst[hole>>1]
	if hole&1 != 0 {
		return &i.Arg
	}
	return &i.Out
}

func (c compiler) fill(h holes, to uint32) {
	for hole := h.first; hole != 0; {
		place := c.place(hole)
		hole, *place = *place, to
	}
}

func (c compiler) join(a, b holes) holes {
	if a.first == 0 {
		return b
	}
	if b.first == 0 {
		return a
	}
	*c.place(a.last) = b.first
	return holes{a.first, b.last}
}

// simple is a piece of one instruction.
func (c compiler) simple(op InstOp, arg uint32) piece {
	i := c.inst(op)
	c.p.Inst[i].Arg = arg
	return piece{i, holes{i << 1, i << 1}, true}
}

func (c compiler) then(a, b piece) piece {
	if a.start == 0 || b.start == 0 {
		return piece{}
	}
	c.fill(a.out, b.start)
	return piece{a.start, b.out, a.empty && b.empty}
}

func (c compiler) or(a, b piece) piece {
	if a.start == 0 {
		return b
	}
	if b.start == 0 {
		return a
	}
	i := c.inst(InstAlt)
	c.p.Inst[i].Out, c.p.Inst[i].Arg = a.start, b.start
	return piece{i, c.join(a.out, b.out), a.empty || b.empty}
}

// branch is an instruction that goes to a piece, or through its hole; which one is tried first tells lazy.
func (c compiler) branch(to uint32, lazy bool) (uint32, holes) {
	i := c.inst(InstAlt)
	hole := i<<1 | 1
	if lazy {
		c.p.Inst[i].Arg = to
		hole = i << 1
	} else {
		c.p.Inst[i].Out = to
	}
	return i, holes{hole, hole}
}

func (c compiler) maybe(a piece, lazy bool) piece {
	i, out := c.branch(a.start, lazy)
	return piece{i, c.join(out, a.out), true}
}

func (c compiler) loop(a piece, lazy bool) piece {
	i, out := c.branch(a.start, lazy)
	c.fill(a.out, i)
	return piece{i, out, true}
}

func (c compiler) plus(a piece, lazy bool) piece {
	return piece{a.start, c.loop(a, lazy).out, a.empty}
}

func (c compiler) runes(class []rune, flags Flags) piece {
	if len(class) != 1 || unicode.SimpleFold(class[0]) == class[0] {
		flags = 0
	}
	a := c.simple(InstRune, uint32(flags&FoldCase))
	a.empty = false
	i := &c.p.Inst[a.start]
	i.Rune = class
	switch n := len(class); {
	case flags&FoldCase == 0 && (n == 1 || n == 2 && class[0] == class[1]):
		i.Op = InstRune1
	case n == 2 && class[0] == 0 && class[1] == unicode.MaxRune:
		i.Op = InstRuneAny
	case n == 4 && class[0] == 0 && class[1] == '\n'-1 && class[2] == '\n'+1 && class[3] == unicode.MaxRune:
		i.Op = InstRuneAnyNotNL
	}
	return a
}

func (c compiler) node(re *Regexp) piece {
	lazy := re.Flags&NonGreedy != 0
	switch re.Op {
	case OpNoMatch:
		return piece{}
	case OpEmptyMatch:
		return c.simple(InstNop, 0)
	case OpLiteral:
		if len(re.Rune) == 0 {
			return c.simple(InstNop, 0)
		}
		all := c.runes(re.Rune[:1], re.Flags)
		for i := 1; i < len(re.Rune); i++ {
			all = c.then(all, c.runes(re.Rune[i:i+1], re.Flags))
		}
		return all
	case OpCharClass:
		return c.runes(re.Rune, re.Flags)
	case OpAnyCharNotNL:
		return c.runes([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}, 0)
	case OpAnyChar:
		return c.runes([]rune{0, unicode.MaxRune}, 0)
	case OpBeginLine, OpEndLine, OpBeginText, OpEndText, OpWordBoundary, OpNoWordBoundary:
		return c.simple(InstEmptyWidth, uint32(EmptyBeginLine)<<(re.Op-OpBeginLine))
	case OpCapture:
		c.p.NumCap = max(c.p.NumCap, 2*re.Cap+2)
		open := c.simple(InstCapture, uint32(2*re.Cap))
		inner := c.node(re.Sub[0])
		return c.then(c.then(open, inner), c.simple(InstCapture, uint32(2*re.Cap+1)))
	case OpStar:
		// Of a piece that may be empty each round must be taken or left as a whole.
		if a := c.node(re.Sub[0]); a.empty {
			return c.maybe(c.plus(a, lazy), lazy)
		} else {
			return c.loop(a, lazy)
		}
	case OpPlus:
		return c.plus(c.node(re.Sub[0]), lazy)
	case OpQuest:
		return c.maybe(c.node(re.Sub[0]), lazy)
	case OpConcat:
		if len(re.Sub) == 0 {
			return c.simple(InstNop, 0)
		}
		all := c.node(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			all = c.then(all, c.node(sub))
		}
		return all
	case OpAlternate:
		var all piece
		for _, sub := range re.Sub {
			all = c.or(all, c.node(sub))
		}
		return all
	}
	panic("regexp: unhandled case in compile")
}
