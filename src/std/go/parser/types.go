package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) parseType() ast.Expr {
	defer p.enter("Type").leave()
	if t := p.tryType(); t != nil {
		return t
	}
	return p.badExpr("type", exprEnd)
}

// tryType returns nil, and stays, where there is no type.
func (p *parser) tryType() ast.Expr {
	p.deeper()
	defer p.higher()
	switch p.tok {
	case token.IDENT:
		t := p.parseTypeName(nil)
		if p.tok == token.LBRACK {
			t = p.parseInstance(t)
		}
		return t
	case token.LBRACK:
		return p.parseArray(p.expect(token.LBRACK), nil)
	case token.STRUCT:
		return p.parseStruct()
	case token.MUL:
		defer p.enter("PointerType").leave()
		star := p.expect(token.MUL)
		return &ast.StarExpr{Star: star, X: p.parseType()}
	case token.FUNC:
		return p.parseFuncType()
	case token.INTERFACE:
		return p.parseInterface()
	case token.MAP:
		defer p.enter("MapType").leave()
		t := &ast.MapType{Map: p.expect(token.MAP)}
		p.expect(token.LBRACK)
		t.Key = p.parseType()
		p.expect(token.RBRACK)
		t.Value = p.parseType()
		return t
	case token.CHAN, token.ARROW:
		return p.parseChan()
	case token.LPAREN:
		t := &ast.ParenExpr{Lparen: p.expect(token.LPAREN)}
		t.X = p.parseType()
		t.Rparen = p.expect(token.RPAREN)
		return t
	}
	return nil
}

func (p *parser) parseChan() ast.Expr {
	defer p.enter("ChanType").leave()
	t := &ast.ChanType{Begin: p.pos, Dir: ast.SEND | ast.RECV}
	if p.got(token.CHAN) {
		if p.tok == token.ARROW {
			t.Arrow, t.Dir = p.expect(token.ARROW), ast.SEND
		}
	} else {
		t.Arrow, t.Dir = p.expect(token.ARROW), ast.RECV
		p.expect(token.CHAN)
	}
	t.Value = p.parseType()
	return t
}

// parseTypeName reads a name, of which the first part may have been read.
func (p *parser) parseTypeName(id *ast.Ident) ast.Expr {
	defer p.enter("TypeName").leave()
	if id == nil {
		id = p.parseIdent()
	}
	if p.got(token.PERIOD) {
		return &ast.SelectorExpr{X: id, Sel: p.parseIdent()}
	}
	return id
}

func (p *parser) parseQualified(id *ast.Ident) ast.Expr {
	defer p.enter("QualifiedIdent").leave()
	t := p.parseTypeName(id)
	if p.tok == token.LBRACK {
		t = p.parseInstance(t)
	}
	return t
}

// parseTypeArgs reads types up to a bracket.
func (p *parser) parseTypeArgs(list []ast.Expr) []ast.Expr {
	p.level++
	for p.tok != token.RBRACK && p.tok != token.EOF {
		list = append(list, p.parseType())
		if !p.comma("type argument list", token.RBRACK) {
			break
		}
		p.next()
	}
	p.level--
	return list
}

func (p *parser) parseInstance(t ast.Expr) ast.Expr {
	defer p.enter("TypeInstance").leave()
	lbrack := p.expect(token.LBRACK)
	list := p.parseTypeArgs(nil)
	rbrack := p.closing(token.RBRACK, "type argument list")
	if len(list) == 0 {
		p.expected(rbrack, "type argument list")
		list = []ast.Expr{&ast.BadExpr{From: lbrack + 1, To: rbrack}}
	}
	return index(t, lbrack, list, rbrack)
}

// parseArray reads an array or slice behind its bracket; the length may have been read.
func (p *parser) parseArray(lbrack token.Pos, length ast.Expr) *ast.ArrayType {
	defer p.enter("ArrayType").leave()
	if length == nil {
		p.level++
		if p.tok == token.ELLIPSIS {
			length = &ast.Ellipsis{Ellipsis: p.expect(token.ELLIPSIS)}
		} else if p.tok != token.RBRACK {
			length = p.parseRhs()
		}
		p.level--
	}
	if p.tok == token.COMMA {
		p.error(p.pos, "unexpected comma; expecting ]")
		p.next()
	}
	p.expect(token.RBRACK)
	return &ast.ArrayType{Lbrack: lbrack, Len: length, Elt: p.parseType()}
}

// parseArrayOrInstance reads what [ begins behind a name: an array, the type of a field of that name, or type arguments, where
// there is no name.
func (p *parser) parseArrayOrInstance(name *ast.Ident) (*ast.Ident, ast.Expr) {
	defer p.enter("ArrayFieldOrTypeInstance").leave()
	lbrack := p.expect(token.LBRACK)
	var list []ast.Expr
	last := token.NoPos // a comma before the bracket
	if p.tok != token.RBRACK {
		p.level++
		list = append(list, p.parseRhs())
		for p.tok == token.COMMA {
			at := p.expect(token.COMMA)
			if p.tok == token.RBRACK {
				last = at
				break
			}
			list = append(list, p.parseRhs())
		}
		p.level--
	}
	rbrack := p.expect(token.RBRACK)
	switch len(list) {
	case 0:
		return name, &ast.ArrayType{Lbrack: lbrack, Elt: p.parseType()}
	case 1:
		if elem := p.tryType(); elem != nil {
			if last.IsValid() {
				p.error(last, "unexpected comma; expecting ]")
			}
			return name, &ast.ArrayType{Lbrack: lbrack, Len: list[0], Elt: elem}
		}
	}
	return nil, index(name, lbrack, list, rbrack)
}

func (p *parser) parseStruct() *ast.StructType {
	defer p.enter("StructType").leave()
	t := &ast.StructType{Struct: p.expect(token.STRUCT), Fields: &ast.FieldList{}}
	t.Fields.Opening = p.expect(token.LBRACE)
	for p.tok == token.IDENT || p.tok == token.MUL || p.tok == token.LPAREN {
		t.Fields.List = append(t.Fields.List, p.parseField())
	}
	t.Fields.Closing = p.expect(token.RBRACE)
	return t
}

func (p *parser) parseField() *ast.Field {
	defer p.enter("FieldDecl").leave()
	f := &ast.Field{Doc: p.leadComment}
	switch p.tok {
	case token.IDENT:
		name := p.parseIdent()
		switch p.tok {
		case token.PERIOD:
			f.Type = p.parseQualified(name)
		case token.STRING, token.SEMICOLON, token.RBRACE:
			f.Type = name
		default:
			f.Names = []*ast.Ident{name}
			for p.got(token.COMMA) {
				f.Names = append(f.Names, p.parseIdent())
			}
			if len(f.Names) > 1 || p.tok != token.LBRACK {
				f.Type = p.parseType()
			} else if name, f.Type = p.parseArrayOrInstance(name); name == nil {
				f.Names = nil
			}
		}
	case token.MUL:
		star := p.expect(token.MUL)
		f.Type = &ast.StarExpr{Star: star, X: p.parseEmbedded(true)}
	case token.LPAREN:
		f.Type = p.parseEmbedded(false)
	default:
		f.Type = p.badExpr("field name or embedded type", exprEnd)
	}
	if p.tok == token.STRING {
		f.Tag = p.parseBasicLit()
	}
	f.Comment = p.semicolon()
	return f
}

// parseEmbedded reads the name of an embedded type; parentheses around it, with a star in them, are an error.
func (p *parser) parseEmbedded(starred bool) ast.Expr {
	if p.tok != token.LPAREN {
		return p.parseQualified(nil)
	}
	p.error(p.pos, "cannot parenthesize embedded type")
	p.next()
	var t ast.Expr
	if p.tok == token.MUL && !starred {
		star := p.expect(token.MUL)
		t = &ast.StarExpr{Star: star, X: p.parseQualified(nil)}
	} else {
		t = p.parseQualified(nil)
	}
	p.got(token.RPAREN)
	return t
}

func (p *parser) parseFuncType() *ast.FuncType {
	defer p.enter("FuncType").leave()
	t := &ast.FuncType{Func: p.expect(token.FUNC)}
	if p.tok == token.LBRACK {
		if params := p.parseTypeParams(); params != nil {
			p.error(params.Opening, "function type must have no type parameters")
		}
	}
	t.Params = p.parseParameters(false)
	t.Results = p.parseParameters(true)
	return t
}

func (p *parser) parseInterface() *ast.InterfaceType {
	defer p.enter("InterfaceType").leave()
	t := &ast.InterfaceType{Interface: p.expect(token.INTERFACE), Methods: &ast.FieldList{}}
	t.Methods.Opening = p.expect(token.LBRACE)
	for {
		f := &ast.Field{}
		if p.tok == token.IDENT {
			if f = p.parseMethod(); f.Names == nil {
				f.Type = p.parseUnion(f.Type)
			}
		} else if p.tok == token.TILDE {
			f.Type = p.parseUnion(nil)
		} else if elem := p.tryType(); elem != nil {
			f.Type = p.parseUnion(elem)
		} else {
			break
		}
		f.Comment = p.semicolon()
		t.Methods.List = append(t.Methods.List, f)
	}
	t.Methods.Closing = p.expect(token.RBRACE)
	return t
}

// parseMethod reads a method or a type, which may be the first of a union.
func (p *parser) parseMethod() *ast.Field {
	defer p.enter("MethodSpec").leave()
	f := &ast.Field{Doc: p.leadComment}
	f.Type = p.parseTypeName(nil)
	name, ok := f.Type.(*ast.Ident)
	signature := func() {
		f.Names = []*ast.Ident{name}
		t := &ast.FuncType{Params: p.parseParameters(false)}
		t.Results = p.parseParameters(true)
		f.Type = t
	}
	switch {
	case !ok && p.tok == token.LBRACK:
		f.Type = p.parseInstance(f.Type)
	case !ok:
	case p.tok == token.LPAREN:
		signature()
	case p.tok == token.LBRACK:
		lbrack := p.expect(token.LBRACK)
		p.level++
		x := p.parseExpr()
		p.level--
		if first, ok := x.(*ast.Ident); ok && p.tok != token.COMMA && p.tok != token.RBRACK {
			p.parseParams(first, nil, token.RBRACK, false)
			p.expect(token.RBRACK)
			p.error(lbrack, "interface method must have no type parameters")
			signature()
			break
		}
		list := []ast.Expr{x}
		if p.comma("type argument list", token.RBRACK) {
			p.next()
			list = p.parseTypeArgs(list)
		}
		rbrack := p.closing(token.RBRACK, "type argument list")
		f.Type = index(name, lbrack, list, rbrack)
	}
	return f
}

// parseUnion reads terms between bars, of which the first may have been read.
func (p *parser) parseUnion(x ast.Expr) ast.Expr {
	defer p.enter("EmbeddedElem").leave()
	if x == nil {
		x = p.parseTerm()
	}
	for p.tok == token.OR {
		union := &ast.BinaryExpr{X: x, Op: token.OR, OpPos: p.expect(token.OR)}
		union.Y = p.parseTerm()
		x = union
	}
	return x
}

func (p *parser) parseTerm() ast.Expr {
	defer p.enter("EmbeddedTerm").leave()
	if p.tok == token.TILDE {
		t := &ast.UnaryExpr{Op: token.TILDE, OpPos: p.expect(token.TILDE)}
		t.X = p.parseType()
		return t
	}
	if t := p.tryType(); t != nil {
		return t
	}
	return p.badExpr("~ term or type", exprEnd)
}

func (p *parser) parseTypeParams() *ast.FieldList {
	defer p.enter("TypeParameters").leave()
	list := &ast.FieldList{Opening: p.expect(token.LBRACK)}
	if p.tok != token.RBRACK {
		list.List = p.parseParams(nil, nil, token.RBRACK, false)
	}
	list.Closing = p.expect(token.RBRACK)
	if len(list.List) == 0 {
		p.error(list.Closing, "empty type parameter list")
		return nil
	}
	return list
}

// parseParameters reads parameters, or results, which may have no parentheses or be missing.
func (p *parser) parseParameters(results bool) *ast.FieldList {
	defer p.enter("Parameters").leave()
	if results && p.tok != token.LPAREN {
		if t := p.tryType(); t != nil {
			return &ast.FieldList{List: []*ast.Field{{Type: t}}}
		}
		return nil
	}
	list := &ast.FieldList{Opening: p.expect(token.LPAREN)}
	if p.tok != token.RPAREN {
		list.List = p.parseParams(nil, nil, token.RPAREN, !results)
	}
	list.Closing = p.expect(token.RPAREN)
	return list
}

// param is a parameter as it is read: a name alone may be a type.
type param struct {
	name *ast.Ident
	typ  ast.Expr
}

func isTypeStart(tok token.Token) bool {
	switch tok {
	case token.MUL, token.ARROW, token.FUNC, token.CHAN, token.MAP, token.STRUCT, token.INTERFACE, token.LPAREN:
		return true
	}
	return false
}

// parseParam reads one parameter, whose name may have been read.
func (p *parser) parseParam(name *ast.Ident, ofType bool) (f param) {
	defer p.enter("ParamDecl").leave()
	dots := func() ast.Expr {
		defer p.enter("DotsType").leave()
		pos := p.expect(token.ELLIPSIS)
		return &ast.Ellipsis{Ellipsis: pos, Elt: p.parseType()}
	}
	switch {
	case name != nil || p.tok == token.IDENT:
		if f.name = name; name == nil {
			f.name = p.parseIdent()
		}
		switch {
		case p.tok == token.IDENT || isTypeStart(p.tok):
			f.typ = p.parseType()
		case p.tok == token.LBRACK:
			f.name, f.typ = p.parseArrayOrInstance(f.name)
		case p.tok == token.ELLIPSIS:
			f.typ = dots()
			return f
		case p.tok == token.PERIOD:
			f = param{nil, p.parseQualified(f.name)}
		case p.tok == token.TILDE && ofType:
			f.typ = p.parseUnion(nil)
			return f
		case p.tok == token.OR && ofType:
			return param{nil, p.parseUnion(f.name)}
		}
	case ofType && p.tok == token.TILDE:
		return param{nil, p.parseUnion(nil)}
	case p.tok == token.LBRACK || isTypeStart(p.tok):
		f.typ = p.parseType()
	case p.tok == token.ELLIPSIS:
		f.typ = dots()
		return f
	default:
		p.expected(p.pos, "')'")
		p.advance(exprEnd)
	}
	if ofType && p.tok == token.OR && f.typ != nil {
		f.typ = p.parseUnion(f.typ)
	}
	return f
}

// parseParams reads parameters up to the closing token; the name of the first, and its type too, may have been read.
func (p *parser) parseParams(first *ast.Ident, typ ast.Expr, closing token.Token, dots bool) (fields []*ast.Field) {
	defer p.enter("ParameterList").leave()
	ofType := closing == token.RBRACK
	from := p.pos
	if first != nil {
		from = first.Pos()
	} else if typ != nil {
		from = typ.Pos()
	}
	var list []param
	named, typed := 0, 0 // with a name and a type; with a type
	for first != nil || p.tok != closing && p.tok != token.EOF {
		f := param{first, typ}
		if typ == nil {
			f = p.parseParam(first, ofType)
		} else if ofType {
			f.typ = p.parseUnion(typ)
		}
		first, typ = nil, nil
		if f.typ != nil {
			typed++
			if f.name != nil {
				named++
			}
		}
		if f.name != nil || f.typ != nil {
			list = append(list, f)
		}
		if !p.comma("parameter list", closing) {
			break
		}
		p.next()
	}
	if len(list) == 0 {
		return nil
	}
	// Either all have names, or what look like names are types.
	if named == 0 {
		for i := range list {
			if f := &list[i]; f.name != nil {
				*f = param{nil, f.name}
			}
		}
		if ofType {
			p.missing(from, named == typed, ofType, len(list))
		}
	} else if named != len(list) {
		at := token.NoPos
		var after ast.Expr
		for i := len(list) - 1; i >= 0; i-- {
			switch f := &list[i]; {
			case f.typ != nil:
				after = f.typ
				if f.name == nil {
					at = f.typ.Pos()
					f.name = &ast.Ident{NamePos: at, Name: "_"}
				}
			case after != nil:
				f.typ = after
			default:
				at = f.name.Pos()
				f.typ = &ast.BadExpr{From: at, To: p.pos}
			}
		}
		if at.IsValid() {
			p.missing(at, named == typed, ofType, len(list))
		}
	}
	told := false
	for i := range list {
		f := &list[i]
		t, ok := f.typ.(*ast.Ellipsis)
		if !ok || dots && i+1 == len(list) {
			continue
		}
		if !told {
			told = true
			if dots {
				p.error(t.Ellipsis, "can only use ... with final parameter")
			} else {
				p.error(t.Ellipsis, "invalid use of ...")
			}
		}
		f.typ = &ast.BadExpr{From: t.Pos(), To: t.End()}
	}
	for i, f := range list {
		if named > 0 && i > 0 && f.typ == list[i-1].typ {
			last := fields[len(fields)-1]
			last.Names = append(last.Names, f.name)
			continue
		}
		field := &ast.Field{Type: f.typ}
		if named > 0 {
			field.Names = []*ast.Ident{f.name}
		}
		fields = append(fields, field)
	}
	return fields
}

// missing tells that parameters lack a type, or else a name.
func (p *parser) missing(at token.Pos, lackType, ofType bool, n int) {
	msg := "missing parameter name"
	if ofType {
		msg = "missing type parameter name"
		if n == 1 {
			msg += " or invalid array length"
		}
	}
	if lackType {
		at = p.pos
		msg = "missing parameter type"
		if ofType {
			msg = "missing type constraint"
		}
	}
	p.error(at, msg)
}
