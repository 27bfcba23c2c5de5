// Command hidden prints the names that packages of Go's library do not export and that the compiler finds in their export
// data all the same, since what is exported mentions them: a line for each package. `xtask api` writes
// src/types/go_hidden.txt with it. The compiler itself is asked about every name.
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
	"regexp"
	"sort"
	"strings"
)

var notExported = regexp.MustCompile(`name (\S+) not exported`)

func main() {
	command := os.Args[1]
	out, err := exec.Command(command, "list", "-export", "-f", "{{.ImportPath}} {{.Export}}", "std").Output()
	check(err)
	dir, err := os.MkdirTemp("", "hidden")
	check(err)
	defer os.RemoveAll(dir)
	var paths []string
	config := ""
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, file, _ := strings.Cut(line, " ")
		if file == "" {
			continue
		}
		config += fmt.Sprintf("packagefile %s=%s\n", path, file)
		if !strings.Contains(path, "internal") && !strings.HasPrefix(path, "vendor/") {
			paths = append(paths, path)
		}
	}
	check(os.WriteFile(filepath.Join(dir, "importcfg"), []byte(config), 0o600))
	for _, path := range paths {
		if names := hidden(command, dir, path); len(names) > 0 {
			fmt.Println(path, strings.Join(names, " "))
		}
	}
}

func hidden(command, dir, path string) []string {
	text := fmt.Sprintf("package main\n\nimport p %q\n\nfunc main() {\n", path)
	for _, name := range own(path) {
		text += "\t_ = p." + name + "\n"
	}
	check(os.WriteFile(filepath.Join(dir, "x.go"), []byte(text+"}\n"), 0o600))
	compile := exec.Command(command, "tool", "compile", "-e", "-p=main", "-importcfg=importcfg", "-o=x.o", "x.go")
	compile.Dir = dir
	out, _ := compile.CombinedOutput()
	var names []string
	for _, found := range notExported.FindAllStringSubmatch(string(out), -1) {
		names = append(names, found[1])
	}
	return names
}

// own lists the names of package level that begin with small letters.
func own(path string) []string {
	p, err := build.Import(path, "", 0)
	if err != nil {
		return nil
	}
	found := map[string]bool{}
	add := func(name string) {
		if name != "_" && name != "init" && !ast.IsExported(name) {
			found[name] = true
		}
	}
	for _, file := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
		check(err)
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name.Name)
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
					}
				}
			}
		}
	}
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
