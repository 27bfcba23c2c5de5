// Writes programs that are in error for one reason: each asks the compiler for the types of some exported names of a package, by conversions
// that no type allows. Arguments: a folder for the programs, import paths.
package main

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"strings"
)

func main() {
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	folder := os.Args[1]
	for _, p := range os.Args[2:] {
		pkg, err := imp.Import(p)
		if err != nil {
			fmt.Fprintln(os.Stderr, p, err)
			continue
		}
		name := pkg.Name()
		var exprs []string
		sc := pkg.Scope()
		for _, n := range sc.Names() {
			o := sc.Lookup(n)
			if !o.Exported() {
				continue
			}
			switch o := o.(type) {
			case *types.Func:
				if o.Signature().TypeParams().Len() == 0 {
					exprs = append(exprs, name+"."+n)
				}
			case *types.Var:
				exprs = append(exprs, name+"."+n)
			case *types.TypeName:
				named, ok := o.Type().(*types.Named)
				if !ok || named.TypeParams().Len() > 0 {
					continue
				}
				t := types.Type(types.NewPointer(named))
				recv := "(*" + name + "." + n + ")"
				if types.IsInterface(named) {
					t = named
					recv = name + "." + n
				}
				ms := types.NewMethodSet(t)
				for i := range ms.Len() {
					if m := ms.At(i).Obj(); m.Exported() {
						exprs = append(exprs, recv+"."+m.Name())
					}
				}
				if s, ok := named.Underlying().(*types.Struct); ok {
					for i := range s.NumFields() {
						if f := s.Field(i); f.Exported() {
							exprs = append(exprs, "new("+name+"."+n+")."+f.Name())
						}
					}
				}
			}
		}
		var b strings.Builder
		fmt.Fprintf(&b, "package p\n\nimport %q\n\nfunc _() {\n", p)
		for _, e := range exprs {
			fmt.Fprintf(&b, "\t_ = struct{ z [0]chan int }(%s)\n", e)
		}
		b.WriteString("}\n")
		file := folder + "/" + strings.ReplaceAll(p, "/", "_") + ".go"
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			panic(err)
		}
	}
}
