package printer

import (
	"go/ast"
	"go/token"
)

// fields prints what stands in a struct or an interface, with the braces.
func (p *printer) fields(list *ast.FieldList, isStruct, isIncomplete bool) {
	open, close := list.Opening, list.Closing
	hasComments := isIncomplete || p.commentBefore(p.place(close))
	oneLine := open.IsValid() && close.IsValid() && p.lineAt(open) == p.lineAt(close)
	if !hasComments && oneLine {
		if len(list.List) == 0 {
			p.braces(open, close)
			return
		}
		if p.fitsOneLine(list.List) {
			p.at(open)
			p.op(token.LBRACE)
			p.space(blank)
			p.loneField(list.List[0], isStruct)
			p.space(blank)
			p.at(close)
			p.op(token.RBRACE)
			return
		}
	}
	p.space(blank)
	p.at(open)
	p.op(token.LBRACE)
	p.space(deeper)
	if hasComments || len(list.List) > 0 {
		p.space(formfeed)
	}
	between := cell
	if len(list.List) == 1 {
		between = blank
	}
	var line int
	for i, f := range list.List {
		if i > 0 {
			p.breakLine(p.lineAt(f.Pos()), 1, nothing, p.linesSince(line) > 0)
		}
		p.comment(f.Doc)
		p.noteLine(&line)
		if isStruct {
			p.field(f, between)
		} else {
			p.element(f)
			p.comment(f.Comment)
		}
	}
	if isIncomplete {
		if len(list.List) > 0 {
			p.space(formfeed)
		}
		p.flush(p.place(close), token.RBRACE)
		text := "// contains filtered or unexported methods"
		if isStruct {
			text = "// " + filtered
		}
		p.comment(&ast.CommentGroup{List: []*ast.Comment{{Text: text}}})
	}
	p.space(shallower, formfeed)
	p.at(close)
	p.op(token.RBRACE)
}

// fitsOneLine reports whether this is one field that is short enough to stand in its braces on one line.
func (p *printer) fitsOneLine(list []*ast.Field) bool {
	const width = 30
	f := list[0]
	if len(list) > 1 || f.Tag != nil || f.Comment != nil {
		return false
	}
	names := 0
	for _, name := range f.Names {
		if name.Name != "" || len(f.Names) > 1 {
			names = 1 // only the blank counts
		}
	}
	return names+p.size(f.Type, width) <= width
}

func (p *printer) loneField(f *ast.Field, isStruct bool) {
	if !isStruct {
		p.element(f)
		return
	}
	for i, name := range f.Names {
		if i > 0 {
			p.op(token.COMMA)
			p.space(blank)
		}
		p.ident(name)
	}
	if len(f.Names) > 0 {
		p.space(blank)
	}
	p.expr(f.Type)
}

// field prints a line of a struct.
func (p *printer) field(f *ast.Field, between space) {
	columns := 2 // between the type and a comment
	if len(f.Names) > 0 {
		p.names(f.Names, false)
		p.space(between)
		columns = 1
	}
	p.expr(f.Type)
	if f.Tag != nil {
		if len(f.Names) > 0 && between == cell {
			p.space(between)
		}
		p.space(between)
		p.expr(f.Tag)
		columns = 0
	}
	if f.Comment != nil {
		for range columns {
			p.space(between)
		}
		p.comment(f.Comment)
	}
}

// element prints a method of an interface, or what it embeds.
func (p *printer) element(f *ast.Field) {
	if len(f.Names) == 0 {
		p.expr(f.Type)
		return
	}
	p.ident(f.Names[0])
	p.signature(f.Type.(*ast.FuncType))
}

type paramKind int

const (
	params paramKind = iota
	ofFunction
	ofType // must not look like an array's length
)

func (p *printer) signature(t *ast.FuncType) {
	if t.TypeParams != nil {
		p.params(t.TypeParams, ofFunction)
	}
	if t.Params != nil {
		p.params(t.Params, params)
	} else {
		p.op(token.LPAREN, token.RPAREN)
	}
	switch n := t.Results.NumFields(); {
	case n == 0:
	case n == 1 && t.Results.List[0].Names == nil:
		p.space(blank)
		p.expr(ast.Unparen(t.Results.List[0].Type))
	default:
		p.space(blank)
		p.params(t.Results, params)
	}
}

func (p *printer) params(list *ast.FieldList, kind paramKind) {
	open, close := token.LPAREN, token.RPAREN
	if kind != params {
		open, close = token.LBRACK, token.RBRACK
	}
	p.at(list.Opening)
	p.op(open)
	if len(list.List) > 0 {
		p.paramLines(list, kind)
	}
	p.at(list.Closing)
	p.op(close)
}

func (p *printer) paramLines(list *ast.FieldList, kind paramKind) {
	indent := deeper
	lineBefore := p.lineAt(list.Opening)
	for i, f := range list.List {
		line, end := p.lineAt(f.Pos()), p.lineAt(f.End())
		needsBreak := 0 < lineBefore && lineBefore < line
		if i > 0 {
			if !needsBreak {
				p.at(f.Pos())
			}
			p.op(token.COMMA)
		}
		if needsBreak && p.breakLine(line, 0, indent, true) > 0 {
			indent = nothing
		} else if i > 0 {
			p.space(blank)
		}
		if len(f.Names) > 0 {
			// Names on several lines are indented for themselves, unless all is already.
			p.names(f.Names, indent == deeper)
			p.space(blank)
		}
		p.expr(ast.Unparen(f.Type))
		lineBefore = end
	}
	if closing := p.lineAt(list.Closing); 0 < lineBefore && lineBefore < closing {
		p.op(token.COMMA)
		p.breakLine(closing, 0, nothing, true)
	} else if kind == ofType && list.NumFields() == 1 && combines(ast.Unparen(list.List[0].Type)) {
		p.op(token.COMMA)
	}
	if indent == nothing {
		p.space(shallower)
	}
}

// combines reports whether a name before x would make an expression: P *T.
func combines(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.StarExpr:
		return !isElement(x.X)
	case *ast.BinaryExpr:
		return combines(x.X) && !isElement(x.Y)
	case *ast.ParenExpr:
		return !isElement(x.X)
	}
	return false
}

// isElement reports whether this can be a type or a constraint only, and no value.
func isElement(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
		return true
	case *ast.UnaryExpr:
		return x.Op == token.TILDE
	case *ast.BinaryExpr:
		return isElement(x.X) || isElement(x.Y)
	case *ast.ParenExpr:
		return isElement(x.X)
	}
	return false
}
