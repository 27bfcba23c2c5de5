// Command type_params prints where Go's library declares the type parameters of its generic functions: a line for each
// function, with its package, its name, its file, its line and the columns of the parameters (all on one line). `xtask api`
// writes src/types/go_type_params.txt with it.
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
	"strings"
)

func main() {
	out, err := exec.Command(os.Args[1], "list", "std").Output()
	check(err)
	for _, path := range strings.Fields(string(out)) {
		if !strings.Contains(path, "internal") && !strings.HasPrefix(path, "vendor/") {
			generic(path)
		}
	}
}

func generic(path string) {
	p, err := build.Import(path, "", 0)
	check(err)
	for _, name := range p.GoFiles {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		check(err)
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Type.TypeParams == nil || !fn.Name.IsExported() {
				continue
			}
			line := fmt.Sprint(path, " ", fn.Name.Name, " ", name, " ", set.Position(fn.Pos()).Line)
			for _, field := range fn.Type.TypeParams.List {
				for _, n := range field.Names {
					line += fmt.Sprint(" ", set.Position(n.Pos()).Column)
				}
			}
			fmt.Println(line)
		}
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
