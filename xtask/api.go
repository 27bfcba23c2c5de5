// Command api prints the exported names of Go's library, a line for each package: its path, then package-level names, and
// methods and fields as T.Name. `xtask api` writes src/driver/go_api.txt with it.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	out, err := exec.Command(os.Args[1], "list", "std").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, path := range strings.Fields(string(out)) {
		if strings.Contains(path, "internal") || strings.HasPrefix(path, "vendor/") || path == "syscall" || strings.HasPrefix(path, "debug/") {
			continue
		}
		if names := exported(path); len(names) > 0 {
			fmt.Println(path, strings.Join(names, " "))
		}
	}
}

func exported(path string) []string {
	p, err := build.Import(path, "", 0)
	if err != nil {
		return nil
	}
	found := map[string]bool{}
	add := func(name string) {
		for _, part := range strings.Split(name, ".") {
			if !ast.IsExported(part) {
				return
			}
		}
		found[name] = true
	}
	for _, file := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name.Name)
				} else {
					add(base(d.Recv.List[0].Type) + "." + d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						for _, n := range s.Names {
							add(n.Name)
						}
					case *ast.TypeSpec:
						add(s.Name.Name)
						members(s.Type, func(n string) { add(s.Name.Name + "." + n) })
					}
				}
			}
		}
	}
	names := make([]string, 0, len(found))
	for n := range found {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func base(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return base(t.X)
	case *ast.IndexExpr:
		return base(t.X)
	case *ast.IndexListExpr:
		return base(t.X)
	case *ast.Ident:
		return t.Name
	}
	return "_"
}

func members(t ast.Expr, add func(string)) {
	var list *ast.FieldList
	switch t := t.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list = t.Methods
	default:
		return
	}
	for _, f := range list.List {
		for _, n := range f.Names {
			add(n.Name)
		}
	}
}
