package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) parseStmts() (list []ast.Stmt) {
	defer p.enter("StatementList").leave()
	for p.tok != token.CASE && p.tok != token.DEFAULT && p.tok != token.RBRACE && p.tok != token.EOF {
		list = append(list, p.parseStmt())
	}
	return list
}

func (p *parser) parseBlock(name string) *ast.BlockStmt {
	defer p.enter(name).leave()
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	b.List = p.parseStmts()
	b.Rbrace = p.expectOr(token.RBRACE)
	return b
}

func (p *parser) parseStmt() ast.Stmt {
	p.deeper()
	defer p.higher()
	defer p.enter("Statement").leave()
	switch p.tok {
	case token.CONST, token.TYPE, token.VAR:
		return &ast.DeclStmt{Decl: p.parseDecl(stmtStart)}
	case token.IDENT, token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING, token.FUNC, token.LPAREN,
		token.LBRACK, token.STRUCT, token.MAP, token.CHAN, token.INTERFACE,
		token.ADD, token.SUB, token.MUL, token.AND, token.XOR, token.ARROW, token.NOT:
		s, _ := p.parseSimple(withLabel)
		if _, ok := s.(*ast.LabeledStmt); !ok {
			p.semicolon()
		}
		return s
	case token.GO:
		defer p.enter("GoStmt").leave()
		pos := p.expect(token.GO)
		if call := p.parseCallOf("go"); call != nil {
			return &ast.GoStmt{Go: pos, Call: call}
		}
		return &ast.BadStmt{From: pos, To: pos + 2}
	case token.DEFER:
		defer p.enter("DeferStmt").leave()
		pos := p.expect(token.DEFER)
		if call := p.parseCallOf("defer"); call != nil {
			return &ast.DeferStmt{Defer: pos, Call: call}
		}
		return &ast.BadStmt{From: pos, To: pos + 5}
	case token.RETURN:
		defer p.enter("ReturnStmt").leave()
		s := &ast.ReturnStmt{Return: p.expect(token.RETURN)}
		if p.tok != token.SEMICOLON && p.tok != token.RBRACE {
			s.Results = p.parseExprs(true)
		}
		p.semicolon()
		return s
	case token.BREAK, token.CONTINUE, token.GOTO, token.FALLTHROUGH:
		defer p.enter("BranchStmt").leave()
		s := &ast.BranchStmt{Tok: p.tok}
		s.TokPos = p.expect(s.Tok)
		if s.Tok == token.GOTO || s.Tok != token.FALLTHROUGH && p.tok == token.IDENT {
			s.Label = p.parseIdent()
		}
		p.semicolon()
		return s
	case token.LBRACE:
		s := p.parseBlock("BlockStmt")
		p.semicolon()
		return s
	case token.IF:
		return p.parseIf()
	case token.SWITCH:
		return p.parseSwitch()
	case token.SELECT:
		return p.parseSelect()
	case token.FOR:
		return p.parseFor()
	case token.SEMICOLON:
		s := &ast.EmptyStmt{Semicolon: p.pos, Implicit: p.lit == "\n"}
		p.next()
		return s
	case token.RBRACE:
		return &ast.EmptyStmt{Semicolon: p.pos, Implicit: true}
	}
	bad := p.badExpr("statement", stmtStart)
	return &ast.BadStmt{From: bad.From, To: bad.To}
}

// What a simple statement may be besides.
const (
	plain = iota
	withLabel
	withRange
)

// parseSimple reports whether the statement is an assignment from a range.
func (p *parser) parseSimple(mode int) (s ast.Stmt, isRange bool) {
	defer p.enter("SimpleStmt").leave()
	x := p.parseExprs(false)
	switch tok := p.tok; tok {
	case token.DEFINE, token.ASSIGN, token.ADD_ASSIGN, token.SUB_ASSIGN, token.MUL_ASSIGN, token.QUO_ASSIGN, token.REM_ASSIGN, token.AND_ASSIGN,
		token.OR_ASSIGN, token.XOR_ASSIGN, token.SHL_ASSIGN, token.SHR_ASSIGN, token.AND_NOT_ASSIGN:
		s := &ast.AssignStmt{Lhs: x, Tok: tok, TokPos: p.expect(tok)}
		if mode == withRange && p.tok == token.RANGE && (tok == token.DEFINE || tok == token.ASSIGN) {
			s.Rhs = p.parseRange()
			return s, true
		}
		s.Rhs = p.parseExprs(true)
		return s, false
	}
	if len(x) > 1 {
		p.expected(x[0].Pos(), "1 expression")
	}
	switch tok := p.tok; tok {
	case token.COLON:
		colon := p.expect(token.COLON)
		if label, ok := x[0].(*ast.Ident); ok && mode == withLabel {
			return &ast.LabeledStmt{Label: label, Colon: colon, Stmt: p.parseStmt()}, false
		}
		p.error(colon, "illegal label declaration")
		return &ast.BadStmt{From: x[0].Pos(), To: colon + 1}, false
	case token.ARROW:
		arrow := p.expect(token.ARROW)
		return &ast.SendStmt{Chan: x[0], Arrow: arrow, Value: p.parseRhs()}, false
	case token.INC, token.DEC:
		return &ast.IncDecStmt{X: x[0], Tok: tok, TokPos: p.expect(tok)}, false
	}
	return &ast.ExprStmt{X: x[0]}, false
}

// parseRange reads range x as if it were an operator.
func (p *parser) parseRange() []ast.Expr {
	pos := p.expect(token.RANGE)
	return []ast.Expr{&ast.UnaryExpr{OpPos: pos, Op: token.RANGE, X: p.parseRhs()}}
}

// parseCallOf reads the call of a go or defer statement; nil if it is none.
func (p *parser) parseCallOf(keyword string) *ast.CallExpr {
	x := p.parseRhs()
	if bare := ast.Unparen(x); bare != x {
		p.error(x.Pos(), "expression in "+keyword+" must not be parenthesized")
		x = bare
	}
	call, ok := x.(*ast.CallExpr)
	if _, isBad := x.(*ast.BadExpr); !ok && !isBad {
		p.error(x.End(), "expression in "+keyword+" must be function call")
	}
	p.semicolon()
	return call
}

// condition takes a statement as an expression.
func (p *parser) condition(s ast.Stmt, what string) ast.Expr {
	found := "simple statement"
	switch s := s.(type) {
	case nil:
		return nil
	case *ast.ExprStmt:
		return s.X
	case *ast.AssignStmt:
		found = "assignment"
	}
	p.error(s.Pos(), "expected "+what+", found "+found+" (missing parentheses around composite literal?)")
	return &ast.BadExpr{From: s.Pos(), To: s.End()}
}

func (p *parser) parseIf() ast.Stmt {
	p.deeper()
	defer p.higher()
	defer p.enter("IfStmt").leave()
	s := &ast.IfStmt{If: p.expect(token.IF)}
	s.Init, s.Cond = p.parseIfHeader()
	s.Body = p.parseBlock("BlockStmt")
	if !p.got(token.ELSE) {
		p.semicolon()
		return s
	}
	switch p.tok {
	case token.IF:
		s.Else = p.parseIf()
	case token.LBRACE:
		s.Else = p.parseBlock("BlockStmt")
		p.semicolon()
	default:
		p.expected(p.pos, "if statement or block")
		s.Else = &ast.BadStmt{From: p.pos, To: p.pos}
	}
	return s
}

func (p *parser) parseIfHeader() (init ast.Stmt, cond ast.Expr) {
	const missing = "missing condition in if statement"
	if p.tok == token.LBRACE {
		p.error(p.pos, missing)
		return nil, &ast.BadExpr{From: p.pos, To: p.pos}
	}
	level := p.level
	p.level = -1
	if p.tok != token.SEMICOLON {
		if p.got(token.VAR) {
			p.error(p.pos, "var declaration not allowed in if initializer")
		}
		init, _ = p.parseSimple(plain)
	}
	var last ast.Stmt
	semi, atNewline := token.NoPos, false
	if p.tok == token.LBRACE {
		init, last = nil, init
	} else {
		if p.tok == token.SEMICOLON {
			semi, atNewline = p.pos, p.lit == "\n"
		}
		p.expect(token.SEMICOLON)
		if p.tok != token.LBRACE {
			last, _ = p.parseSimple(plain)
		}
	}
	if last != nil {
		cond = p.condition(last, "boolean expression")
	} else if semi.IsValid() {
		if atNewline {
			p.error(semi, "unexpected newline, expecting { after if clause")
		} else {
			p.error(semi, missing)
		}
	}
	if cond == nil {
		cond = &ast.BadExpr{From: p.pos, To: p.pos}
	}
	p.level = level
	return init, cond
}

// isGuard reports whether a statement is x.(type) or y := x.(type).
func (p *parser) isGuard(s ast.Stmt) bool {
	isAssertion := func(x ast.Expr) bool {
		t, ok := x.(*ast.TypeAssertExpr)
		return ok && t.Type == nil
	}
	switch s := s.(type) {
	case *ast.ExprStmt:
		return isAssertion(s.X)
	case *ast.AssignStmt:
		if len(s.Lhs) != 1 || len(s.Rhs) != 1 || !isAssertion(s.Rhs[0]) {
			return false
		}
		if s.Tok == token.ASSIGN {
			p.error(s.TokPos, "expected ':=', found '='")
		}
		return s.Tok == token.ASSIGN || s.Tok == token.DEFINE
	}
	return false
}

func (p *parser) parseSwitch() ast.Stmt {
	defer p.enter("SwitchStmt").leave()
	pos := p.expect(token.SWITCH)
	var init, tag ast.Stmt
	if p.tok != token.LBRACE {
		level := p.level
		p.level = -1
		if p.tok != token.SEMICOLON {
			tag, _ = p.parseSimple(plain)
		}
		if p.got(token.SEMICOLON) {
			init, tag = tag, nil
			if p.tok != token.LBRACE {
				tag, _ = p.parseSimple(plain)
			}
		}
		p.level = level
	}
	isGuard := p.isGuard(tag)
	body := p.parseCases(p.parseCase)
	if isGuard {
		return &ast.TypeSwitchStmt{Switch: pos, Init: init, Assign: tag, Body: body}
	}
	return &ast.SwitchStmt{Switch: pos, Init: init, Tag: p.condition(tag, "switch expression"), Body: body}
}

func (p *parser) parseCases(one func() ast.Stmt) *ast.BlockStmt {
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	for p.tok == token.CASE || p.tok == token.DEFAULT {
		b.List = append(b.List, one())
	}
	b.Rbrace = p.expect(token.RBRACE)
	p.semicolon()
	return b
}

func (p *parser) parseCase() ast.Stmt {
	defer p.enter("CaseClause").leave()
	c := &ast.CaseClause{Case: p.pos}
	if p.got(token.CASE) {
		c.List = p.parseExprs(true)
	} else {
		p.expect(token.DEFAULT)
	}
	c.Colon = p.expect(token.COLON)
	c.Body = p.parseStmts()
	return c
}

func (p *parser) parseSelect() ast.Stmt {
	defer p.enter("SelectStmt").leave()
	pos := p.expect(token.SELECT)
	return &ast.SelectStmt{Select: pos, Body: p.parseCases(p.parseComm)}
}

func (p *parser) parseComm() ast.Stmt {
	defer p.enter("CommClause").leave()
	c := &ast.CommClause{Case: p.pos}
	if p.got(token.CASE) {
		x := p.parseExprs(false)
		most := 1
		what := "1 expression"
		isAssign := p.tok == token.ASSIGN || p.tok == token.DEFINE
		if isAssign {
			most, what = 2, "1 or 2 expressions"
		}
		if len(x) > most {
			p.expected(x[0].Pos(), what)
			x = x[:most]
		}
		switch tok := p.tok; {
		case tok == token.ARROW:
			arrow := p.expect(tok)
			c.Comm = &ast.SendStmt{Chan: x[0], Arrow: arrow, Value: p.parseRhs()}
		case isAssign:
			pos := p.expect(tok)
			c.Comm = &ast.AssignStmt{Lhs: x, TokPos: pos, Tok: tok, Rhs: []ast.Expr{p.parseRhs()}}
		default:
			c.Comm = &ast.ExprStmt{X: x[0]}
		}
	} else {
		p.expect(token.DEFAULT)
	}
	c.Colon = p.expect(token.COLON)
	c.Body = p.parseStmts()
	return c
}

func (p *parser) parseFor() ast.Stmt {
	defer p.enter("ForStmt").leave()
	pos := p.expect(token.FOR)
	var init, cond, post ast.Stmt
	isRange := false
	if p.tok != token.LBRACE {
		level := p.level
		p.level = -1
		if p.tok == token.RANGE {
			cond, isRange = &ast.AssignStmt{Rhs: p.parseRange()}, true
		} else if p.tok != token.SEMICOLON {
			cond, isRange = p.parseSimple(withRange)
		}
		if !isRange && p.got(token.SEMICOLON) {
			init, cond = cond, nil
			if p.tok != token.SEMICOLON {
				cond, _ = p.parseSimple(plain)
			}
			p.semicolon()
			if p.tok != token.LBRACE {
				post, _ = p.parseSimple(plain)
			}
		}
		p.level = level
	}
	body := p.parseBlock("BlockStmt")
	p.semicolon()
	if !isRange {
		return &ast.ForStmt{For: pos, Init: init, Cond: p.condition(cond, "boolean or range expression"), Post: post, Body: body}
	}
	assign := cond.(*ast.AssignStmt)
	if n := len(assign.Lhs); n > 2 {
		p.expected(assign.Lhs[n-1].Pos(), "at most 2 expressions")
		return &ast.BadStmt{From: pos, To: body.End()}
	}
	over := assign.Rhs[0].(*ast.UnaryExpr)
	s := &ast.RangeStmt{For: pos, TokPos: assign.TokPos, Tok: assign.Tok, Range: over.OpPos, X: over.X, Body: body}
	for i, x := range assign.Lhs {
		*[]*ast.Expr{&s.Key, &s.Value}[i] = x
	}
	return s
}
