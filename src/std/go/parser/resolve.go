package parser

import (
	"fmt"
	"go/ast"
	"go/token"
)

// maxScopes is how many scopes may be in each other.
const maxScopes = 1000

// resolver finds out which names denote what, as far as a file tells it.
type resolver struct {
	file    *token.File
	fail    func(pos token.Pos, msg string) // nil: errors are not wanted
	pkg     *ast.Scope
	top     *ast.Scope
	depth   int
	open    []*ast.Ident // names that may denote something of the package
	labels  *ast.Scope
	targets [][]*ast.Ident // of jumps, for each function
}

// pending stands for what an open name denotes, until all of the package is known.
var pending = new(ast.Object)

func resolve(f *ast.File, p *parser) {
	pkg := ast.NewScope(nil)
	r := &resolver{file: p.file, pkg: pkg, top: pkg, depth: 1}
	if p.mode&DeclarationErrors != 0 {
		r.fail = p.error
	}
	for _, d := range f.Decls {
		ast.Walk(r, d)
	}
	f.Scope = pkg
	f.Unresolved = r.open[:0]
	for _, id := range r.open {
		if id.Obj = pkg.Lookup(id.Name); id.Obj == nil {
			f.Unresolved = append(f.Unresolved, id)
		}
	}
}

// in calls f within a scope of its own.
func (r *resolver) in(pos token.Pos, f func()) {
	r.depth++
	if r.depth > maxScopes {
		panic(bailout{pos, "exceeded max scope depth during object resolution"})
	}
	r.top = ast.NewScope(r.top)
	f()
	r.top = r.top.Outer
	r.depth--
}

func (r *resolver) declare(decl, data any, scope *ast.Scope, kind ast.ObjKind, names ...*ast.Ident) {
	for _, id := range names {
		if id.Obj != nil {
			panic(fmt.Sprintf("%v: identifier %s already declared or resolved", id.Pos(), id.Name))
		}
		obj := &ast.Object{Kind: kind, Name: id.Name, Decl: decl, Data: data}
		// Type parameters of receivers are declared by their names alone, which is nothing that a Decl can be.
		if _, ok := decl.(*ast.Ident); !ok {
			id.Obj = obj
		}
		if id.Name == "_" {
			continue
		}
		if old := scope.Insert(obj); old != nil && r.fail != nil {
			before := ""
			if pos := old.Pos(); pos.IsValid() {
				before = "\n\tprevious declaration at " + r.file.Position(pos).String()
			}
			r.fail(id.Pos(), id.Name+" redeclared in this block"+before)
		}
	}
}

// define declares what is new on the left of :=.
func (r *resolver) define(s *ast.AssignStmt) {
	isNew := false
	for _, x := range s.Lhs {
		id, ok := x.(*ast.Ident)
		if !ok {
			continue
		}
		id.Obj = &ast.Object{Kind: ast.Var, Name: id.Name, Decl: s}
		if id.Name == "_" {
			continue
		}
		if old := r.top.Insert(id.Obj); old != nil {
			id.Obj = old
		} else {
			isNew = true
		}
	}
	if !isNew && r.fail != nil {
		r.fail(s.Lhs[0].Pos(), "no new variables on left side of :=")
	}
}

// use finds what a name denotes. Keys of composite literals are not open: they may be fields.
func (r *resolver) use(id *ast.Ident, mayBeOpen bool) {
	if id.Obj != nil {
		panic(fmt.Sprintf("%v: identifier %s already declared or resolved", r.file.Position(id.Pos()), id.Name))
	}
	if id.Name == "_" {
		return
	}
	for s := r.top; s != nil; s = s.Outer {
		if obj := s.Lookup(id.Name); obj != nil {
			if _, ok := obj.Decl.(*ast.Ident); !ok {
				id.Obj = obj
			}
			return
		}
	}
	if mayBeOpen {
		id.Obj = pending
		r.open = append(r.open, id)
	}
}

func walkAll[N ast.Node](r *resolver, list []N) {
	for _, n := range list {
		ast.Walk(r, n)
	}
}

func (r *resolver) walk(n ast.Node) {
	if n != nil {
		ast.Walk(r, n)
	}
}

// types goes through the types of fields, names declares their names.
func (r *resolver) types(list *ast.FieldList) {
	if list != nil {
		for _, f := range list.List {
			r.walk(f.Type)
		}
	}
}

func (r *resolver) names(list *ast.FieldList, kind ast.ObjKind) {
	if list != nil {
		for _, f := range list.List {
			r.declare(f, nil, r.top, kind, f.Names...)
		}
	}
}

func (r *resolver) signature(t *ast.FuncType) {
	r.types(t.Params)
	r.types(t.Results)
	r.names(t.Params, ast.Var)
	r.names(t.Results, ast.Var)
}

func (r *resolver) typeParams(list *ast.FieldList) {
	r.names(list, ast.Typ)
	r.types(list)
}

// body goes through a function, which has its own labels.
func (r *resolver) body(b *ast.BlockStmt) {
	if b == nil {
		return
	}
	r.labels = ast.NewScope(r.labels)
	r.targets = append(r.targets, nil)
	walkAll(r, b.List)
	last := len(r.targets) - 1
	for _, id := range r.targets[last] {
		if id.Obj = r.labels.Lookup(id.Name); id.Obj == nil && r.fail != nil {
			r.fail(id.Pos(), "label "+id.Name+" undefined")
		}
	}
	r.targets = r.targets[:last]
	r.labels = r.labels.Outer
}

// receiver declares the type parameters in the type of a receiver.
func (r *resolver) receiver(list *ast.FieldList) {
	if list == nil || len(list.List) == 0 {
		return
	}
	t := list.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	var params []ast.Expr
	switch x := t.(type) {
	case *ast.IndexExpr:
		t, params = x.X, []ast.Expr{x.Index}
	case *ast.IndexListExpr:
		t, params = x.X, x.Indices
	}
	uses := []ast.Expr{t}
	for _, x := range params {
		if id, ok := x.(*ast.Ident); ok {
			r.declare(x, nil, r.top, ast.Typ, id)
		} else {
			uses = append(uses, x)
		}
	}
	for _, x := range uses {
		r.walk(x)
	}
	r.types(&ast.FieldList{List: list.List[1:]})
}

func (r *resolver) Visit(node ast.Node) ast.Visitor {
	switch n := node.(type) {
	case *ast.Ident:
		r.use(n, true)
	case *ast.FuncLit:
		r.in(n.Pos(), func() {
			r.signature(n.Type)
			r.body(n.Body)
		})
	case *ast.SelectorExpr:
		ast.Walk(r, n.X) // what Sel denotes depends on a type
	case *ast.StructType:
		r.in(n.Pos(), func() {
			r.types(n.Fields)
			r.names(n.Fields, ast.Var)
		})
	case *ast.FuncType:
		r.in(n.Pos(), func() { r.signature(n) })
	case *ast.InterfaceType:
		r.in(n.Pos(), func() {
			r.types(n.Methods)
			r.names(n.Methods, ast.Fun)
		})
	case *ast.CompositeLit:
		r.walk(n.Type)
		for _, x := range n.Elts {
			if pair, ok := x.(*ast.KeyValueExpr); ok {
				if id, ok := pair.Key.(*ast.Ident); ok {
					r.use(id, false)
				} else {
					ast.Walk(r, pair.Key)
				}
				x = pair.Value
			}
			ast.Walk(r, x)
		}
	case *ast.LabeledStmt:
		r.declare(n, nil, r.labels, ast.Lbl, n.Label)
		ast.Walk(r, n.Stmt)
	case *ast.AssignStmt:
		walkAll(r, n.Rhs)
		if n.Tok == token.DEFINE {
			r.define(n)
		} else {
			walkAll(r, n.Lhs)
		}
	case *ast.BranchStmt:
		if n.Label != nil && n.Tok != token.FALLTHROUGH {
			last := len(r.targets) - 1
			r.targets[last] = append(r.targets[last], n.Label)
		}
	case *ast.BlockStmt:
		r.in(n.Pos(), func() { walkAll(r, n.List) })
	case *ast.IfStmt:
		r.in(n.Pos(), func() {
			r.walk(n.Init)
			ast.Walk(r, n.Cond)
			ast.Walk(r, n.Body)
			r.walk(n.Else)
		})
	case *ast.CaseClause:
		walkAll(r, n.List)
		r.in(n.Pos(), func() { walkAll(r, n.Body) })
	case *ast.SwitchStmt:
		rest := func() {
			r.walk(n.Tag)
			if n.Body != nil {
				walkAll(r, n.Body.List)
			}
		}
		r.in(n.Pos(), func() {
			r.walk(n.Init)
			if n.Init != nil && n.Tag != nil {
				r.in(n.Tag.Pos(), rest)
			} else {
				rest()
			}
		})
	case *ast.TypeSwitchStmt:
		rest := func() {
			r.in(n.Assign.Pos(), func() {
				ast.Walk(r, n.Assign)
				if n.Body != nil {
					walkAll(r, n.Body.List)
				}
			})
		}
		if n.Init == nil {
			rest()
			break
		}
		r.in(n.Pos(), func() {
			ast.Walk(r, n.Init)
			rest()
		})
	case *ast.CommClause:
		r.in(n.Pos(), func() {
			r.walk(n.Comm)
			walkAll(r, n.Body)
		})
	case *ast.SelectStmt:
		if n.Body != nil {
			walkAll(r, n.Body.List)
		}
	case *ast.ForStmt:
		r.in(n.Pos(), func() {
			r.walk(n.Init)
			r.walk(n.Cond)
			r.walk(n.Post)
			ast.Walk(r, n.Body)
		})
	case *ast.RangeStmt:
		r.in(n.Pos(), func() { r.rangeStmt(n) })
	case *ast.GenDecl:
		r.genDecl(n)
	case *ast.FuncDecl:
		r.in(n.Pos(), func() {
			r.receiver(n.Recv)
			r.typeParams(n.Type.TypeParams)
			r.types(n.Type.Params)
			r.types(n.Type.Results)
			r.names(n.Recv, ast.Var)
			r.names(n.Type.Params, ast.Var)
			r.names(n.Type.Results, ast.Var)
			r.body(n.Body)
		})
		if n.Recv == nil && n.Name.Name != "init" {
			r.declare(n, nil, r.pkg, ast.Fun, n.Name)
		}
	default:
		return r
	}
	return nil
}

func (r *resolver) rangeStmt(n *ast.RangeStmt) {
	ast.Walk(r, n.X)
	var left []ast.Expr
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil {
			left = append(left, x)
		}
	}
	if len(left) == 0 {
		ast.Walk(r, n.Body)
		return
	}
	if n.Tok != token.DEFINE {
		walkAll(r, left)
	} else {
		for _, x := range left {
			if x = ast.Unparen(x); x != nil {
				if _, ok := x.(*ast.Ident); !ok {
					ast.Walk(r, x)
				}
			}
		}
		// Names are declared by a statement that is nowhere in the tree.
		r.define(&ast.AssignStmt{Lhs: left, TokPos: n.TokPos, Tok: token.DEFINE, Rhs: []ast.Expr{&ast.UnaryExpr{Op: token.RANGE, X: n.X}}})
	}
	ast.Walk(r, n.Body)
}

func (r *resolver) genDecl(n *ast.GenDecl) {
	for i, spec := range n.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			kind := ast.Con
			if n.Tok == token.VAR {
				kind = ast.Var
			}
			walkAll(r, spec.Values)
			r.walk(spec.Type)
			r.declare(spec, i, r.top, kind, spec.Names...)
		case *ast.TypeSpec:
			// The name is known in its own type, and its parameters to the end of the declaration.
			r.declare(spec, nil, r.top, ast.Typ, spec.Name)
			if spec.TypeParams == nil {
				ast.Walk(r, spec.Type)
				continue
			}
			r.in(spec.Pos(), func() {
				r.typeParams(spec.TypeParams)
				ast.Walk(r, spec.Type)
				if rest := n.Specs[i+1:]; len(rest) > 0 {
					r.genDecl(&ast.GenDecl{Tok: n.Tok, Specs: rest})
				}
			})
			return
		}
	}
}
