// Command members prints the fields and methods of Go's library that are not exported but belong to exported types, those
// promoted from types that are not exported included, but without those that the compiler never speaks of, because it first
// finds what is exported and differs by case alone: a line for each package, with the members of a type behind its
// name and a colon; methods end in parentheses. `xtask api` writes src/types/go_members.txt with it.
package main

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

func main() {
	out, err := exec.Command(os.Args[1], "list", "-export", "-f", "{{.ImportPath}} {{.Export}}", "std").Output()
	check(err)
	files := map[string]string{}
	var paths []string
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		if file == "" {
			continue
		}
		files[path] = file
		if !strings.Contains(path, "internal") && !strings.HasPrefix(path, "vendor/") {
			paths = append(paths, path)
		}
	}
	open := func(path string) (io.ReadCloser, error) { return os.Open(files[path]) }
	imp := importer.ForCompiler(token.NewFileSet(), "gc", open)
	for _, path := range paths {
		pkg, err := imp.Import(path)
		check(err)
		var words []string
		for _, name := range pkg.Scope().Names() {
			if t, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && t.Exported() && !t.IsAlias() {
				if m := members(t.Type()); len(m) > 0 {
					words = append(words, name+":")
					words = append(words, m...)
				}
			}
		}
		if len(words) > 0 {
			fmt.Println(path, strings.Join(words, " "))
		}
	}
}

// members lists the names that t has at some depth and that are not exported, the shallowest first and methods before fields.
func members(t types.Type) []string {
	var names []string
	seen := map[string]bool{}
	add := func(name, suffix string) {
		lower := strings.ToLower(name)
		if name != "_" && !token.IsExported(name) && !seen[lower] {
			names = append(names, name+suffix)
		}
		seen[lower] = true
	}
	level := []types.Type{t}
	for depth := 0; len(level) > 0; depth++ {
		var next []types.Type
		for _, t := range level {
			if p, ok := t.(*types.Pointer); ok {
				t = p.Elem()
			}
			if n, ok := types.Unalias(t).(*types.Named); ok {
				if depth > 0 && n.Obj().Exported() {
					// Those are found through the type itself.
					continue
				}
				for m := range n.Methods() {
					add(m.Name(), "()")
				}
			}
			switch u := t.Underlying().(type) {
			case *types.Struct:
				for f := range u.Fields() {
					add(f.Name(), "")
					if f.Embedded() {
						next = append(next, f.Type())
					}
				}
			case *types.Interface:
				for m := range u.Methods() {
					add(m.Name(), "()")
				}
			}
		}
		level = next
	}
	return names
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
