// go/parser, go/ast and go/build/constraint: trees and errors of good, bad and damaged sources, and all that can be done with trees.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

const whole = `// Copyright.

//go:build go1.21 && (linux || !go1.23)

// Package p is documented.
package p

import (
	"fmt"
	m "math" // comment
	. "os"
	_ "strings"
)

import "sort"

// C has a doc.
const (
	A, B = iota, "b" // line
	C, D
)

var x, y int = 1, 2
var z = func(a ...int) (n int, err error) { return }

type (
	// S is a struct.
	S struct {
		a, b int ` + "`tag`" + ` // a and b
		*T
		fmt.Stringer
		G[int]
		arr [3]int
		f   func(int, string) (x, y float64)
	}
	T = map[string][]chan<- <-chan int
	I interface {
		M(a, b int, c ...string) error
		fmt.Stringer
		~int | string
		G[int, string]
	}
	G[K comparable, V any] struct{ m map[K]V }
	P[T *S,] int
	Q[T interface{ *S }] [2]T
	E [N]int
	F [...]int
)

func (r *G[K, _]) method(k K) (v V) {
outer:
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		switch x := any(k).(type) {
		case int, string:
			continue outer
		case nil:
			break outer
		default:
			fallthrough
		}
	}
	for k, v := range r.m { _, _ = k, v }
	for range 10 { goto end }
	for x = range ch { }
	for { }
end:
	return
}

func generic[T any, U ~[]T](t T, u U) (T, U) {
	if v, ok := m[k]; ok && !v { } else if x := f(); x > 1 { } else { }
	select {
	case v := <-ch:
	case v, ok = <-ch:
	case ch <- 1:
	case <-done:
	default:
	}
	switch { case a > b, c: x++; default: y-- }
	switch x := y; x { }
	go func() { defer close(ch) }()
	s := S{a: 1, b: 2, T: &T{}, nested: []P{{1, 2}, {x: 3}}}
	a := s.b[1:2:3] + m[1](2)[:] + G[int, string]{}.m
	x, y = *p, -q ^ r &^ s<<2
	x.(T).y.z(1, "s", 'c', 1.5, 2i, args...)
	var local struct{ X int }
	const c = 1
	type lt = int
	{ ; }
	return func(x int) int { return x }, [...]string{2: "two", "three"}
}

func external(int, ...string)
func init() {}
`

var bad = []string{
	"", "package", "package 1", "package p\n\nfunc", "package p; import", "package p; import 1", "package p; import a.b \"x\"", "package p; var", "package p; var x", "package p; const x =", "package p; type T", "package p; type T struct {", "package p; type T struct { a b c }", "package p; type T struct { (X); *(Y); (*Z); [3]int }",
	"package p; func f(", "package p; func f(a, b", "package p; func f(a int, b) {}", "package p; func f(a, b int, string) {}", "package p; func f(...a, b int) {}", "package p; func f() (...int) {}", "package p; func f[](){}", "package p; func f[T](){}", "package p; func f[T, U any, V](){}", "package p; func f[T *int,](){}", "package p; type T[P any,] int; type U[a, b] int; type V[] int; type W[x,] int; type X[a *b] int; type Y[a *b,] int; type Z[a (b)] int; type A[a (*b),] int; type B[a b|c] int",
	"package p; func f() { x := }", "package p; func f() { if }", "package p; func f() { if { } }", "package p; func f() { if x\n{ } }", "package p; func f() { if x; { } }", "package p; func f() { if var x = 1; x { } }", "package p; func f() { if x = 1 { } }", "package p; func f() { if T{} == x { } }", "package p; func f() { if x { } else y }",
	"package p; func f() { for x := 1 { } }", "package p; func f() { for a, b, c := range x { } }", "package p; func f() { for i := 0; i < 10 { } }", "package p; func f() { for ;; { } }", "package p; func f() { switch x = y.(type) { } }", "package p; func f() { switch x := y { } }", "package p; func f() { switch { case 1: case } }", "package p; func f() { select { case a, b: case x, y, z = <-c: foo } }",
	"package p; func f() { go x; defer (f()); go (f); defer func(){} }", "package p; func f() { a, b; a, b++; 1:; x: y: z }", "package p; func f() { a[]; a[:::]; a[1:]; a[::]; a[1::2]; a[1,2]; a[1,] }", "package p; func f() { f(1, 2\n) ; g(1 2); h(a... , b) }", "package p; var x = T{1, 2\n}", "package p; var x = []int{1 2}", "package p; var x = (T){}; var y = (([]int)){1}", "package p; func f() { x.; x.1; x.(; }",
	"package p; func f() { <-chan int(x); <-(chan<- int)(y); var c <-(chan int); var d <-<-chan int }", "package p; type I interface { m[T any]() ; n[int]; (x); ~int|; a.b[c] ; func() }", "package p; type F func[T any](x int)", "package p; var a [2,]int; var b [x", "package p\nfunc f()\n{\n}", "package p; func f() int { return 1 } }", "package p; var x int; import \"fmt\"", "package p; x := 1; y()", "package p; func (a, b) m() {}; func () n() {}; func (a.b) o() {}",
	"package p; func f() { break 1; continue; goto; fallthrough x }", "package p; func f() { var x = 1,; const y = ; type z }", "package p; func f() { @ # $ }", "package p; var s = \"abc\nvar t = 'ab'", "package p /* unclosed", "package _", "package p; func f() { x: x: goto y; a := 1; a := 2; b, a := 1, 2; _ := 1 }; var f int; func f() {}; type T[P any, P any] int", "package p; func f() { defer }", "package p; func f() { return return }", "package p; func f(x int.y) {}", "package p; func f(a [n]int, b []T, c [x]) {}", "package p; var _ = func f() {}",
	"package p; var x = a +* b && ||", "package p; func f() { else { } case x: }", "package p; type T = ; type U = int int", "package p; var x interface { a, b }", "package p;;;; var x", "package p; func f() { if x {}; ; else {} }", "package p; import (\"a\"; \"b\" \"c\")",
}

var exprs = []string{"1", "x.y", "f(a, b...)", "a + b*c - d", "-x", "*p", "&T{1, a: 2}", "[]int{1}", "func(x int) { return }", "map[string]int", "chan int", "<-c", "a[1:2]", "G[int]", "G[int, string](x)", "struct{ a int }", "interface{ m() }", "x.(type)", "(a)", "a == b = c", "", "a b", "f(", "a\n", "a\nb", "...", "func()", "[...]int{}", "!a || b && c == d + e * f", "x /* c */ + y // d"}

func sum(parts ...any) string {
	h := fnv.New64a()
	fmt.Fprint(h, parts...)
	return fmt.Sprintf("%x", h.Sum64())
}

func dump(fset *token.FileSet, x any) string {
	var b strings.Builder
	ast.Fprint(&b, fset, x, ast.NotNilFilter)
	return b.String()
}

func parse(src string, mode parser.Mode) (*token.FileSet, *ast.File, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "f.go", src, mode)
	return fset, f, err
}

func describe(src string, mode parser.Mode) string {
	fset, f, err := parse(src, mode)
	var b strings.Builder
	if list, ok := err.(interface{ Len() int }); ok {
		fmt.Fprintln(&b, list.Len(), "errors")
		for _, e := range reflect.ValueOf(err).Seq2() {
			fmt.Fprintln(&b, " ", e.Interface())
		}
	}
	scope := f.Scope
	f.Scope = nil
	fmt.Fprintln(&b, sum(dump(fset, f)), f.GoVersion, len(f.Unresolved), f.FileStart, f.FileEnd)
	if scope != nil {
		var names []string
		for name, obj := range scope.Objects {
			names = append(names, fmt.Sprint(name, obj.Kind, fset.Position(obj.Pos())))
		}
		slices.Sort(names)
		fmt.Fprintln(&b, names)
	}
	return b.String()
}

func trees() {
	for _, mode := range []parser.Mode{0, parser.ParseComments, parser.AllErrors | parser.ParseComments, parser.DeclarationErrors, parser.SkipObjectResolution, parser.ImportsOnly, parser.PackageClauseOnly, parser.SpuriousErrors} {
		fmt.Print(mode, " ", describe(whole, mode))
	}
	for _, src := range bad {
		fmt.Printf("%q: %s", src, describe(src, parser.AllErrors|parser.DeclarationErrors|parser.ParseComments))
		fmt.Println(sum(describe(src, 0)))
	}
	for _, s := range exprs {
		x, err := parser.ParseExpr(s)
		fset := token.NewFileSet()
		y, err2 := parser.ParseExprFrom(fset, "e.go", []byte(s), parser.ParseComments|parser.AllErrors)
		fmt.Printf("%q %s %v %s %v\n", s, sum(dump(nil, x)), err, sum(dump(fset, y)), err2)
	}
	h := fnv.New64a()
	lines := strings.SplitAfter(whole, "\n")
	for i := range lines {
		src := strings.Join(lines[:i], "") + strings.Join(lines[i+1:], "")
		fmt.Fprint(h, describe(src, parser.AllErrors))
	}
	for i := 0; i < len(whole); i += 67 {
		for _, with := range []string{"", "(", "}", ",", "x", "\n"} {
			fmt.Fprint(h, describe(whole[:i]+with+whole[i+1:], parser.ParseComments))
		}
	}
	fmt.Printf("damaged: %x\n", h.Sum64())
	fset, f, _ := parse("package p\nvar x = a[1] + 2\n// c\nfunc f() {}\n", parser.ParseComments|parser.Trace)
	fmt.Print(dump(fset, f.Decls))
	ast.Print(nil, f.Name)
	fmt.Println(describe("package p\nvar x = "+strings.Repeat("(", 2000)+"1"+strings.Repeat(")", 2000), 0))
	fmt.Println(describe("package p\nfunc f() "+strings.Repeat("{", 1100)+strings.Repeat("}", 1100), 0))
}

func sources() {
	fset := token.NewFileSet()
	for _, src := range []any{"package a", []byte("package b"), bytes.NewBufferString("package c"), strings.NewReader("package d"), (*bytes.Buffer)(nil), 5, failing{}} {
		f, err := parser.ParseFile(fset, "s.go", src, 0)
		fmt.Println(f != nil && f.Name != nil, err)
		if f != nil {
			fmt.Println(f.Name, f.Pos(), f.End())
		}
	}
	_, err := parser.ParseFile(fset, "/no/such.go", nil, 0)
	fmt.Println(err)
	for _, f := range []func(){func() { parser.ParseFile(nil, "", "", 0) }, func() { parser.ParseExprFrom(nil, "", "", 0) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	dir, _ := os.MkdirTemp("", "parse")
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{"a.go": "package a", "b.go": "package a; var x = 1", "c.go": "package c", "d.go": "bad", "e.txt": "x", "f_test.go": "package a_test"} {
		os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
	}
	pkgs, err := parser.ParseDir(fset, dir, func(i fs.FileInfo) bool { return i.Name() != "c.go" }, 0)
	var names []string
	for name, pkg := range pkgs {
		names = append(names, fmt.Sprint(name, pkg.Name, len(pkg.Files), pkg.Pos(), pkg.End()))
	}
	slices.Sort(names)
	fmt.Println(names, err != nil && strings.HasSuffix(err.Error(), "d.go:1:1: expected 'package', found bad"))
	_, err = parser.ParseDir(fset, "/no/such", nil, 0)
	fmt.Println(err)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("no source") }

type counter map[string]int

func (c counter) Visit(n ast.Node) ast.Visitor {
	if n == nil {
		c["up"]++
		return nil
	}
	c[fmt.Sprintf("%T", n)]++
	if _, ok := n.(*ast.FuncLit); ok {
		return nil
	}
	return c
}

func walking() {
	fset, f, _ := parse(whole, parser.ParseComments)
	c := counter{}
	ast.Walk(c, f)
	fmt.Println(map[string]int(c))
	var b strings.Builder
	ast.Inspect(f, func(n ast.Node) bool {
		if n != nil {
			fmt.Fprintf(&b, "%T %v-%v;", n, fset.Position(n.Pos()), fset.Position(n.End()))
		}
		return true
	})
	fmt.Println(b.Len(), sum(b.String()))
	n := 0
	for node := range ast.Preorder(f) {
		n++
		if _, ok := node.(*ast.FuncDecl); ok {
			fmt.Println(n, fset.Position(node.Pos()))
			break
		}
	}
	ast.PreorderStack(f, []ast.Node{nil}, func(n ast.Node, stack []ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "outer" {
			for _, s := range stack {
				fmt.Printf("%T ", s)
			}
			fmt.Println()
		}
		_, isLit := n.(*ast.FuncLit)
		return !isLit
	})
	func() {
		defer func() { fmt.Println(recover()) }()
		ast.Walk(c, odd{})
	}()
	ast.Walk(c, &ast.Package{Files: map[string]*ast.File{"f": f}})
	fmt.Println(c["*ast.Package"], c["*ast.File"])
	for _, n := range []ast.Node{&ast.BadExpr{From: 1, To: 3}, &ast.BadStmt{From: 1, To: 3}, &ast.BadDecl{From: 1, To: 3}, ast.NewIdent("abc"), &ast.Ellipsis{Ellipsis: 4}, &ast.Ellipsis{Ellipsis: 4, Elt: &ast.Ident{NamePos: 7, Name: "t"}}, &ast.BasicLit{ValuePos: 5, Value: "12"}, &ast.BasicLit{ValuePos: 5, ValueEnd: 9, Value: "12"},
		&ast.FieldList{}, &ast.FieldList{List: []*ast.Field{{Type: &ast.Ident{NamePos: 3, Name: "t"}}}}, &ast.Field{}, &ast.Field{Names: []*ast.Ident{{NamePos: 2, Name: "n"}}}, &ast.EmptyStmt{Semicolon: 5}, &ast.EmptyStmt{Semicolon: 5, Implicit: true}, &ast.BlockStmt{Lbrace: 3}, &ast.ReturnStmt{Return: 3}, &ast.BranchStmt{TokPos: 3, Tok: token.BREAK}, &ast.FuncType{Params: &ast.FieldList{Opening: 3, Closing: 4}}, &ast.FuncType{Func: 2, Params: &ast.FieldList{Opening: 3, Closing: 4}, Results: &ast.FieldList{Opening: 6, Closing: 8}}} {
		fmt.Printf("%T %d %d; ", n, n.Pos(), n.End())
	}
	fmt.Println()
	var none *ast.Ident
	var list *ast.FieldList
	fmt.Println(none, ast.NewIdent("X").IsExported(), ast.IsExported("x"), list.NumFields(), (&ast.FieldList{List: []*ast.Field{{}, {Names: []*ast.Ident{nil, nil}}}}).NumFields(), ast.Unparen(&ast.ParenExpr{X: &ast.ParenExpr{X: none}}) == ast.Expr(none), ast.SEND, ast.RECV)
}

type odd struct{}

func (odd) Pos() token.Pos { return 0 }
func (odd) End() token.Pos { return 0 }

func comments() {
	for _, text := range []string{"// a\n// b", "//a\n//\n//\n// b  ", "/* x\n\n\n y */", "//go:generate x\n// text", "//line 5", "//extern x", "// \t indented", "//", "/**/", "//TODO: x", "//x:", "//:x", "//x:Y", "//x:y"} {
		var g ast.CommentGroup
		for _, line := range strings.Split(text, "\n//") {
			if len(g.List) > 0 {
				line = "//" + line
			}
			g.List = append(g.List, &ast.Comment{Slash: token.Pos(len(g.List) + 1), Text: line})
		}
		fmt.Printf("%q %d %d; ", g.Text(), g.Pos(), g.End())
		d, ok := ast.ParseDirective(10, text)
		args, err := d.ParseArgs()
		fmt.Println(d, ok, d.Pos(), d.End(), args, err)
	}
	for _, text := range []string{"//go:embed a \"b c\" `d` ", "//go:x \"open", "//go:x \"a\"b", "//go:x\targ\u00a0more", "//Go:x", "/*go:x*/", "//go: x", "//go:\"x\" y", "//a9:b z"} {
		d, ok := ast.ParseDirective(1, text)
		args, err := d.ParseArgs()
		fmt.Printf("%q %v %+v %v %v\n", text, ok, d, args, err)
	}
	var none *ast.CommentGroup
	fmt.Printf("%q\n", none.Text())
	src := "// doc\npackage p\n\n// lone\n\n// F doc\nfunc F() { // open\n\tx() // after x\n\t// before y\n\ty()\n\t// end\n} // close\n\nvar (\n\ta int // a\n\n\t// b doc\n\tb int\n)\n\n// last\n"
	fset, f, _ := parse(src, parser.ParseComments)
	cmap := ast.NewCommentMap(fset, f, f.Comments)
	show := func(cmap ast.CommentMap) {
		var lines []string
		for n, list := range cmap {
			for _, g := range list {
				lines = append(lines, fmt.Sprintf("%04d %T %q", n.Pos(), n, g.Text()))
			}
		}
		slices.Sort(lines)
		fmt.Println(strings.Join(lines, "\n"))
	}
	show(cmap)
	fn := f.Decls[0]
	show(cmap.Filter(fn))
	fmt.Println(len(cmap.Comments()), cmap.Update(fn, f.Decls[1]) == f.Decls[1], len(cmap[f.Decls[1]]), cmap[fn] == nil, cmap.Update(f.Name, fn) == fn)
	for line := range strings.SplitSeq(ast.NewCommentMap(fset, f, f.Comments[:3]).String(), "\n") {
		if i := strings.Index(line, "0x"); i >= 0 {
			line = strings.TrimLeft(line[i+2:], "0123456789abcdef")
		}
		fmt.Println(strings.TrimSpace(line))
	}
	fmt.Println(ast.NewCommentMap(fset, f, nil) == nil)
	for _, text := range []string{"// Code generated by x. DO NOT EDIT.\npackage p", "package p\n// Code generated by x. DO NOT EDIT.\n", "/*\n// Code generated y DO NOT EDIT.\n*/\npackage p", "// Code generated DO NOT EDIT.\npackage p", "// Code generated by x. DO NOT EDIT. \npackage p"} {
		_, f, _ := parse(text, parser.ParseComments)
		fmt.Print(ast.IsGenerated(f), " ")
	}
	fmt.Println()
}

func imports() {
	for _, src := range []string{
		"package p\nimport (\n\t\"z\" // zed\n\t\"a\"\n\n\t// about m\n\tm \"m\"\n\t\"b\"\n\t\"b\"\n\tx \"b\"\n\t\"b\" // keep\n)\nimport \"y\"\nimport (\n\"d\"; \"c\"\n)\nvar x = 1\n",
		"package p\nimport (\"b\"; \"a\")\n", "package p\nimport (\n\t/* one */ \"b\" /* two */\n\t/* three */ \"a\"\n\n\n)\n", "package p\nimport (\n\t\"fmt\"\n\t\"fmt\"\n\t\"fmt\"\n)\n",
	} {
		fset, f, err := parse(src, parser.ParseComments)
		ast.SortImports(fset, f)
		for _, s := range f.Imports {
			fmt.Print(s.Name, s.Path.Value, fset.Position(s.Pos()), fset.Position(s.End()), fmt.Sprintf("%q", s.Comment.Text()), " ")
		}
		for _, g := range f.Comments {
			fmt.Print(fset.Position(g.Pos()), " ")
		}
		fmt.Println(err, fset.File(1).LineCount(), sum(dump(fset, f.Decls)))
	}
}

func filters() {
	each := func(name string, f func(*ast.File) bool) {
		_, file, _ := parse(whole+"var Exported, hidden = T{A: 1, b: 2, C: S{d: 1}}, []T{{A: 1}, {b: 2}}\ntype hiddenType struct { Visible int; inner struct { X, y int } }\ntype V interface { M(); n(); Stringer }\ntype W func(hiddenType) map[string]struct{ a, B int }\nfunc Exp() {}", 0)
		kept := f(file)
		file.Scope, file.Unresolved, file.Imports = nil, nil, nil
		fmt.Println(name, kept, len(file.Decls), sum(dump(nil, file.Decls)))
	}
	short := func(name string) bool { return len(name) == 1 }
	each("exports", ast.FileExports)
	each("short", func(f *ast.File) bool { return ast.FilterFile(f, short) })
	each("none", func(f *ast.File) bool { return ast.FilterFile(f, func(string) bool { return false }) })
	each("package", func(f *ast.File) bool {
		return ast.FilterPackage(&ast.Package{Files: map[string]*ast.File{"f": f}}, short)
	})
	each("package exports", func(f *ast.File) bool {
		return ast.PackageExports(&ast.Package{Files: map[string]*ast.File{"f": f}})
	})
	each("decl", func(f *ast.File) bool {
		any := false
		for _, d := range f.Decls {
			any = ast.FilterDecl(d, ast.Filter(short)) || any
		}
		return any
	})
	fset := token.NewFileSet()
	pkg := &ast.Package{Name: "q", Files: map[string]*ast.File{}}
	for name, text := range map[string]string{"b.go": "// B doc\npackage q\nimport \"fmt\"\nfunc F() {}\nfunc (t *T) M() {}\n", "a.go": "// A doc\npackage q\nimport \"fmt\"\nimport \"os\"\n// F doc\nfunc F() {}\nfunc G() {}\n", "c.go": "package q\nfunc G() {}\nfunc (t T) M() {}\n// done\n"} {
		pkg.Files[name], _ = parser.ParseFile(fset, name, text, parser.ParseComments)
	}
	for _, mode := range []ast.MergeMode{0, ast.FilterFuncDuplicates, ast.FilterUnassociatedComments, ast.FilterImportDuplicates, 7} {
		f := ast.MergePackageFiles(pkg, mode)
		var names []string
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				names = append(names, fn.Name.Name+fn.Doc.Text())
			}
		}
		fmt.Printf("%d %q %q imports:%d comments:%d\n", mode, f.Doc.Text(), names, len(f.Imports), len(f.Comments))
	}
}

func scopes() {
	s := ast.NewScope(nil)
	inner := ast.NewScope(s)
	obj := ast.NewObj(ast.Var, "v")
	fmt.Println(s.Insert(obj), s.Insert(ast.NewObj(ast.Con, "v")) == obj, s.Lookup("v") == obj, inner.Lookup("v"), inner.Outer == s, obj.Pos())
	text := s.String()
	fmt.Println(text[:8], text[strings.Index(text, "{"):])
	for k := ast.Bad; k <= ast.Lbl; k++ {
		fmt.Print(k, " ")
	}
	fmt.Println(ast.Pkg, ast.Typ, ast.Fun)
	fset := token.NewFileSet()
	files := map[string]*ast.File{}
	files["a.go"], _ = parser.ParseFile(fset, "a.go", "package p\nimport \"fmt\"\nimport \"bad\"\nvar x = y + fmt.X + nope\nfunc f() { g(len) }\n", 0)
	files["b.go"], _ = parser.ParseFile(fset, "b.go", "package p\nimport . \"dot\"\nimport _ \"fmt\"\nvar y = Dotted\nfunc g() {}\nvar x int\n", 0)
	universe := ast.NewScope(nil)
	universe.Insert(ast.NewObj(ast.Fun, "len"))
	importer := func(imports map[string]*ast.Object, path string) (*ast.Object, error) {
		if path == "bad" {
			return nil, errors.New("is bad")
		}
		if imports[path] == nil {
			scope := ast.NewScope(nil)
			scope.Insert(ast.NewObj(ast.Var, "Dotted"))
			imports[path] = &ast.Object{Kind: ast.Pkg, Name: path, Data: scope}
		}
		return imports[path], nil
	}
	pkg, err := ast.NewPackage(fset, files, importer, universe)
	fmt.Println(pkg.Name, len(pkg.Imports), len(pkg.Scope.Objects), err != nil)
	for _, e := range reflect.ValueOf(err).Seq2() {
		if !strings.Contains(fmt.Sprint(e.Interface()), "redeclared") { // which of them came first is open
			fmt.Println(e.Interface())
		}
	}
	var i ast.Importer = importer
	_ = i
}

func printing() {
	ast.Print(nil, []any{nil, 1, "s", []byte("b"), [2]bool{true}, map[string]int{"k": 1}, struct {
		A int
		b int
		P *int
	}{1, 2, nil}, []int{}, struct{}{}, token.Pos(5), &struct{ X any }{3}})
	fmt.Println(ast.Fprint(os.Stdout, nil, nil, nil), ast.Fprint(writer{}, nil, 1, nil))
	ast.Fprint(os.Stdout, nil, &ast.Ident{Name: "n"}, nil)
	ast.Fprint(os.Stdout, nil, &ast.Ident{Name: "n"}, func(name string, v reflect.Value) bool { return name == "Name" })
	ast.Fprint(os.Stdout, nil, &ast.Ident{Name: "n"}, ast.FieldFilter(func(string, reflect.Value) bool { return false }))
}

type writer struct{}

func (writer) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func constraints() {
	for _, line := range []string{"//go:build linux", "//go:build linux && (amd64 || !cgo)", "//go:build !(a && b) || c", "//go:build", "//go:build ", "//go:buildx", "//go:build a b", "//go:build !!a", "//go:build (a", "//go:build a)", "//go:build &&", "//go:build a & b", "//go:build a |", "//go:build a$b", "//go:build é.1_", "//go:build (", "//go:build a ||", " //go:build a", "//go:build a\n", "//go:build a\nb",
		"// +build linux,amd64 !cgo", "//+build a", "// +build", "// +build !", "// +build !!a", "// +build a,!b,c-d x", "// +buildx", "//  +build   a  b ", "//go:build go1.21 && linux", "//go:build go1 || go1.18", "//go:build !go1.20", "//go:build !(go1.20 || x) && go1.19", "//go:build go1.x", "//go:build xgo1.5", "//go:build (a || b) && (c || d)", "//go:build a && (b || c && (d || e))", "//go:build !(a || b && c)", "//go:build " + strings.Repeat("a || ", 1001) + "b", "// +build " + strings.Repeat("a ", 103), "// +build " + strings.Repeat("a,", 103) + "b", "x", ""} {
		x, err := constraint.Parse(line)
		if len(line) > 60 {
			line = line[:60]
		}
		fmt.Printf("%q %v %v ", line, constraint.IsGoBuild(line), constraint.IsPlusBuild(line))
		if err != nil {
			var s *constraint.SyntaxError
			if errors.As(err, &s) {
				fmt.Print(s.Offset, " ")
			}
			fmt.Println(err)
			continue
		}
		var seen []string
		holds := x.Eval(func(tag string) bool {
			seen = append(seen, tag)
			return tag < "c"
		})
		lines, err := constraint.PlusBuildLines(x)
		fmt.Printf("%T %s %v %d %q %v %q\n", x, sum(x.String()), holds, len(seen), constraint.GoVersion(x), err, lines)
		if len(seen) < 10 {
			fmt.Println(" ", x, seen)
		}
	}
	var x constraint.Expr = &constraint.AndExpr{X: &constraint.OrExpr{X: &constraint.TagExpr{Tag: "a"}, Y: &constraint.TagExpr{Tag: "b"}}, Y: &constraint.NotExpr{X: &constraint.AndExpr{X: &constraint.TagExpr{Tag: "c"}, Y: &constraint.TagExpr{Tag: "d"}}}}
	fmt.Println(x, &constraint.SyntaxError{Offset: 1, Err: "e"})
}

func main() {
	trees()
	sources()
	walking()
	comments()
	imports()
	filters()
	scopes()
	printing()
	constraints()
}
