package printer

import (
	"go/ast"
	"go/token"
	"strings"
)

// operators are what an expression has of them, not looking into parentheses, calls and the like.
type operators struct {
	sums, products bool
	clash          int // of an operator that would run into the one behind it, the precedence from which blanks are a must
}

func (o *operators) look(x *ast.BinaryExpr) {
	own := x.Op.Precedence()
	o.sums = o.sums || own == 4
	o.products = o.products || own == 5
	if left, ok := x.X.(*ast.BinaryExpr); ok && left.Op.Precedence() >= own {
		o.look(left)
	}
	switch right := x.Y.(type) {
	case *ast.BinaryExpr:
		if right.Op.Precedence() > own {
			o.look(right)
		}
	case *ast.StarExpr:
		if x.Op == token.QUO {
			o.clash = 5
		}
	case *ast.UnaryExpr:
		switch x.Op.String() + right.Op.String() {
		case "/*", "&&", "&^":
			o.clash = 5
		case "++", "--":
			o.clash = max(o.clash, 4)
		}
	}
}

// cutoff: operators of lower precedence have blanks around them.
func cutoff(x *ast.BinaryExpr, depth int) int {
	var o operators
	o.look(x)
	switch {
	case o.clash > 0:
		return o.clash + 1
	case depth != 1:
		return 4
	case o.sums && o.products:
		return 5
	}
	return 6
}

// within parentheses.
func flatter(depth int) int { return max(depth-1, 1) }

func (p *printer) expr(x ast.Expr) { p.expr0(x, 1) }

func (p *printer) expr0(x ast.Expr, depth int) { p.expr1(x, token.LowestPrec, depth) }

func (p *printer) ident(x *ast.Ident) {
	p.at(x.Pos())
	p.name(x.Name)
}

// enclosed prints what needs parentheses that the tree does not have.
func (p *printer) enclosed(parens bool, print func()) {
	if parens {
		p.op(token.LPAREN)
	}
	print()
	if parens {
		p.op(token.RPAREN)
	}
}

// expr1 prints an operand of an operator of a precedence; a depth above 1 asks for fewer blanks.
func (p *printer) expr1(expr ast.Expr, outer, depth int) {
	if p.settled() {
		return
	}
	p.at(expr.Pos())
	switch x := expr.(type) {
	case *ast.BadExpr:
		p.message("BadExpr")
	case *ast.Ident:
		p.name(x.Name)
	case *ast.BasicLit:
		text := x.Value
		if p.Mode&normalizeNumbers != 0 {
			text = normal(x)
		}
		p.lit(x.Kind, text)
	case *ast.BinaryExpr:
		p.binary(x, outer, depth)
	case *ast.KeyValueExpr:
		p.pair(x, blank)
	case *ast.StarExpr:
		p.enclosed(token.UnaryPrec < outer, func() {
			p.op(token.MUL)
			p.expr(x.X)
		})
	case *ast.UnaryExpr:
		if token.UnaryPrec < outer {
			p.enclosed(true, func() { p.expr(x) })
			break
		}
		p.op(x.Op)
		if x.Op == token.RANGE {
			p.space(blank)
		}
		p.expr1(x.X, token.UnaryPrec, depth)
	case *ast.FuncLit:
		start := x.Type.Pos()
		p.at(start)
		p.op(token.FUNC)
		column := p.column - len("func")
		p.signature(x.Type)
		p.body(p.distance(start, column), blank, x.Body)
	case *ast.ParenExpr:
		if _, twice := x.X.(*ast.ParenExpr); twice {
			p.expr0(x.X, depth)
			break
		}
		p.op(token.LPAREN)
		p.expr0(x.X, flatter(depth))
		p.at(x.Rparen)
		p.op(token.RPAREN)
	case *ast.SelectorExpr:
		p.selector(x, depth, false)
	case *ast.TypeAssertExpr:
		p.expr1(x.X, token.HighestPrec, depth)
		p.op(token.PERIOD)
		p.at(x.Lparen)
		p.op(token.LPAREN)
		if x.Type != nil {
			p.expr(x.Type)
		} else {
			p.op(token.TYPE)
		}
		p.at(x.Rparen)
		p.op(token.RPAREN)
	case *ast.IndexExpr:
		p.bracketed(x.X, x.Lbrack, x.Rbrack, func() { p.expr0(x.Index, depth+1) })
	case *ast.IndexListExpr:
		p.bracketed(x.X, x.Lbrack, x.Rbrack, func() { p.list(x.Lbrack, x.Indices, depth+1, commaEnds, x.Rbrack) })
	case *ast.SliceExpr:
		p.bracketed(x.X, x.Lbrack, x.Rbrack, func() { p.bounds(x, depth) })
	case *ast.CallExpr:
		p.call(x, depth)
	case *ast.CompositeLit:
		p.composite(x, depth)
	case *ast.Ellipsis:
		p.op(token.ELLIPSIS)
		if x.Elt != nil {
			p.expr(x.Elt)
		}
	case *ast.ArrayType:
		p.op(token.LBRACK)
		if x.Len != nil {
			p.expr(x.Len)
		}
		p.op(token.RBRACK)
		p.expr(x.Elt)
	case *ast.StructType:
		p.op(token.STRUCT)
		p.fields(x.Fields, true, x.Incomplete)
	case *ast.FuncType:
		p.op(token.FUNC)
		p.signature(x)
	case *ast.InterfaceType:
		p.op(token.INTERFACE)
		p.fields(x.Methods, false, x.Incomplete)
	case *ast.MapType:
		p.op(token.MAP, token.LBRACK)
		p.expr(x.Key)
		p.op(token.RBRACK)
		p.expr(x.Value)
	case *ast.ChanType:
		p.channel(x)
	default:
		panic("unreachable")
	}
}

func (p *printer) bracketed(x ast.Expr, open, close token.Pos, inside func()) {
	p.expr1(x, token.HighestPrec, 1)
	p.at(open)
	p.op(token.LBRACK)
	inside()
	p.at(close)
	p.op(token.RBRACK)
}

// pair prints a key, a colon, white space, and the value.
func (p *printer) pair(x *ast.KeyValueExpr, between space) {
	p.expr(x.Key)
	p.at(x.Colon)
	p.op(token.COLON)
	p.space(between)
	p.expr(x.Value)
}

func (p *printer) binary(x *ast.BinaryExpr, outer, depth int) {
	own := x.Op.Precedence()
	blanks := own < cutoff(x, depth)
	if own < outer {
		p.enclosed(true, func() { p.expr0(x, flatter(depth)) })
		return
	}
	left := depth + 1
	if operand, ok := x.X.(*ast.BinaryExpr); ok && operand.Op.Precedence() == own {
		left = depth
	}
	p.expr1(x.X, own, left)
	if blanks {
		p.space(blank)
	}
	line, next := p.pos.Line, p.lineAt(x.Y.Pos())
	p.at(x.OpPos)
	p.op(x.Op)
	indented := false
	if line != next && line > 0 && next > 0 && p.breakLine(next, 1, deeper, true) > 0 {
		indented = true
	} else if blanks {
		p.space(blank)
	}
	p.expr1(x.Y, own+1, depth+1)
	if indented {
		p.space(shallower)
	}
}

func isBinary(x ast.Expr) bool {
	_, ok := x.(*ast.BinaryExpr)
	return ok
}

// bounds prints what stands between the brackets of a slice.
func (p *printer) bounds(x *ast.SliceExpr, depth int) {
	bounds := []ast.Expr{x.Low, x.High}
	if x.Max != nil {
		bounds = append(bounds, x.Max)
	}
	known, computed := 0, false
	for _, bound := range bounds {
		if bound != nil {
			known++
			computed = computed || isBinary(bound)
		}
	}
	blanks := depth <= 1 && known > 1 && computed
	for i, bound := range bounds {
		if i > 0 {
			if blanks && bounds[i-1] != nil {
				p.space(blank)
			}
			p.op(token.COLON)
			if blanks && bound != nil {
				p.space(blank)
			}
		}
		if bound != nil {
			p.expr0(bound, depth+1)
		}
	}
}

func (p *printer) call(x *ast.CallExpr, depth int) {
	if len(x.Args) > 1 {
		depth++
	}
	// A type that would run on into the arguments.
	parens := false
	switch t := x.Fun.(type) {
	case *ast.FuncType:
		parens = true
	case *ast.ChanType:
		parens = t.Dir == ast.RECV
	}
	indented := false
	p.enclosed(parens, func() {
		if method, ok := x.Fun.(*ast.SelectorExpr); ok {
			indented = p.selector(method, depth, true)
		} else {
			p.expr1(x.Fun, token.HighestPrec, depth)
		}
	})
	p.at(x.Lparen)
	p.op(token.LPAREN)
	if x.Ellipsis.IsValid() {
		p.list(x.Lparen, x.Args, depth, 0, x.Ellipsis)
		p.at(x.Ellipsis)
		p.op(token.ELLIPSIS)
		if x.Rparen.IsValid() && p.lineAt(x.Ellipsis) < p.lineAt(x.Rparen) {
			p.op(token.COMMA)
			p.space(formfeed)
		}
	} else {
		p.list(x.Lparen, x.Args, depth, commaEnds, x.Rparen)
	}
	p.at(x.Rparen)
	p.op(token.RPAREN)
	if indented {
		p.space(shallower)
	}
}

// selector prints x.Sel and reports whether the lines behind are indented, which is left to a call's end.
func (p *printer) selector(x *ast.SelectorExpr, depth int, isCalled bool) bool {
	p.expr1(x.X, token.HighestPrec, depth)
	p.op(token.PERIOD)
	if !p.pos.IsValid() || p.pos.Line >= p.lineAt(x.Sel.Pos()) {
		p.ident(x.Sel)
		return false
	}
	p.space(deeper, newline)
	p.ident(x.Sel)
	if !isCalled {
		p.space(shallower)
	}
	return true
}

func (p *printer) composite(x *ast.CompositeLit, depth int) {
	if x.Type != nil {
		p.expr1(x.Type, token.HighestPrec, depth)
	}
	p.literal++
	p.at(x.Lbrace)
	p.op(token.LBRACE)
	mode := commaEnds
	if x.Incomplete {
		mode |= incomplete
	}
	p.list(x.Lbrace, x.Elts, 1, mode, x.Rbrace)
	// A comment alone between the braces is indented; without a comma before the brace there can be no line break.
	p.space(deeper, shallower)
	p.toggle(len(x.Elts) > 0, true)
	p.at(x.Rbrace)
	p.op(token.RBRACE)
	p.toggle(len(x.Elts) > 0, true)
	p.literal--
}

func (p *printer) channel(x *ast.ChanType) {
	switch x.Dir {
	case ast.SEND | ast.RECV:
		p.op(token.CHAN)
	case ast.RECV:
		p.op(token.ARROW, token.CHAN)
	case ast.SEND:
		p.op(token.CHAN)
		p.at(x.Arrow)
		p.op(token.ARROW)
	}
	p.space(blank)
	p.expr(x.Value)
}

// distance is how many columns of the output lie between one, where a node began, and this one; very many if that was on another line.
func (p *printer) distance(start token.Pos, column int) int {
	if start.IsValid() && p.pos.IsValid() && p.place(start).Line == p.pos.Line {
		return p.column - column
	}
	return infinity
}

// normal is a literal as gofmt writes it: 0X1F as 0x1F, 1E3 as 1e3, 0123i as 123i. Hexadecimal digits stay.
func normal(x *ast.BasicLit) string {
	text := x.Value
	if x.Kind != token.INT && x.Kind != token.FLOAT && x.Kind != token.IMAG || len(text) < 2 {
		return text
	}
	lower := func(text, letter string) string {
		if i := strings.LastIndex(text, letter); i >= 0 {
			return text[:i] + strings.ToLower(letter) + text[i+1:]
		}
		return text
	}
	switch digits := text[2:]; text[:2] {
	case "0x", "0X":
		return lower("0x"+digits, "P")
	case "0o", "0O":
		return "0o" + digits
	case "0b", "0B":
		return "0b" + digits
	}
	if strings.Contains(text, "E") {
		return lower(text, "E")
	}
	if !strings.HasSuffix(text, "i") || strings.ContainsAny(text, ".e") {
		return text
	}
	text = strings.TrimLeft(text, "0_")
	if text == "i" {
		return "0i"
	}
	return text
}
