// Prints the constants and the plain structures of Go's package syscall that the files named do not declare themselves:
// numbers, names and layouts of the system, in the order of the alphabet.
//
//	GOROOT=$(go env GOROOT) GOARCH=arm64 go run xtask/syscall_tables.go $FILES > src/std/syscall/tables_linux_arm64.go
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

func main() {
	own := map[string]bool{}
	for _, path := range os.Args[1:] {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range g.Specs {
				switch s := s.(type) {
				case *ast.ValueSpec:
					for _, name := range s.Names {
						own[name.Name] = true
					}
				case *ast.TypeSpec:
					own[s.Name.Name] = true
				}
			}
		}
	}
	if arch := os.Getenv("GOARCH"); arch != "" {
		build.Default.GOARCH = arch
	}
	build.Default.GOOS = "linux"
	pkg, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import("syscall")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("// Written by xtask/syscall_tables.go from Go's package (linux, %s).\n\npackage syscall\n\nconst (\n", build.Default.GOARCH)
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || !c.Exported() || own[name] {
			continue
		}
		value := c.Val().ExactString()
		if c.Val().Kind() == constant.Int && len(value) > 3 {
			if n, exact := constant.Int64Val(c.Val()); exact && n > 0 {
				value = fmt.Sprintf("%#x", n)
			}
		}
		if named, ok := c.Type().(*types.Named); ok {
			value = named.Obj().Name() + "(" + value + ")"
		}
		fmt.Printf("\t%s = %s\n", name, value)
	}
	fmt.Println(")")
	local := func(*types.Package) string { return "" }
	for _, name := range pkg.Scope().Names() {
		t, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !t.Exported() || own[name] {
			continue
		}
		structure, ok := t.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		fmt.Printf("\ntype %s struct {\n", name)
		for f := range structure.Fields() {
			fmt.Printf("\t%s %s\n", f.Name(), types.TypeString(f.Type(), local))
		}
		fmt.Println("}")
	}
}
