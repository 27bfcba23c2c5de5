package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) parseExpr() ast.Expr {
	defer p.enter("Expression").leave()
	return p.parseBinary(nil, token.LowestPrec+1)
}

// parseRhs reads an expression where an assignment cannot be.
func (p *parser) parseRhs() ast.Expr {
	old := p.isRhs
	p.isRhs = true
	x := p.parseExpr()
	p.isRhs = old
	return x
}

// parseBinary reads operators that bind at least so strongly; the first operand may have been read.
func (p *parser) parseBinary(x ast.Expr, least int) ast.Expr {
	defer p.enter("BinaryExpr").leave()
	if x == nil {
		x = p.parseUnary()
	}
	depth := p.depth
	defer func() { p.depth = depth }()
	for {
		p.deeper()
		op := p.tok
		if p.isRhs && op == token.ASSIGN {
			op = token.EQL
		}
		binds := op.Precedence()
		if binds < least {
			return x
		}
		pos := p.expect(op)
		x = &ast.BinaryExpr{X: x, OpPos: pos, Op: op, Y: p.parseBinary(nil, binds+1)}
	}
}

func (p *parser) parseUnary() ast.Expr {
	p.deeper()
	defer p.higher()
	defer p.enter("UnaryExpr").leave()
	switch op := p.tok; op {
	case token.ADD, token.SUB, token.NOT, token.XOR, token.AND, token.TILDE:
		pos := p.expect(op)
		return &ast.UnaryExpr{OpPos: pos, Op: op, X: p.parseUnary()}
	case token.MUL:
		pos := p.expect(op)
		return &ast.StarExpr{Star: pos, X: p.parseUnary()}
	case token.ARROW:
		arrow := p.expect(op)
		x := p.parseUnary()
		t, ok := x.(*ast.ChanType)
		if !ok {
			return &ast.UnaryExpr{OpPos: arrow, Op: op, X: x}
		}
		// The arrow belongs to the type: <-(chan T) is (<-chan T). If that has one already, as in <-(chan<- T), this belongs to the next.
		dir := ast.SEND
		for ok && dir == ast.SEND {
			if t.Dir == ast.RECV {
				p.expected(t.Arrow, "'chan'")
			}
			arrow, t.Begin, t.Arrow = t.Arrow, arrow, arrow
			dir, t.Dir = t.Dir, ast.RECV
			t, ok = t.Value.(*ast.ChanType)
		}
		if dir == ast.SEND {
			p.expected(arrow, "channel type")
		}
		return x
	}
	return p.parsePrimary(nil)
}

// parsePrimary reads an operand and what follows it; the operand may have been read.
func (p *parser) parsePrimary(x ast.Expr) ast.Expr {
	defer p.enter("PrimaryExpr").leave()
	if x == nil {
		x = p.parseOperand()
	}
	depth := p.depth
	defer func() { p.depth = depth }()
	for {
		p.deeper()
		switch p.tok {
		case token.PERIOD:
			p.next()
			x = p.parseAfterDot(x)
		case token.LBRACK:
			x = p.parseIndex(x)
		case token.LPAREN:
			x = p.parseCall(x)
		case token.LBRACE:
			t := ast.Unparen(x)
			switch t.(type) {
			case *ast.BadExpr, *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
				if p.level < 0 {
					return x // the brace begins a body
				}
			case *ast.ArrayType, *ast.StructType, *ast.MapType:
			default:
				return x
			}
			if t != x {
				p.error(t.Pos(), "cannot parenthesize type in composite literal")
			}
			x = p.parseComposite(x)
		default:
			return x
		}
	}
}

func (p *parser) parseAfterDot(x ast.Expr) ast.Expr {
	switch p.tok {
	case token.IDENT:
		defer p.enter("Selector").leave()
		return &ast.SelectorExpr{X: x, Sel: p.parseIdent()}
	case token.LPAREN:
		defer p.enter("TypeAssertion").leave()
		t := &ast.TypeAssertExpr{X: x, Lparen: p.expect(token.LPAREN)}
		if !p.got(token.TYPE) {
			t.Type = p.parseType()
		}
		t.Rparen = p.expect(token.RPAREN)
		return t
	}
	pos := p.pos
	p.expected(pos, "selector or type assertion")
	if p.tok != token.RBRACE {
		p.next()
	}
	return &ast.SelectorExpr{X: x, Sel: &ast.Ident{NamePos: pos, Name: "_"}}
}

func (p *parser) parseBasicLit() *ast.BasicLit {
	x := &ast.BasicLit{ValuePos: p.pos, ValueEnd: p.scanner.End(), Kind: p.tok, Value: p.lit}
	p.next()
	return x
}

func (p *parser) parseOperand() ast.Expr {
	defer p.enter("Operand").leave()
	switch p.tok {
	case token.IDENT:
		return p.parseIdent()
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		return p.parseBasicLit()
	case token.LPAREN:
		x := &ast.ParenExpr{Lparen: p.expect(token.LPAREN)}
		p.level++
		x.X = p.parseRhs()
		p.level--
		x.Rparen = p.expect(token.RPAREN)
		return x
	case token.FUNC:
		defer p.enter("FuncTypeOrLit").leave()
		t := p.parseFuncType()
		if p.tok != token.LBRACE {
			return t
		}
		p.level++
		body := p.parseBlock("Body")
		p.level--
		return &ast.FuncLit{Type: t, Body: body}
	}
	if t := p.tryType(); t != nil {
		return t
	}
	return p.badExpr("operand", stmtStart)
}

// parseIndex reads an index, a slice, or type arguments.
func (p *parser) parseIndex(x ast.Expr) ast.Expr {
	defer p.enter("parseIndexOrSliceOrInstance").leave()
	lbrack := p.expect(token.LBRACK)
	if p.tok == token.RBRACK {
		p.expected(p.pos, "operand")
		rbrack := p.pos
		p.next()
		return &ast.IndexExpr{X: x, Lbrack: lbrack, Index: &ast.BadExpr{From: rbrack, To: rbrack}, Rbrack: rbrack}
	}
	p.level++
	var parts [3]ast.Expr
	var colons []token.Pos
	var list []ast.Expr
	if p.tok != token.COLON {
		parts[0] = p.parseRhs()
		list = append(list, parts[0])
	}
	if p.tok == token.COLON {
		for p.tok == token.COLON && len(colons) < 2 {
			colons = append(colons, p.expect(token.COLON))
			if p.tok != token.COLON && p.tok != token.RBRACK && p.tok != token.EOF {
				parts[len(colons)] = p.parseRhs()
			}
		}
	} else {
		for p.got(token.COMMA) {
			if p.tok != token.RBRACK && p.tok != token.EOF {
				list = append(list, p.parseType())
			}
		}
	}
	p.level--
	rbrack := p.expect(token.RBRACK)
	if len(colons) == 0 {
		return index(x, lbrack, list, rbrack)
	}
	if len(colons) == 2 {
		if parts[1] == nil {
			p.error(colons[0], "middle index required in 3-index slice")
			parts[1] = &ast.BadExpr{From: colons[0] + 1, To: colons[1]}
		}
		if parts[2] == nil {
			p.error(colons[1], "final index required in 3-index slice")
			parts[2] = &ast.BadExpr{From: colons[1] + 1, To: rbrack}
		}
	}
	return &ast.SliceExpr{X: x, Lbrack: lbrack, Low: parts[0], High: parts[1], Max: parts[2], Slice3: len(colons) == 2, Rbrack: rbrack}
}

func (p *parser) parseCall(fun ast.Expr) *ast.CallExpr {
	defer p.enter("CallOrConversion").leave()
	x := &ast.CallExpr{Fun: fun, Lparen: p.expect(token.LPAREN)}
	p.level++
	for p.tok != token.RPAREN && p.tok != token.EOF && !x.Ellipsis.IsValid() {
		x.Args = append(x.Args, p.parseRhs())
		if p.tok == token.ELLIPSIS {
			x.Ellipsis = p.expect(token.ELLIPSIS)
		}
		if !p.comma("argument list", token.RPAREN) {
			break
		}
		p.next()
	}
	p.level--
	x.Rparen = p.closing(token.RPAREN, "argument list")
	return x
}

func (p *parser) parseComposite(t ast.Expr) ast.Expr {
	p.deeper()
	defer p.higher()
	defer p.enter("LiteralValue").leave()
	x := &ast.CompositeLit{Type: t, Lbrace: p.expect(token.LBRACE)}
	p.level++
	if p.tok != token.RBRACE {
		x.Elts = p.parseElements()
	}
	p.level--
	x.Rbrace = p.closing(token.RBRACE, "composite literal")
	return x
}

func (p *parser) parseElements() (list []ast.Expr) {
	defer p.enter("ElementList").leave()
	for p.tok != token.RBRACE && p.tok != token.EOF {
		list = append(list, p.parseElement())
		if !p.comma("composite literal", token.RBRACE) {
			break
		}
		p.next()
	}
	return list
}

func (p *parser) parseElement() ast.Expr {
	defer p.enter("Element").leave()
	x := p.parseValue()
	if p.tok == token.COLON {
		pair := &ast.KeyValueExpr{Key: x, Colon: p.expect(token.COLON)}
		pair.Value = p.parseValue()
		return pair
	}
	return x
}

func (p *parser) parseValue() ast.Expr {
	defer p.enter("Element").leave()
	if p.tok == token.LBRACE {
		return p.parseComposite(nil)
	}
	return p.parseExpr()
}
