package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/doc"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
)

const src = `// Package p is.
package p
import "fmt"
// F does.
func F[T any](a,b int, c ...T) (x int, err error) { if a>b {return a+b*2,nil }
for i:=range 10 { fmt.Println(i) }
switch x:=a;{case x>1: default:}
return }
type S struct { A int ` + "`json:\"a\"`" + `
 B string }
const ( A=iota; B; C=1<<10 )
var x = map[string]int{"a":1,"bb":2,
}
`

type imp struct{}

func (imp) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("no %s", path)
}

func main() {
	out, err := format.Source([]byte(src))
	fmt.Println(string(out), err)
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	fmt.Println(err)
	ast.Inspect(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			fmt.Println(fset.Position(c.Pos()), len(c.Args))
		}
		return true
	})
	ast.Fprint(os.Stdout, fset, f.Decls[0], nil)
	d, err := doc.NewFromFiles(fset, []*ast.File{f}, "example.com/p")
	fmt.Println(d.Doc, err, len(d.Funcs), d.Funcs[0].Doc)
	conf := types.Config{Importer: imp{}, Error: func(err error) { fmt.Println("type error:", err) }}
	pkg, _ := conf.Check("p", fset, []*ast.File{f}, nil)
	for _, n := range pkg.Scope().Names() {
		fmt.Println(pkg.Scope().Lookup(n))
	}
	tv, err := types.Eval(fset, pkg, token.NoPos, "C*2+B")
	fmt.Println(tv.Value, tv.Type, err)
	fmt.Println(constant.Shift(constant.MakeInt64(1), token.SHL, 70))
	_, err = parser.ParseFile(fset, "q.go", "package p\nfunc {", 0)
	fmt.Println(err.(scanner.ErrorList).Len(), err)
}
