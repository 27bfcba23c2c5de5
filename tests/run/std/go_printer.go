// go/printer: trees as they were parsed, changed, and built by hand.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"strings"
)

const source = `//go:build linux && !windows

// Package p is   written badly.
//
//   - a list
//   - of two
package p

import (
	"fmt"
	m "math" // with a name
	` + "`os`" + `
)

/*
   A block
     comment.
*/
const (
	A int = iota // first
	B
	Longer, Other = 0X1F, 1E3 // two

	C = "c"
)

// T is a type.
type T struct {
	a, b int // small
	name string ` + "`json:\"name\"`" + ` // tagged
	fmt.Stringer // embedded
	f func(x int, y ...string) (n int, err error)
	in interface{ M(int) string }
	empty struct{}
}

type (
	Pair[K comparable, V any] struct { K K; V V }
	Number interface { ~int | ~float64; String() string }
	P[Q *T,] struct{}
	Alias = map[string][]chan<- <-chan int
)

func (t *T) Method(a, b int,
	c string) (x, y [3]int, err error) { return }

func short() int { return 1 }
func empty() {}
func external(x []int, f func() (a, b int))

func body(a, b, c int, s []int, i interface{}) (int, string) {
	x := a*b+c // mixed
	y := (a+b)*c- -a + 2*+b
	var p, q = &x, *(&y)
	s[a+1], s[b] = s[1:], s[a : b+1 : c]
	s = append(s, s...)
	x += y<<2 &^ 3; x++ ; y--
	if v, ok := i.(int); ok && (v > 0) { x = v } else if x == 0 {
		fmt.Println("zero")
	} else { fmt.Println( /* inside */ "other", m.Pi) }
	for i := 0; i < 10; i++ { continue }
	for ;; { break }
	for x > 0 { x-- }
	for k, v := range map[string]int{"a":1, "long key":2} { _, _ = k, v }
	for range 3 {}
outer:
	switch y := x; { case y > 1, y < -1: fallthrough
	// above the default
	default:
		goto outer
	}
	switch t := i.(type) { case nil, error: _ = t; case []int: }
	ch := make(chan int)
	select { case v, ok := <-ch: _, _ = v, ok; case ch <- 1: default: }
	select {}
	go func() { defer close(ch); ch <- *p }()
	list := []T{
		{a: 1, b: 2},
		{
			name: "n",   // named
			f: nil,
		},
	}
	call(1,
		2, func() {
			fmt.Println(list)
		})
	value.
		Method(1).
		Other(q)
	{
		;
		type local int
	}
	/* trailing */

	return x +
		y, "done"
	// the end
}
`

func parse(text string) (*token.FileSet, *ast.File) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	return fset, file
}

func show(title string, cfg *printer.Config, fset *token.FileSet, node any) {
	var text bytes.Buffer
	var err error
	if cfg == nil {
		err = printer.Fprint(&text, fset, node)
	} else {
		err = cfg.Fprint(&text, fset, node)
	}
	fmt.Printf("=== %s: %v\n%s\n", title, err, strings.ReplaceAll(text.String(), "\t", "»"))
}

func main() {
	fset, file := parse(source)
	show("as it is", nil, fset, file)
	for _, mode := range []printer.Mode{printer.RawFormat, printer.TabIndent, printer.UseSpaces, printer.TabIndent | printer.UseSpaces, printer.SourcePos | printer.UseSpaces} {
		show(fmt.Sprintf("mode %d", mode), &printer.Config{Mode: mode, Tabwidth: 4, Indent: 1}, fset, file)
	}
	nodes(fset, file)
	comments(fset, file)
	changed()
	built()
	filtered()
	wrong(fset)
}

// Parts of a tree.
func nodes(fset *token.FileSet, file *ast.File) {
	spaces := &printer.Config{Mode: printer.UseSpaces, Tabwidth: 2}
	show("declarations", spaces, fset, file.Decls[1:3])
	for _, d := range file.Decls {
		show("a declaration", nil, fset, d)
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, s := range d.Specs {
				show("a specification", spaces, fset, s)
			}
		case *ast.FuncDecl:
			if d.Body != nil && len(d.Body.List) > 2 {
				show("statements", nil, fset, d.Body.List)
				for _, s := range d.Body.List {
					show("a statement", spaces, fset, s)
				}
			}
		}
	}
}

func comments(fset *token.FileSet, file *ast.File) {
	for _, d := range file.Decls {
		show("with comments", nil, fset, &printer.CommentedNode{Node: d, Comments: file.Comments})
	}
	show("a file with comments", nil, fset, &printer.CommentedNode{Node: file, Comments: file.Comments[:2]})
	without := *file
	without.Comments = nil
	show("with the nodes' comments", nil, fset, &without)
}

// What programs that rewrite others do.
func changed() {
	fset, file := parse(source)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if n.Name == "x" || n.Name == "name" {
				n.Name = "renamed" + n.Name
			}
		case *ast.FuncDecl:
			if n.Body != nil {
				n.Body.List = append([]ast.Stmt{logged(n.Name.Name)}, n.Body.List...)
			}
		case *ast.BinaryExpr:
			if n.Op == token.ADD {
				n.Op = token.MUL
			}
		}
		return true
	})
	file.Decls = append(file.Decls, &ast.FuncDecl{
		Doc:  &ast.CommentGroup{List: []*ast.Comment{{Text: "// added is new."}}},
		Name: ast.NewIdent("added"),
		Type: &ast.FuncType{},
		Body: &ast.BlockStmt{List: []ast.Stmt{logged("added")}},
	})
	show("changed", nil, fset, file)
	show("changed, as gofmt", &printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}, fset, file)
}

func name(s string) *ast.Ident        { return ast.NewIdent(s) }
func number(s string) ast.Expr        { return &ast.BasicLit{Kind: token.INT, Value: s} }
func text(s string) ast.Expr          { return &ast.BasicLit{Kind: token.STRING, Value: s} }
func call(f ast.Expr, args ...ast.Expr) *ast.CallExpr { return &ast.CallExpr{Fun: f, Args: args} }
func binary(x ast.Expr, op token.Token, y ast.Expr) ast.Expr {
	return &ast.BinaryExpr{X: x, Op: op, Y: y}
}
func block(list ...ast.Stmt) *ast.BlockStmt { return &ast.BlockStmt{List: list} }
func params(list ...*ast.Field) *ast.FieldList { return &ast.FieldList{List: list} }
func field(t ast.Expr, names ...string) *ast.Field {
	f := &ast.Field{Type: t}
	for _, s := range names {
		f.Names = append(f.Names, name(s))
	}
	return f
}

func logged(what string) ast.Stmt {
	return &ast.ExprStmt{X: call(&ast.SelectorExpr{X: name("log"), Sel: name("Print")}, text(`"`+what+`"`), text("`a\nb`"))}
}

// Nodes that stand nowhere, each kind of them, some as no parser makes them.
func built() {
	fset := token.NewFileSet()
	a, b, c := name("a"), name("b"), name("c")
	exprs := []ast.Expr{
		&ast.BadExpr{},
		name("any text (as a name)"),
		binary(binary(a, token.ADD, b), token.MUL, binary(a, token.SUB, &ast.UnaryExpr{Op: token.SUB, X: c})),
		binary(binary(a, token.MUL, b), token.ADD, binary(a, token.QUO, &ast.StarExpr{X: c})),
		binary(a, token.AND, &ast.UnaryExpr{Op: token.XOR, X: b}),
		&ast.StarExpr{X: binary(a, token.LAND, b)},
		&ast.SelectorExpr{X: &ast.StarExpr{X: a}, Sel: b},
		call(&ast.StarExpr{X: a}, b),
		call(&ast.FuncType{}, b, c),
		call(&ast.ChanType{Dir: ast.RECV, Value: a}, b),
		call(&ast.ChanType{Dir: ast.SEND | ast.RECV, Value: a}, b),
		&ast.CallExpr{Fun: a, Args: []ast.Expr{b, c}, Ellipsis: 1},
		&ast.ParenExpr{X: &ast.ParenExpr{X: a}},
		&ast.IndexExpr{X: binary(a, token.ADD, b), Index: binary(a, token.MUL, b)},
		&ast.IndexListExpr{X: a, Indices: []ast.Expr{b, c}},
		&ast.SliceExpr{X: a, Low: binary(a, token.ADD, b), High: c},
		&ast.SliceExpr{X: a, High: b, Max: binary(a, token.MUL, b), Slice3: true},
		&ast.TypeAssertExpr{X: a},
		&ast.TypeAssertExpr{X: a, Type: b},
		&ast.UnaryExpr{Op: token.ARROW, X: &ast.UnaryExpr{Op: token.NOT, X: binary(a, token.EQL, b)}},
		&ast.CompositeLit{Type: &ast.ArrayType{Elt: a}, Elts: []ast.Expr{&ast.KeyValueExpr{Key: b, Value: c}, &ast.KeyValueExpr{Key: name("longer"), Value: number("0X1P-2")}}},
		&ast.CompositeLit{Type: a, Incomplete: true},
		&ast.CompositeLit{Type: a, Elts: []ast.Expr{b}, Incomplete: true},
		&ast.FuncLit{Type: &ast.FuncType{Params: params(field(a, "x", "y"), field(&ast.Ellipsis{Elt: b}, "z")), Results: params(field(&ast.ParenExpr{X: c}))}, Body: block(&ast.ReturnStmt{Results: []ast.Expr{a, b}})},
		&ast.FuncLit{Type: &ast.FuncType{TypeParams: params(field(name("any"), "T")), Results: params(field(c, "r"), field(a))}, Body: block()},
		&ast.ArrayType{Len: &ast.Ellipsis{}, Elt: &ast.ArrayType{Len: number("3"), Elt: a}},
		&ast.MapType{Key: a, Value: &ast.ChanType{Dir: ast.SEND, Value: &ast.ChanType{Dir: ast.RECV, Value: b}}},
		&ast.StructType{Fields: params()},
		&ast.StructType{Fields: params(field(a, "x"), &ast.Field{Type: b, Tag: &ast.BasicLit{Kind: token.STRING, Value: "`tag`"}}, &ast.Field{Names: []*ast.Ident{name("long")}, Type: c, Comment: &ast.CommentGroup{List: []*ast.Comment{{Text: "// behind"}}}})},
		&ast.StructType{Fields: params(field(a, "x")), Incomplete: true},
		&ast.InterfaceType{Methods: params(field(&ast.FuncType{Params: params(field(a))}, "M"), field(binary(&ast.UnaryExpr{Op: token.TILDE, X: a}, token.OR, b)))},
		&ast.InterfaceType{Methods: params(), Incomplete: true},
	}
	for _, x := range exprs {
		show(fmt.Sprintf("%T", x), nil, fset, x)
	}
	define := &ast.AssignStmt{Lhs: []ast.Expr{a, b}, Tok: token.DEFINE, Rhs: []ast.Expr{binary(a, token.ADD, b), c}}
	literal := &ast.CompositeLit{Type: a}
	stmts := []ast.Stmt{
		&ast.BadStmt{},
		&ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{&ast.ValueSpec{Names: []*ast.Ident{a, b}, Type: c, Values: []ast.Expr{a, b}}}}},
		&ast.EmptyStmt{},
		&ast.LabeledStmt{Label: a, Stmt: &ast.EmptyStmt{}},
		&ast.LabeledStmt{Label: a, Stmt: &ast.BranchStmt{Tok: token.GOTO, Label: a}},
		&ast.SendStmt{Chan: a, Value: b},
		&ast.IncDecStmt{X: binary(a, token.ADD, b), Tok: token.INC},
		define,
		&ast.GoStmt{Call: call(a)},
		&ast.DeferStmt{Call: call(a, b)},
		&ast.ReturnStmt{},
		&ast.BranchStmt{Tok: token.BREAK},
		block(define, block()),
		&ast.IfStmt{Init: define, Cond: &ast.ParenExpr{X: binary(a, token.EQL, literal)}, Body: block(define), Else: define},
		&ast.IfStmt{Cond: &ast.ParenExpr{X: a}, Body: block(), Else: &ast.IfStmt{Cond: b, Body: block(), Else: block()}},
		&ast.SwitchStmt{Init: define, Tag: a, Body: block(&ast.CaseClause{List: []ast.Expr{a, b}, Body: []ast.Stmt{define, &ast.BranchStmt{Tok: token.FALLTHROUGH}}}, &ast.CaseClause{})},
		&ast.TypeSwitchStmt{Init: define, Assign: &ast.ExprStmt{X: &ast.TypeAssertExpr{X: a}}, Body: block()},
		&ast.SelectStmt{Body: block()},
		&ast.SelectStmt{Body: block(&ast.CommClause{Comm: define, Body: []ast.Stmt{define}}, &ast.CommClause{})},
		&ast.ForStmt{Body: block()},
		&ast.ForStmt{Init: define, Body: block()},
		&ast.ForStmt{Post: define, Cond: a, Body: block(define)},
		&ast.RangeStmt{X: &ast.ParenExpr{X: literal}, Body: block()},
		&ast.RangeStmt{Key: a, Value: b, Tok: token.ASSIGN, X: c, Body: block()},
	}
	for _, s := range stmts {
		show(fmt.Sprintf("%T", s), nil, fset, s)
	}
	show("all of them", nil, fset, stmts)
	value := func(t ast.Expr, values []ast.Expr, names ...string) *ast.ValueSpec {
		return &ast.ValueSpec{Names: field(nil, names...).Names, Type: t, Values: values}
	}
	decls := []ast.Decl{
		&ast.BadDecl{},
		&ast.GenDecl{Tok: token.IMPORT, Specs: []ast.Spec{&ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: "`a/b`"}}, &ast.ImportSpec{Name: name("_"), Path: &ast.BasicLit{Kind: token.STRING, Value: `"a b"`}}}},
		&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{value(a, []ast.Expr{b}, "long", "longer"), value(nil, []ast.Expr{c}, "x"), value(nil, nil, "y"), value(nil, []ast.Expr{a}, "z")}},
		&ast.GenDecl{Tok: token.VAR, Lparen: 1, Specs: []ast.Spec{value(a, nil, "v")}},
		&ast.GenDecl{Tok: token.TYPE, Lparen: 1},
		&ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{&ast.TypeSpec{Name: a, TypeParams: params(field(&ast.StarExpr{X: c}, "P")), Type: b}, &ast.TypeSpec{Name: name("alias"), Assign: 1, Type: c}}},
		&ast.FuncDecl{Recv: params(field(&ast.StarExpr{X: a}, "r")), Name: b, Type: &ast.FuncType{Params: params()}},
		&ast.FuncDecl{Name: c, Type: &ast.FuncType{Params: params()}, Body: block(define, &ast.ReturnStmt{})},
	}
	for _, d := range decls {
		show(fmt.Sprintf("%T", d), nil, fset, d)
	}
	show("a file", nil, fset, &ast.File{Name: name("p"), Decls: decls})
}

// What ast.FileExports leaves.
func filtered() {
	fset, file := parse("package p\n\ntype T struct {\n\tA int // a\n\tb int\n}\n\ntype I interface {\n\tM()\n\tm()\n}\n\nvar V = T{A: 1, b: 2}\n")
	ast.FileExports(file)
	show("exports", nil, fset, file)
	file.Comments = nil
	show("exports with the nodes' comments", nil, fset, file)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func wrong(fset *token.FileSet) {
	show("a string", nil, fset, "text")
	show("a field", nil, fset, &ast.Field{Type: name("a")})
	show("in a commented node", nil, fset, &printer.CommentedNode{Node: []ast.Stmt{}, Comments: []*ast.CommentGroup{}})
	fmt.Println(printer.Fprint(full{}, fset, name("a")))
	fmt.Println((&printer.Config{Mode: printer.RawFormat}).Fprint(os.Stdout, fset, name("b\n")))
	odd := token.NewFileSet()
	file, err := parser.ParseFile(odd, "a\nb.go", "package p\nvar x int", 0)
	fmt.Println(err)
	show("an odd name", &printer.Config{Mode: printer.SourcePos}, odd, file)
}
