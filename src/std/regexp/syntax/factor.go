package syntax

import "unicode"

// isOne reports whether a node matches one character.
func isOne(re *Regexp) bool {
	return re.Op == OpLiteral && len(re.Rune) == 1 || re.Op == OpCharClass || re.Op == OpAnyCharNotNL || re.Op == OpAnyChar
}

// mergeOne adds what one node of a character matches to another, which is of the same kind or of a later one.
func mergeOne(into, re *Regexp) {
	switch into.Op {
	case OpAnyCharNotNL:
		newline := re.Op == OpAnyChar || re.Op == OpLiteral && re.Rune[0] == '\n'
		for i := 0; re.Op == OpCharClass && i < len(re.Rune); i += 2 {
			newline = newline || re.Rune[i] <= '\n' && '\n' <= re.Rune[i+1]
		}
		if newline {
			into.Op = OpAnyChar
		}
	case OpCharClass:
		if re.Op == OpLiteral {
			into.Rune = addLiteral(into.Rune, re.Rune[0], re.Flags)
		} else {
			into.Rune = addClass(into.Rune, re.Rune)
		}
	case OpLiteral:
		if re.Rune[0] == into.Rune[0] && re.Flags == into.Flags {
			return
		}
		into.Op = OpCharClass
		into.Rune = addLiteral(nil, into.Rune[0], into.Flags)
		into.Rune = addLiteral(into.Rune, re.Rune[0], re.Flags)
	}
}

// tidyClass brings a class into order once nothing will be added to it.
func tidyClass(re *Regexp) {
	if re.Op != OpCharClass {
		return
	}
	re.Rune = tidy(re.Rune)
	c := re.Rune
	switch {
	case len(c) == 2 && c[0] == 0 && c[1] == unicode.MaxRune:
		re.Op, re.Rune = OpAnyChar, nil
	case len(c) == 4 && c[0] == 0 && c[1] == '\n'-1 && c[2] == '\n'+1 && c[3] == unicode.MaxRune:
		re.Op, re.Rune = OpAnyCharNotNL, nil
	}
}

// collapse makes a node of parts; parts of the same kind dissolve in it.
func (p *parser) collapse(parts []*Regexp, op Op) *Regexp {
	if len(parts) == 1 {
		return parts[0]
	}
	re := p.node(op)
	for _, part := range parts {
		if part.Op == op {
			re.Sub = append(re.Sub, part.Sub...)
		} else {
			re.Sub = append(re.Sub, part)
		}
	}
	if op == OpAlternate {
		re.Sub = p.factor(re.Sub)
		if len(re.Sub) == 1 {
			return re.Sub[0]
		}
	}
	return re
}

// factor takes from alternatives that follow each other what they begin with: first texts, then other nodes. Then it joins
// alternatives of one character, and empty ones.
func (p *parser) factor(sub []*Regexp) []*Regexp {
	if len(sub) < 2 {
		return sub
	}
	return joinEmpty(joinOnes(p.factorNodes(p.factorTexts(sub))))
}

func (p *parser) factorTexts(sub []*Regexp) (out []*Regexp) {
	for from := 0; from < len(sub); {
		text, flags := beginning(sub[from])
		to := from + 1
		for ; to < len(sub); to++ {
			other, otherFlags := beginning(sub[to])
			n := 0
			for n < len(text) && n < len(other) && text[n] == other[n] {
				n++
			}
			if n == 0 || flags != otherFlags {
				break
			}
			text = text[:n]
		}
		if to == from+1 {
			out = append(out, sub[from])
		} else {
			prefix := p.node(OpLiteral)
			prefix.Flags = flags
			prefix.Rune = append(prefix.Rune0[:0], text...)
			for i := from; i < to; i++ {
				sub[i] = p.cutText(sub[i], len(prefix.Rune))
				p.check(sub[i])
			}
			out = append(out, p.joined(prefix, sub[from:to]))
		}
		from = to
	}
	return out
}

// joined is a prefix and the alternatives after it.
func (p *parser) joined(prefix *Regexp, rests []*Regexp) *Regexp {
	rest := p.collapse(rests, OpAlternate)
	re := p.node(OpConcat)
	re.Sub = append(re.Sub, prefix, rest)
	return re
}

// beginning returns the text with which a node begins.
func beginning(re *Regexp) ([]rune, Flags) {
	if re.Op == OpConcat && len(re.Sub) > 0 {
		re = re.Sub[0]
	}
	if re.Op != OpLiteral {
		return nil, 0
	}
	return re.Rune, re.Flags & FoldCase
}

// cutText takes n characters from the beginning of a node.
func (p *parser) cutText(re *Regexp, n int) *Regexp {
	if re.Op == OpConcat && len(re.Sub) > 0 {
		re.Sub[0] = p.cutText(re.Sub[0], n)
		if re.Sub[0].Op == OpEmptyMatch {
			return cutFirst(re)
		}
		return re
	}
	if re.Op == OpLiteral {
		re.Rune = append([]rune(nil), re.Rune[n:]...)
		if len(re.Rune) == 0 {
			re.Op = OpEmptyMatch
		}
	}
	return re
}

// cutFirst takes the first part from a node.
func cutFirst(re *Regexp) *Regexp {
	switch len(re.Sub) {
	case 1:
		re.Op, re.Sub = OpEmptyMatch, nil
	case 2:
		return re.Sub[1]
	default:
		re.Sub = append([]*Regexp(nil), re.Sub[1:]...)
	}
	return re
}

func (p *parser) factorNodes(sub []*Regexp) (out []*Regexp) {
	for from := 0; from < len(sub); {
		first := firstNode(sub[from])
		to := from + 1
		for to < len(sub) && first != nil && first.Equal(firstNode(sub[to])) && (isOne(first) || first.Op == OpRepeat && first.Min == first.Max && isOne(first.Sub[0])) {
			to++
		}
		if to == from+1 {
			out = append(out, sub[from])
		} else {
			for i := from; i < to; i++ {
				if re := sub[i]; re.Op == OpConcat && len(re.Sub) > 0 {
					sub[i] = cutFirst(re)
				} else {
					sub[i] = p.node(OpEmptyMatch)
				}
				p.check(sub[i])
			}
			out = append(out, p.joined(first, sub[from:to]))
		}
		from = to
	}
	return out
}

// firstNode returns what a node begins with; nil if that is nothing.
func firstNode(re *Regexp) *Regexp {
	if re.Op == OpConcat && len(re.Sub) > 0 {
		re = re.Sub[0]
	}
	if re.Op == OpEmptyMatch {
		return nil
	}
	return re
}

func joinOnes(sub []*Regexp) (out []*Regexp) {
	for from := 0; from < len(sub); {
		to := from
		for to < len(sub) && isOne(sub[to]) {
			to++
		}
		if to < from+2 {
			out = append(out, sub[from])
			from++
			continue
		}
		// Into that of the latest kind, of equals into the largest.
		largest := from
		for i := from + 1; i < to; i++ {
			if a, b := sub[largest], sub[i]; a.Op < b.Op || a.Op == b.Op && len(a.Rune) < len(b.Rune) {
				largest = i
			}
		}
		sub[from], sub[largest] = sub[largest], sub[from]
		for _, re := range sub[from+1 : to] {
			mergeOne(sub[from], re)
		}
		tidyClass(sub[from])
		out = append(out, sub[from])
		from = to
	}
	return out
}

func joinEmpty(sub []*Regexp) (out []*Regexp) {
	for i, re := range sub {
		if re.Op != OpEmptyMatch || i+1 == len(sub) || sub[i+1].Op != OpEmptyMatch {
			out = append(out, re)
		}
	}
	return out
}
