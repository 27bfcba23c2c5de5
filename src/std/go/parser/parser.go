package parser

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/scanner"
	"go/token"
	"strings"
)

// maxDepth is how deep a tree may be.
const maxDepth = 1e5

// parser looks one token ahead.
type parser struct {
	file    *token.File
	errors  scanner.ErrorList
	scanner scanner.Scanner
	mode    Mode
	indent  int // of the trace

	comments    []*ast.CommentGroup
	leadComment *ast.CommentGroup // that ended right before the token
	lineComment *ast.CommentGroup // that stands behind the token before, on its line
	atTop       bool              // nothing but comments so far
	goVersion   string

	pos token.Pos
	tok token.Token
	lit string

	// Where it went on after an error, and how often it did there.
	syncPos token.Pos
	syncs   int

	level   int  // below 0: before the body of a statement, where a brace is no composite literal
	isRhs   bool // = was meant to be ==
	imports []*ast.ImportSpec
	depth   int
}

// bailout ends it all, with an error or without.
type bailout struct {
	pos token.Pos
	msg string
}

// run parses and returns the errors.
func (p *parser) run(file *token.File, src []byte, mode Mode, parse func()) error {
	func() {
		defer func() {
			if e := recover(); e != nil {
				b, ok := e.(bailout)
				if !ok {
					panic(e)
				}
				if b.msg != "" {
					p.errors.Add(p.file.Position(b.pos), b.msg)
				}
			}
		}()
		p.file, p.mode, p.atTop = file, mode, true
		p.scanner.Init(file, src, p.errors.Add, scanner.ScanComments)
		p.next()
		parse()
	}()
	p.errors.Sort()
	return p.errors.Err()
}

// enter and leave trace productions; leave is to be deferred.
func (p *parser) enter(name string) *parser {
	if p.mode&Trace != 0 {
		p.print(name, "(")
		p.indent++
	}
	return p
}

func (p *parser) leave() {
	if p.mode&Trace != 0 {
		p.indent--
		p.print(")")
	}
}

func (p *parser) print(a ...any) {
	pos := p.file.Position(p.pos)
	fmt.Printf("%5d:%3d: %s", pos.Line, pos.Column, strings.Repeat(". ", p.indent))
	fmt.Println(a...)
}

// deeper counts how deep the tree gets.
func (p *parser) deeper() {
	p.depth++
	if p.depth > maxDepth {
		p.error(p.pos, "exceeded max nesting depth")
		panic(bailout{})
	}
}

func (p *parser) higher() { p.depth-- }

// scan moves to the next token, comments included if they are wanted.
func (p *parser) scan() {
	if p.mode&Trace != 0 && p.pos.IsValid() {
		text := p.tok.String()
		switch {
		case p.tok.IsLiteral():
			p.print(text, p.lit)
		case p.tok.IsOperator(), p.tok.IsKeyword():
			p.print("\"" + text + "\"")
		default:
			p.print(text)
		}
	}
	for {
		p.pos, p.tok, p.lit = p.scanner.Scan()
		if p.tok != token.COMMENT {
			p.atTop = false
			return
		}
		if p.atTop && strings.HasPrefix(p.lit, "//go:build") {
			if x, err := constraint.Parse(p.lit); err == nil {
				p.goVersion = constraint.GoVersion(x)
			}
		}
		if p.mode&ParseComments != 0 {
			return
		}
	}
}

func (p *parser) line(pos token.Pos) int {
	return p.file.PositionFor(pos, false).Line
}

// group reads comments that begin at most n lines after the one before ends. It returns the line where the last one ends.
func (p *parser) group(n int) (*ast.CommentGroup, int) {
	g := &ast.CommentGroup{}
	end := p.line(p.pos)
	for p.tok == token.COMMENT && p.line(p.pos) <= end+n {
		end = p.line(p.pos)
		if p.lit[1] == '*' {
			end += strings.Count(p.lit, "\n")
		}
		g.List = append(g.List, &ast.Comment{Slash: p.pos, Text: p.lit})
		p.scan()
	}
	p.comments = append(p.comments, g)
	return g, end
}

// next moves to the next token that is no comment, and notes the comments before it that belong to something.
func (p *parser) next() {
	p.leadComment, p.lineComment = nil, nil
	before := p.pos
	p.scan()
	if p.tok != token.COMMENT {
		return
	}
	if p.line(p.pos) == p.line(before) {
		g, end := p.group(0)
		if p.line(p.pos) != end || p.tok == token.SEMICOLON || p.tok == token.EOF {
			p.lineComment = g
		}
	}
	var g *ast.CommentGroup
	end := -1
	for p.tok == token.COMMENT {
		g, end = p.group(1)
	}
	if end+1 == p.line(p.pos) {
		p.leadComment = g
	}
}

// error notes an error. Of those on one line only the first is of use, and after ten it ends, unless all are wanted.
func (p *parser) error(pos token.Pos, msg string) {
	if p.mode&Trace != 0 {
		defer p.enter("error: " + msg).leave()
	}
	at := p.file.Position(pos)
	if n := len(p.errors); p.mode&AllErrors == 0 && n > 0 {
		if p.errors[n-1].Pos.Line == at.Line {
			return
		}
		if n > 10 {
			panic(bailout{})
		}
	}
	p.errors.Add(at, msg)
}

func (p *parser) expected(pos token.Pos, what string) {
	msg := "expected " + what
	if pos == p.pos {
		switch {
		case p.tok == token.SEMICOLON && p.lit == "\n":
			msg += ", found newline"
		case p.tok.IsLiteral():
			msg += ", found " + p.lit
		default:
			msg += ", found '" + p.tok.String() + "'"
		}
	}
	p.error(pos, msg)
}

// expect moves on in any case.
func (p *parser) expect(tok token.Token) token.Pos {
	pos := p.pos
	if p.tok != tok {
		p.expected(pos, "'"+tok.String()+"'")
	}
	p.next()
	return pos
}

// expectOr is expect, but not valid for another token.
func (p *parser) expectOr(tok token.Token) token.Pos {
	if ok := p.tok == tok; !ok {
		p.expect(tok)
		return token.NoPos
	}
	return p.expect(tok)
}

// got moves on if the token is tok.
func (p *parser) got(tok token.Token) bool {
	if p.tok != tok {
		return false
	}
	p.next()
	return true
}

func (p *parser) atNewline() bool {
	return p.tok == token.SEMICOLON && p.lit == "\n"
}

// closing is expect for what ends a list, with a better error where a line ends too early.
func (p *parser) closing(tok token.Token, of string) token.Pos {
	if p.tok != tok && p.atNewline() {
		p.error(p.pos, "missing ',' before newline in "+of)
		p.next()
	}
	return p.expect(tok)
}

// semicolon ends a statement, and returns the comment at the end of the line.
func (p *parser) semicolon() (comment *ast.CommentGroup) {
	switch p.tok {
	case token.RPAREN, token.RBRACE:
		return nil
	case token.COMMA, token.SEMICOLON:
		if p.tok == token.COMMA {
			p.expected(p.pos, "';'")
		}
		if p.lit == ";" {
			p.next()
			return p.lineComment
		}
		comment = p.lineComment
		p.next()
		return comment
	}
	p.expected(p.pos, "';'")
	p.advance(stmtStart)
	return nil
}

// comma reports whether a list goes on; a comma may be missing.
func (p *parser) comma(of string, end token.Token) bool {
	if p.tok == token.COMMA {
		return true
	}
	if p.tok == end {
		return false
	}
	msg := "missing ','"
	if p.atNewline() {
		msg += " before newline"
	}
	p.error(p.pos, msg+" in "+of)
	return true
}

// advance goes on, after an error, to one of some tokens. It must not stay at one place for ever.
func (p *parser) advance(to map[token.Token]bool) {
	for ; p.tok != token.EOF; p.next() {
		if !to[p.tok] {
			continue
		}
		if p.pos == p.syncPos && p.syncs < 10 {
			p.syncs++
			return
		}
		if p.pos > p.syncPos {
			p.syncPos, p.syncs = p.pos, 0
			return
		}
	}
}

func set(tokens ...token.Token) map[token.Token]bool {
	m := map[token.Token]bool{}
	for _, tok := range tokens {
		m[tok] = true
	}
	return m
}

var (
	stmtStart = set(token.BREAK, token.CONST, token.CONTINUE, token.DEFER, token.FALLTHROUGH, token.FOR, token.GO, token.GOTO, token.IF,
		token.RETURN, token.SELECT, token.SWITCH, token.TYPE, token.VAR)
	declStart = set(token.IMPORT, token.CONST, token.TYPE, token.VAR)
	exprEnd   = set(token.COMMA, token.COLON, token.SEMICOLON, token.RPAREN, token.RBRACK, token.RBRACE)
)

// badExpr goes on behind an error.
func (p *parser) badExpr(what string, to map[token.Token]bool) *ast.BadExpr {
	pos := p.pos
	p.expected(pos, what)
	p.advance(to)
	return &ast.BadExpr{From: pos, To: p.pos}
}

func (p *parser) parseIdent() *ast.Ident {
	id := &ast.Ident{NamePos: p.pos, Name: "_"}
	if p.tok == token.IDENT {
		id.Name = p.lit
	}
	p.expect(token.IDENT)
	return id
}

func (p *parser) parseIdents() []*ast.Ident {
	defer p.enter("IdentList").leave()
	list := []*ast.Ident{p.parseIdent()}
	for p.got(token.COMMA) {
		list = append(list, p.parseIdent())
	}
	return list
}

func (p *parser) parseExprs(isRhs bool) []ast.Expr {
	old := p.isRhs
	p.isRhs = isRhs
	defer func() { p.isRhs = old }()
	defer p.enter("ExpressionList").leave()
	list := []ast.Expr{p.parseExpr()}
	for p.got(token.COMMA) {
		list = append(list, p.parseExpr())
	}
	return list
}

func index(x ast.Expr, lbrack token.Pos, list []ast.Expr, rbrack token.Pos) ast.Expr {
	if len(list) == 1 {
		return &ast.IndexExpr{X: x, Lbrack: lbrack, Index: list[0], Rbrack: rbrack}
	}
	return &ast.IndexListExpr{X: x, Lbrack: lbrack, Indices: list, Rbrack: rbrack}
}

func (p *parser) parseFile() *ast.File {
	defer p.enter("File").leave()
	// After an error in the first token it is no Go source.
	if len(p.errors) > 0 {
		return nil
	}
	f := &ast.File{Doc: p.leadComment}
	f.Package = p.expect(token.PACKAGE)
	f.Name = p.parseIdent()
	if f.Name.Name == "_" && p.mode&DeclarationErrors != 0 {
		p.error(p.pos, "invalid package name _")
	}
	p.semicolon()
	if len(p.errors) > 0 {
		return nil
	}
	if p.mode&PackageClauseOnly == 0 {
		for p.tok == token.IMPORT {
			f.Decls = append(f.Decls, p.parseGenDecl(p.parseImportSpec))
		}
		for last := token.IMPORT; p.mode&ImportsOnly == 0 && p.tok != token.EOF; {
			if p.tok == token.IMPORT && last != token.IMPORT {
				p.error(p.pos, "imports must appear before other declarations")
			}
			last = p.tok
			f.Decls = append(f.Decls, p.parseDecl(declStart))
		}
	}
	f.Imports, f.Comments, f.GoVersion = p.imports, p.comments, p.goVersion
	if p.mode&SkipObjectResolution == 0 {
		resolve(f, p)
	}
	return f
}

func (p *parser) parseDecl(sync map[token.Token]bool) ast.Decl {
	defer p.enter("Declaration").leave()
	switch p.tok {
	case token.IMPORT:
		return p.parseGenDecl(p.parseImportSpec)
	case token.CONST, token.VAR:
		return p.parseGenDecl(p.parseValueSpec)
	case token.TYPE:
		return p.parseGenDecl(p.parseTypeSpec)
	case token.FUNC:
		return p.parseFuncDecl()
	}
	bad := p.badExpr("declaration", sync)
	return &ast.BadDecl{From: bad.From, To: bad.To}
}

func (p *parser) parseGenDecl(spec func(doc *ast.CommentGroup, keyword token.Token) ast.Spec) *ast.GenDecl {
	keyword := p.tok
	defer p.enter("GenDecl(" + keyword.String() + ")").leave()
	d := &ast.GenDecl{Doc: p.leadComment, Tok: keyword}
	d.TokPos = p.expect(keyword)
	if p.tok != token.LPAREN {
		d.Specs = append(d.Specs, spec(nil, keyword))
		return d
	}
	d.Lparen = p.expect(token.LPAREN)
	for p.tok != token.RPAREN && p.tok != token.EOF {
		d.Specs = append(d.Specs, spec(p.leadComment, keyword))
	}
	d.Rparen = p.expect(token.RPAREN)
	p.semicolon()
	return d
}

func (p *parser) parseImportSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	defer p.enter("ImportSpec").leave()
	s := &ast.ImportSpec{Doc: doc}
	switch p.tok {
	case token.IDENT:
		s.Name = p.parseIdent()
	case token.PERIOD:
		s.Name = &ast.Ident{NamePos: p.pos, Name: "."}
		p.next()
	}
	s.Path = &ast.BasicLit{ValuePos: p.pos, ValueEnd: p.pos, Kind: token.STRING}
	switch {
	case p.tok == token.STRING:
		s.Path.Value, s.Path.ValueEnd = p.lit, p.scanner.End()
		p.next()
	case p.tok.IsLiteral():
		p.error(p.pos, "import path must be a string")
		p.next()
	default:
		p.error(p.pos, "missing import path")
		p.advance(exprEnd)
	}
	s.Comment = p.semicolon()
	p.imports = append(p.imports, s)
	return s
}

func (p *parser) parseValueSpec(doc *ast.CommentGroup, keyword token.Token) ast.Spec {
	defer p.enter(keyword.String() + "Spec").leave()
	s := &ast.ValueSpec{Doc: doc, Names: p.parseIdents()}
	bare := false // a constant that repeats the one before
	if keyword == token.VAR {
		if p.tok != token.ASSIGN {
			s.Type = p.parseType()
		}
	} else if bare = p.tok == token.EOF || p.tok == token.SEMICOLON || p.tok == token.RPAREN; !bare {
		s.Type = p.tryType()
	}
	if !bare && p.got(token.ASSIGN) {
		s.Values = p.parseExprs(true)
	}
	s.Comment = p.semicolon()
	return s
}

func (p *parser) parseTypeSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	defer p.enter("TypeSpec").leave()
	s := &ast.TypeSpec{Doc: doc, Name: p.parseIdent()}
	if p.tok == token.LBRACK {
		p.parseBracketed(s)
	} else {
		if p.tok == token.ASSIGN {
			s.Assign = p.expect(token.ASSIGN)
		}
		s.Type = p.parseType()
	}
	s.Comment = p.semicolon()
	return s
}

// parseBracketed reads what [ begins behind a type's name: an array, a slice, or type parameters. "P *C" may be either; it is a parameter where
// only this makes sense.
func (p *parser) parseBracketed(s *ast.TypeSpec) {
	lbrack := p.expect(token.LBRACK)
	if p.tok != token.IDENT {
		s.Type = p.parseArray(lbrack, nil)
		return
	}
	var x ast.Expr = p.parseIdent()
	if p.tok != token.LBRACK {
		p.level++
		x = p.parseBinary(p.parsePrimary(x), token.LowestPrec+1)
		p.level--
	}
	name, constraint := parameter(x, p.tok == token.COMMA)
	if name == nil || constraint == nil && p.tok == token.RBRACK {
		s.Type = p.parseArray(lbrack, x)
		return
	}
	defer p.enter("parseGenericType").leave()
	list := p.parseParams(name, constraint, token.RBRACK, false)
	s.TypeParams = &ast.FieldList{Opening: lbrack, List: list, Closing: p.expect(token.RBRACK)}
	if p.tok == token.ASSIGN {
		s.Assign = p.expect(token.ASSIGN)
	}
	s.Type = p.parseType()
}

// parameter takes an expression as the name of a type parameter and, if it has one already, its constraint. What could be an expression is none
// unless forced.
func parameter(x ast.Expr, force bool) (*ast.Ident, ast.Expr) {
	switch x := x.(type) {
	case *ast.Ident:
		return x, nil
	case *ast.BinaryExpr:
		switch x.Op {
		case token.MUL:
			if name, ok := x.X.(*ast.Ident); ok && (force || isElem(x.Y)) {
				return name, &ast.StarExpr{Star: x.OpPos, X: x.Y}
			}
		case token.OR:
			if name, left := parameter(x.X, force || isElem(x.Y)); name != nil && left != nil {
				union := *x
				union.X = left
				return name, &union
			}
		}
	case *ast.CallExpr:
		if name, ok := x.Fun.(*ast.Ident); ok && len(x.Args) == 1 && !x.Ellipsis.IsValid() && (force || isElem(x.Args[0])) {
			return name, &ast.ParenExpr{Lparen: x.Lparen, X: x.Args[0], Rparen: x.Rparen}
		}
	}
	return nil, x
}

// isElem reports whether an expression can only be an element of a constraint.
func isElem(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
		return true
	case *ast.BinaryExpr:
		return isElem(x.X) || isElem(x.Y)
	case *ast.UnaryExpr:
		return x.Op == token.TILDE
	case *ast.ParenExpr:
		return isElem(x.X)
	}
	return false
}

func (p *parser) parseFuncDecl() *ast.FuncDecl {
	defer p.enter("FunctionDecl").leave()
	d := &ast.FuncDecl{Doc: p.leadComment, Type: &ast.FuncType{}}
	d.Type.Func = p.expect(token.FUNC)
	if p.tok == token.LPAREN {
		d.Recv = p.parseParameters(false)
	}
	d.Name = p.parseIdent()
	if p.tok == token.LBRACK {
		d.Type.TypeParams = p.parseTypeParams()
	}
	d.Type.Params = p.parseParameters(false)
	d.Type.Results = p.parseParameters(true)
	switch p.tok {
	case token.LBRACE:
		d.Body = p.parseBlock("Body")
		p.semicolon()
	case token.SEMICOLON:
		p.next()
		if p.tok == token.LBRACE {
			p.error(p.pos, "unexpected semicolon or newline before {")
			d.Body = p.parseBlock("Body")
			p.semicolon()
		}
	default:
		p.semicolon()
	}
	return d
}
