package printer

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"unicode"
)

func (p *printer) sourceFile(f *ast.File) {
	p.comment(f.Doc)
	p.at(f.Pos())
	p.op(token.PACKAGE)
	p.space(blank)
	p.ident(f.Name)
	p.decls(f.Decls)
	p.space(newline)
}

// word is what a declaration begins with.
func word(d ast.Decl) token.Token {
	switch d := d.(type) {
	case *ast.GenDecl:
		return d.Tok
	case *ast.FuncDecl:
		return token.FUNC
	}
	return token.ILLEGAL
}

func (p *printer) decls(list []ast.Decl) {
	before := token.ILLEGAL
	for _, d := range list {
		tok := word(d)
		if len(p.out) > 0 {
			atLeast := 1
			if tok != before || docOf(d) != nil {
				atLeast = 2
			}
			p.breakLine(p.lineAt(d.Pos()), atLeast, nothing, tok == token.FUNC && p.isLong(d))
		}
		before = tok
		p.decl(d)
	}
}

// isLong reports whether a node takes several lines in the source, or is not there.
func (p *printer) isLong(n ast.Node) bool {
	if f, ok := n.(*ast.FuncDecl); ok && f.Type.Params == nil {
		// A tree that nobody parsed; it does not know its end.
		return true
	}
	start, end := n.Pos(), n.End()
	return !start.IsValid() || !end.IsValid() || p.lineAt(end) > p.lineAt(start)
}

func (p *printer) decl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.BadDecl:
		p.at(d.Pos())
		p.message("BadDecl")
	case *ast.GenDecl:
		p.group(d)
	case *ast.FuncDecl:
		p.function(d)
	default:
		panic("unreachable")
	}
}

// group prints a declaration of constants, imports, types or variables.
func (p *printer) group(d *ast.GenDecl) {
	p.comment(d.Doc)
	p.at(d.Pos())
	p.op(d.Tok)
	p.space(blank)
	count := len(d.Specs)
	if !d.Lparen.IsValid() && count == 1 {
		p.spec(d.Specs[0], 1, true)
		return
	}
	p.at(d.Lparen)
	p.op(token.LPAREN)
	if count > 0 {
		p.space(deeper, formfeed)
		var keepsType []bool
		if count > 1 && (d.Tok == token.CONST || d.Tok == token.VAR) {
			keepsType = typeColumn(d.Specs)
		}
		var line int
		for i, s := range d.Specs {
			if i > 0 {
				p.breakLine(p.lineAt(s.Pos()), 1, nothing, p.linesSince(line) > 0)
			}
			p.noteLine(&line)
			if keepsType != nil {
				p.alignedValues(s.(*ast.ValueSpec), keepsType[i])
			} else {
				p.spec(s, count, false)
			}
		}
		p.space(shallower, formfeed)
	}
	p.at(d.Rparen)
	p.op(token.RPAREN)
}

// typeColumn says which lines need a column for the type: of consecutive lines with values all, if one of them has a type. The others put their values there.
func typeColumn(specs []ast.Spec) []bool {
	keep := make([]bool, len(specs))
	start, hasType := -1, false
	end := func(i int) {
		for ; start >= 0 && start < i; start++ {
			keep[start] = hasType
		}
		start = -1
	}
	for i, s := range specs {
		s := s.(*ast.ValueSpec)
		if s.Values == nil {
			end(i)
		} else if start < 0 {
			start, hasType = i, false
		}
		hasType = hasType || s.Type != nil
	}
	end(len(specs))
	return keep
}

func (p *printer) values(list []ast.Expr) {
	p.op(token.ASSIGN)
	p.space(blank)
	p.list(token.NoPos, list, 1, 0, token.NoPos)
}

func (p *printer) alignedValues(s *ast.ValueSpec, keepsType bool) {
	p.comment(s.Doc)
	p.names(s.Names, false)
	columns := 3
	if s.Type != nil || keepsType {
		p.space(cell)
		columns--
	}
	if s.Type != nil {
		p.expr(s.Type)
	}
	if s.Values != nil {
		p.space(cell)
		p.values(s.Values)
		columns--
	}
	if s.Comment != nil {
		for range columns {
			p.space(cell)
		}
		p.comment(s.Comment)
	}
}

// spec prints one of so many specifications. indent: names on several lines are indented.
func (p *printer) spec(s ast.Spec, count int, indent bool) {
	switch s := s.(type) {
	case *ast.ImportSpec:
		p.comment(s.Doc)
		if s.Name != nil {
			p.ident(s.Name)
			p.space(blank)
		}
		p.expr(importPath(s.Path))
		p.comment(s.Comment)
		p.at(s.EndPos)
	case *ast.ValueSpec:
		p.comment(s.Doc)
		p.names(s.Names, indent)
		if s.Type != nil {
			p.space(blank)
			p.expr(s.Type)
		}
		if s.Values != nil {
			p.space(blank)
			p.values(s.Values)
		}
		p.comment(s.Comment)
	case *ast.TypeSpec:
		p.comment(s.Doc)
		p.ident(s.Name)
		if s.TypeParams != nil {
			p.params(s.TypeParams, ofType)
		}
		if count == 1 {
			p.space(blank)
		} else {
			p.space(cell)
		}
		if s.Assign.IsValid() {
			p.op(token.ASSIGN)
			p.space(blank)
		}
		p.expr(s.Type)
		p.comment(s.Comment)
	default:
		panic("unreachable")
	}
}

// importPath is a path in double quotes, if it is one that can be written so.
func importPath(x *ast.BasicLit) *ast.BasicLit {
	const notInPaths = "!\"#$%&'()*,:;<=>?[\\]^{|}`\uFFFD"
	path, err := strconv.Unquote(x.Value)
	if x.Kind != token.STRING || err != nil || path == "" {
		return x
	}
	for _, r := range path {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune(notInPaths, r) {
			return x
		}
	}
	return &ast.BasicLit{ValuePos: x.ValuePos, Kind: token.STRING, Value: strconv.Quote(path)}
}

func (p *printer) function(d *ast.FuncDecl) {
	p.comment(d.Doc)
	start := d.Pos()
	p.at(start)
	p.op(token.FUNC)
	p.space(blank)
	// gofmt counts the blank behind the word, which has not been written yet, and so one column too many.
	column := p.column - len("func ")
	if d.Recv != nil {
		p.params(d.Recv, params)
		p.space(blank)
	}
	p.ident(d.Name)
	p.signature(d.Type)
	p.body(p.distance(start, column), cell, d.Body)
}

// bodySize is the width of a body on one line.
func (p *printer) bodySize(b *ast.BlockStmt, limit int) int {
	const few = 5
	open, close := b.Pos(), b.Rbrace
	if open.IsValid() && close.IsValid() && p.lineAt(open) != p.lineAt(close) || len(b.List) > few {
		return limit + 1
	}
	size := p.commentsSize(p.place(close))
	for i, s := range b.List {
		if size > limit {
			break
		}
		if i > 0 {
			size += len("; ")
		}
		size += p.size(s, limit)
	}
	return size
}

// body prints a function's body behind a header of some width: on its line if both are short, and the body was on one line.
func (p *printer) body(header int, before space, b *ast.BlockStmt) {
	if b == nil {
		return
	}
	literal := p.literal
	p.literal = 0
	defer func() { p.literal = literal }()
	const width = 100
	if header+p.bodySize(b, width) > width {
		p.space(blank)
		p.block(b, true)
		return
	}
	p.space(before)
	p.at(b.Lbrace)
	p.op(token.LBRACE)
	if len(b.List) > 0 {
		p.space(blank)
		for i, s := range b.List {
			if i > 0 {
				p.op(token.SEMICOLON)
				p.space(blank)
			}
			p.stmt(s, i == len(b.List)-1)
		}
		p.space(blank)
	}
	p.toggle(false, true)
	p.at(b.Rbrace)
	p.op(token.RBRACE)
	p.toggle(false, true)
}
