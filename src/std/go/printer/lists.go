package printer

import (
	"go/ast"
	"go/token"
	"math"
)

type listMode int

const (
	commaEnds  listMode = 1 << iota // a comma may end the list
	noIndent                        // further lines are not indented more
	incomplete                      // elements were filtered out
)

const filtered = "contains filtered or unexported fields"

// message prints what is no part of the tree.
func (p *printer) message(text string) { p.lit(token.STRING, text) }

// A mean is that of the sizes of the elements that share columns.
type mean struct {
	logarithms float64
	count      int
}

func (m *mean) add(size int) {
	m.logarithms += roughLog2(float64(size))
	m.count++
}

// breaks reports whether an element differs too much from those before it to share their columns.
func (m *mean) breaks(before, size int) bool {
	const small, ratio = 40, 2.5
	if before == 0 || size == 0 {
		return true
	}
	if m.count == 0 || before <= small && size <= small {
		return false
	}
	r := float64(size) / roughExp2(m.logarithms/float64(m.count))
	return ratio*r <= 1 || ratio <= r
}

// Straight lines between the powers of two: the same on every machine.
func roughLog2(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	return float64(exponent) + 2*(fraction-1)
}

func roughExp2(x float64) float64 {
	whole := math.Floor(x)
	return math.Ldexp(1+(x-whole), int(whole))
}

func (p *printer) names(list []*ast.Ident, indent bool) {
	exprs := make([]ast.Expr, len(list))
	for i, name := range list {
		exprs[i] = name
	}
	mode := noIndent
	if indent {
		mode = 0
	}
	p.list(token.NoPos, exprs, 1, mode, token.NoPos)
}

// list prints expressions between two places, which may be none. The line breaks between them stay.
func (p *printer) list(before token.Pos, list []ast.Expr, depth int, mode listMode, after token.Pos) {
	start, end := p.place(before), p.place(after)
	if len(list) == 0 {
		switch {
		case mode&incomplete == 0:
		case start.IsValid() && start.Line == end.Line:
			p.message("/* " + filtered + " */")
		default:
			p.space(newline, deeper)
			p.message("// " + filtered)
			p.space(shallower, newline)
		}
		return
	}
	first, last := p.lineAt(list[0].Pos()), p.lineAt(list[len(list)-1].End())
	if start.IsValid() && start.Line == first && first == last {
		for i, x := range list {
			if i > 0 {
				p.at(x.Pos())
				p.op(token.COMMA)
				p.space(blank)
			}
			p.expr0(x, depth)
		}
		if mode&incomplete != 0 {
			p.op(token.COMMA)
			p.space(blank)
			p.message("/* " + filtered + " */")
		}
		return
	}
	p.lines(start, list, depth, mode, end)
}

// lines prints a list on several lines.
func (p *printer) lines(start token.Position, list []ast.Expr, depth int, mode listMode, end token.Position) {
	indent := deeper
	if mode&noIndent != 0 {
		indent = nothing
	}
	lastBreak := -1 // the element behind the last line break
	if line := p.lineAt(list[0].Pos()); start.IsValid() && start.Line < line && p.breakLine(line, 0, indent, true) > 0 {
		indent, lastBreak = nothing, 0
	}
	var sizes mean
	size, lineBefore := 0, start.Line
	for i, x := range list {
		if p.settled() {
			return
		}
		line := p.lineAt(x.Pos())
		pair, isPair := x.(*ast.KeyValueExpr)
		sizeBefore := size
		size = p.listSize(x, start.IsValid() && end.IsValid())
		breaksColumns := sizes.breaks(sizeBefore, size)
		needsBreak := 0 < lineBefore && lineBefore < line
		if i > 0 {
			if !needsBreak {
				p.at(x.Pos())
			}
			p.op(token.COMMA)
			count := 0
			if needsBreak {
				// Several elements on the line before, or one of another size: columns end.
				count = p.breakLine(line, 0, indent, breaksColumns || lastBreak+1 < i)
			}
			if count > 0 {
				indent, lastBreak = nothing, i
			} else {
				p.space(blank)
			}
			if count > 1 {
				sizes = mean{}
			}
		}
		if len(list) > 1 && isPair && size > 0 && needsBreak {
			p.pair(pair, cell)
		} else {
			p.expr0(x, depth)
		}
		if size > 0 {
			sizes.add(size)
		}
		lineBefore = line
	}
	endsWithComma := mode&commaEnds != 0 && end.IsValid() && p.pos.Line < end.Line
	isIncomplete := mode&incomplete != 0
	if endsWithComma || isIncomplete {
		p.op(token.COMMA)
	}
	if isIncomplete {
		p.space(newline)
		p.message("// " + filtered)
		if !endsWithComma {
			p.space(newline)
		}
	}
	if indent == nothing && mode&noIndent == 0 {
		p.space(shallower)
	}
	if endsWithComma {
		p.space(formfeed)
	}
}

// listSize is the size of an element that counts for columns: of a pair, its key's; 0 if there is none to go by.
func (p *printer) listSize(x ast.Expr, known bool) int {
	const wide = 1e6
	size := p.size(x, wide)
	if size > wide || !known {
		return 0
	}
	if pair, ok := x.(*ast.KeyValueExpr); ok {
		return p.size(pair.Key, wide)
	}
	return size
}

// size is the width of a node on one line; more than the limit if it is wider or takes several.
func (p *printer) size(n ast.Node, limit int) int {
	if size, ok := p.sizes[n]; ok {
		return size
	}
	p.sizes[n] = limit + 1
	q := newPrinter(Config{Mode: RawFormat}, p.fset, p.sizes)
	q.measuring = true
	if q.root(n) != nil {
		return limit + 1
	}
	if !q.settled() {
		q.finish()
	}
	if q.broken {
		return limit + 1
	}
	if size := len(trim(q.out)); size <= limit {
		p.sizes[n] = size
		return size
	}
	return limit + 1
}
