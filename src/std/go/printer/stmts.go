package printer

import (
	"go/ast"
	"go/token"
)

// stmts prints statements on lines of their own, without a line break behind the last. The clauses of a switch or select are
// not indented, and each is a section.
func (p *printer) stmts(list []ast.Stmt, indent, beforeBrace bool) {
	if indent {
		p.space(deeper)
	}
	line, printed := 0, 0
	for _, s := range list {
		if _, empty := s.(*ast.EmptyStmt); empty {
			continue
		}
		if p.settled() {
			return
		}
		if len(p.out) > 0 {
			p.breakLine(p.lineAt(s.Pos()), 1, nothing, printed == 0 || !indent || p.linesSince(line) > 0)
		}
		p.noteLine(&line)
		p.stmt(s, beforeBrace && printed == len(list)-1)
		printed++
		for {
			labeled, ok := s.(*ast.LabeledStmt)
			if !ok {
				break
			}
			line++
			s = labeled.Stmt
		}
	}
	if indent {
		p.space(shallower)
	}
}

// block prints a block, on at least two lines.
func (p *printer) block(b *ast.BlockStmt, indent bool) {
	p.at(b.Lbrace)
	p.op(token.LBRACE)
	p.stmts(b.List, indent, true)
	p.breakLine(p.lineAt(b.Rbrace), 1, nothing, true)
	p.at(b.Rbrace)
	p.op(token.RBRACE)
}

// wordAnd prints a keyword and an expression.
func (p *printer) wordAnd(tok token.Token, x ast.Expr) {
	p.op(tok)
	p.space(blank)
	p.expr(x)
}

// operator prints an operator between blanks.
func (p *printer) operator(pos token.Pos, tok token.Token) {
	p.space(blank)
	p.at(pos)
	p.op(tok)
	p.space(blank)
}

// stmt prints a statement; beforeBrace: what follows is the brace that closes the block.
func (p *printer) stmt(stmt ast.Stmt, beforeBrace bool) {
	if p.settled() {
		return
	}
	p.at(stmt.Pos())
	switch s := stmt.(type) {
	case *ast.BadStmt:
		p.message("BadStmt")
	case *ast.DeclStmt:
		p.decl(s.Decl)
	case *ast.EmptyStmt:
	case *ast.LabeledStmt:
		p.labeled(s, beforeBrace)
	case *ast.ExprStmt:
		p.expr(s.X)
	case *ast.SendStmt:
		p.expr(s.Chan)
		p.operator(s.Arrow, token.ARROW)
		p.expr(s.Value)
	case *ast.IncDecStmt:
		p.expr0(s.X, 2)
		p.at(s.TokPos)
		p.op(s.Tok)
	case *ast.AssignStmt:
		depth := 1
		if len(s.Lhs) > 1 && len(s.Rhs) > 1 {
			depth = 2
		}
		p.list(s.Pos(), s.Lhs, depth, 0, s.TokPos)
		p.operator(s.TokPos, s.Tok)
		p.list(s.TokPos, s.Rhs, depth, 0, token.NoPos)
	case *ast.GoStmt:
		p.wordAnd(token.GO, s.Call)
	case *ast.DeferStmt:
		p.wordAnd(token.DEFER, s.Call)
	case *ast.ReturnStmt:
		p.results(s)
	case *ast.BranchStmt:
		p.op(s.Tok)
		if s.Label != nil {
			p.space(blank)
			p.ident(s.Label)
		}
	case *ast.BlockStmt:
		p.block(s, true)
	case *ast.IfStmt:
		p.ifStmt(s, beforeBrace)
	case *ast.CaseClause:
		if s.List != nil {
			p.op(token.CASE)
			p.space(blank)
			p.list(s.Pos(), s.List, 1, 0, s.Colon)
		} else {
			p.op(token.DEFAULT)
		}
		p.clause(s.Colon, s.Body, beforeBrace)
	case *ast.CommClause:
		if s.Comm != nil {
			p.op(token.CASE)
			p.space(blank)
			p.stmt(s.Comm, false)
		} else {
			p.op(token.DEFAULT)
		}
		p.clause(s.Colon, s.Body, beforeBrace)
	case *ast.SwitchStmt:
		p.op(token.SWITCH)
		p.control(false, s.Init, s.Tag, nil)
		p.block(s.Body, false)
	case *ast.TypeSwitchStmt:
		p.op(token.SWITCH)
		if s.Init != nil {
			p.space(blank)
			p.stmt(s.Init, false)
			p.op(token.SEMICOLON)
		}
		p.space(blank)
		p.stmt(s.Assign, false)
		p.space(blank)
		p.block(s.Body, false)
	case *ast.SelectStmt:
		p.op(token.SELECT)
		p.space(blank)
		if len(s.Body.List) > 0 || p.commentBefore(p.place(s.Body.Rbrace)) {
			p.block(s.Body, false)
		} else {
			p.braces(s.Body.Lbrace, s.Body.Rbrace)
		}
	case *ast.ForStmt:
		p.op(token.FOR)
		p.control(true, s.Init, s.Cond, s.Post)
		p.block(s.Body, true)
	case *ast.RangeStmt:
		p.rangeStmt(s)
	default:
		panic("unreachable")
	}
}

// braces prints two braces with nothing between them.
func (p *printer) braces(open, close token.Pos) {
	p.at(open)
	p.op(token.LBRACE)
	p.at(close)
	p.op(token.RBRACE)
}

func (p *printer) clause(colon token.Pos, body []ast.Stmt, beforeBrace bool) {
	p.at(colon)
	p.op(token.COLON)
	p.stmts(body, true, beforeBrace)
}

func (p *printer) labeled(s *ast.LabeledStmt, beforeBrace bool) {
	p.space(shallower)
	p.ident(s.Label)
	p.at(s.Colon)
	p.op(token.COLON)
	p.space(deeper)
	empty, isEmpty := s.Stmt.(*ast.EmptyStmt)
	switch {
	case !isEmpty:
		p.breakLine(p.lineAt(s.Stmt.Pos()), 1, nothing, true)
	case !beforeBrace:
		p.space(newline)
		p.at(empty.Pos())
		p.op(token.SEMICOLON)
		return
	}
	p.stmt(s.Stmt, beforeBrace)
}

func (p *printer) results(s *ast.ReturnStmt) {
	p.op(token.RETURN)
	if s.Results == nil {
		return
	}
	p.space(blank)
	// A line break before the first result would end the statement: the list is told of no place before it.
	if !p.wantsIndent(s.Results) {
		p.list(token.NoPos, s.Results, 1, 0, token.NoPos)
		return
	}
	p.space(deeper)
	p.list(token.NoPos, s.Results, 1, noIndent, token.NoPos)
	p.space(shallower)
}

// wantsIndent reports whether a list looks better with all of its lines indented: several elements take several lines, or one begins on another line
// than that on which the one before ends.
func (p *printer) wantsIndent(list []ast.Expr) bool {
	if len(list) < 2 {
		return false
	}
	line := p.lineAt(list[0].Pos())
	if line <= 0 || p.lineAt(list[len(list)-1].End()) <= line {
		return false
	}
	long := 0
	for _, x := range list {
		start, end := p.lineAt(x.Pos()), p.lineAt(x.End())
		if line < start {
			return true
		}
		if start < end && !isLiteral(x) {
			long++
		}
		line = end
	}
	return long > 1
}

// isLiteral reports whether this is a composite literal, or the address of one.
func isLiteral(x ast.Expr) bool {
	x = ast.Unparen(x)
	if address, ok := x.(*ast.UnaryExpr); ok && address.Op == token.AND {
		x = ast.Unparen(address.X)
	}
	_, ok := x.(*ast.CompositeLit)
	return ok
}

// withoutNeedlessParens: in front of a block a composite literal needs some.
func withoutNeedlessParens(x ast.Expr) ast.Expr {
	for {
		paren, ok := x.(*ast.ParenExpr)
		if !ok || hasBareLiteral(paren.X) {
			return x
		}
		x = paren.X
	}
}

// hasBareLiteral reports whether a composite literal that begins with a type's name is there, outside of parentheses.
func hasBareLiteral(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ParenExpr:
			return false
		case *ast.CompositeLit:
			found = found || startsWithName(n.Type)
			return false
		}
		return true
	})
	return found
}

func startsWithName(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return startsWithName(x.X)
	}
	return false
}

// control prints what stands between if, switch or for and the block.
func (p *printer) control(isFor bool, init ast.Stmt, cond ast.Expr, post ast.Stmt) {
	p.space(blank)
	needsBlank := cond != nil
	if init != nil || post != nil {
		if init != nil {
			p.stmt(init, false)
		}
		p.op(token.SEMICOLON)
		p.space(blank)
	}
	if cond != nil {
		p.expr(withoutNeedlessParens(cond))
	}
	if isFor && (init != nil || post != nil) {
		p.op(token.SEMICOLON)
		p.space(blank)
		needsBlank = post != nil
		if post != nil {
			p.stmt(post, false)
		}
	}
	if needsBlank {
		p.space(blank)
	}
}

func (p *printer) ifStmt(s *ast.IfStmt, beforeBrace bool) {
	p.op(token.IF)
	p.control(false, s.Init, s.Cond, nil)
	p.block(s.Body, true)
	if s.Else == nil {
		return
	}
	p.space(blank)
	p.op(token.ELSE)
	p.space(blank)
	switch s.Else.(type) {
	case *ast.BlockStmt, *ast.IfStmt:
		p.stmt(s.Else, beforeBrace)
	default:
		// No parser makes this. It is printed so that one can read it.
		p.op(token.LBRACE)
		p.space(deeper, formfeed)
		p.stmt(s.Else, true)
		p.space(shallower, formfeed)
		p.op(token.RBRACE)
	}
}

func (p *printer) rangeStmt(s *ast.RangeStmt) {
	p.op(token.FOR)
	p.space(blank)
	if s.Key != nil {
		p.expr(s.Key)
		if s.Value != nil {
			p.at(s.Value.Pos())
			p.op(token.COMMA)
			p.space(blank)
			p.expr(s.Value)
		}
		p.operator(s.TokPos, s.Tok)
	}
	p.op(token.RANGE)
	p.space(blank)
	p.expr(withoutNeedlessParens(s.X))
	p.space(blank)
	p.block(s.Body, true)
}
