// go/format: texts and trees in gofmt's form.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/printer"
	"go/token"
)

func source(text string) {
	out, err := format.Source([]byte(text))
	fmt.Printf("%q\n%q %v\n", text, out, err)
}

const file = `// Package p.
package p
import ( "os" ; "fmt"
 b "bytes" // comment

"a/z"; "a/b"
)
/* Doc
*/
func  F ( a,b int ) ( int,error ) { x:=0X1F+1E3; return x,nil }
var m = map[string]int{ "a":1,
"long":  2, }
type S struct{ A int; Bcd string }
`

func main() {
	for _, text := range []string{
		file,
		"",
		" \n\t",
		"package p",
		"package p;import \"x\"",
		// Declarations.
		"\n\n\tvar x=1\n\tfunc f(){}\n\n",
		"    type T struct{a int;bc string}  ",
		"import (\"b\";\"a\")",
		"// comment only\n",
		"\n// a comment\n\nconst a=1 // end",
		// Statements.
		"x:=1",
		"  if x { y( ) }\n\tz()\n",
		"\t\tfor i:=0;i<10;i++{f(i)}\n\n\n",
		"\n\n a ( b,c )\t",
		"go func(){\n<-c\n}()\n// end",
		"a, b",
		"label:\n\tf()\n",
		// With directives for lines.
		"package p\n//line x.go:10\nvar  a int\n",
		"//line x.go:10\nvar  a int\n",
		"\t/*line x.go:10*/ a( )\n",
		"  //line x.go:1\n  x  = 1 ",
		// What is wrong.
		"#!/bin/x\npackage p",
		"package p\nfunc {",
		"package p\n\nvar x = \"abc\n",
		"var x = )",
		"func f( {",
		"x := [",
		"for {",
		"package",
		"}",
		"x := '",
		"package p\nvar a = 08\n",
		"\xff",
		"package p // \xff\n",
		"package p\x00",
		"defer x",
		"go (f())",
		"package p\nfunc f() { defer int }\n",
		"type T struct { a int b int }",
		"package p; var x = /* no end",
	} {
		source(text)
	}
	nodes()
}

func node(fset *token.FileSet, n any) {
	var out bytes.Buffer
	err := format.Node(&out, fset, n)
	fmt.Printf("%T %v\n%s\n", n, err, out.String())
}

func nodes() {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", file, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	node(fset, f)
	node(fset, &printer.CommentedNode{Node: f, Comments: f.Comments})
	fmt.Println(f.Imports[0].Path.Value, "first still")
	for _, d := range f.Decls {
		node(fset, d)
		node(fset, &printer.CommentedNode{Node: d, Comments: f.Comments})
	}
	node(fset, f.Decls)
	node(fset, f.Decls[1].(*ast.FuncDecl).Body.List)
	node(fset, &ast.BasicLit{Kind: token.FLOAT, Value: "0X1P-2"})
	node(fset, &ast.BasicLit{Kind: token.IMAG, Value: "0123i"})
	node(fset, &ast.BasicLit{Kind: token.INT, Value: "0B1"})
	for _, text := range []string{"0XAB", "0O17", "0o7", "1E+5", "00.5i", "0_0i", "017", "7", "0b1", "0x1P3", "1_0E2i"} {
		node(fset, &ast.BasicLit{Kind: token.FLOAT, Value: text})
	}
	node(fset, &ast.ReturnStmt{Results: []ast.Expr{ast.NewIdent("x")}})
	node(fset, 1)
	// A tree that is no file's makes imports that cannot be sorted.
	node(fset, &ast.File{Name: ast.NewIdent("not a name"), Decls: []ast.Decl{&ast.GenDecl{Tok: token.IMPORT, Lparen: 1}}})
	node(fset, &ast.File{Name: ast.NewIdent("p"), Decls: []ast.Decl{
		&ast.GenDecl{Tok: token.IMPORT, Lparen: 1, Specs: []ast.Spec{
			&ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: `"z"`}},
			&ast.ImportSpec{Path: &ast.BasicLit{Kind: token.STRING, Value: `"a"`}},
		}},
		&ast.FuncDecl{Name: ast.NewIdent("f"), Type: &ast.FuncType{}, Body: &ast.BlockStmt{}},
	}})
}
