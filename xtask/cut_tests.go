// Command cut_tests makes tests that any Go can run of the tests of Go's library: cut_tests GOROOT INTO PACKAGE...
// Each package's test files become an external test package that imports it, and whatever names something that
// is not exported, or a package below internal, is cut out: one declaration at a time, until the type checker has nothing to say.
// Line numbers stay. `xtask gotests` runs what is left.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A cut can bring about others (who used what is gone); a package that has not settled by then is left out.
const rounds = 40

// Packages that the tests ask for and that a package of ours stands in for.
var standIns = map[string]string{"internal/testenv": "gotests/testenv"}

func main() {
	goroot, into := os.Args[1], os.Args[2]
	imports := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range os.Args[3:] {
		files := read(filepath.Join(goroot, "src", path), path)
		if !files.settle(path, imports) {
			fmt.Println(path, "does not settle")
			continue
		}
		check(files.write(filepath.Join(goroot, "src", path), filepath.Join(into, path)))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// texts are the test files of a package, by name.
type texts map[string][]byte

func read(dir, path string) texts {
	context := build.Default
	context.CgoEnabled = false
	names, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	check(err)
	files := texts{}
	for _, name := range names {
		if ok, _ := context.MatchFile(dir, filepath.Base(name)); !ok {
			continue
		}
		text, err := os.ReadFile(name)
		check(err)
		files[filepath.Base(name)] = external(path, text)
	}
	return files
}

// external makes a file one of the external test package, which sees the tested package's names without a qualifier.
func external(path string, text []byte) []byte {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ImportsOnly)
	if err != nil {
		return text
	}
	name, start := file.Name.Name, fset.Position(file.Name.Pos()).Offset
	head, rest := string(text[:start]), string(text[start+len(name):])
	if !strings.HasSuffix(name, "_test") {
		name += "_test; import . " + strconv.Quote(path)
	}
	for from, to := range standIns {
		rest = strings.Replace(rest, strconv.Quote(from), strconv.Quote(to), 1)
	}
	return []byte(head + name + strings.ReplaceAll(rest, "//go:linkname", "// go:linkname"))
}

// settle cuts until what is left type-checks, and says whether it got there.
func (files texts) settle(path string, imports types.Importer) bool {
	for range rounds {
		cuts := files.cuts(path, imports)
		if len(cuts) == 0 {
			return true
		}
		for name, ranges := range cuts {
			files[name] = cut(files[name], ranges)
		}
	}
	return false
}

// A piece of a file, from its first byte to behind its last.
type piece struct{ from, to int }

// cuts finds what has to go in this round: what imports and declares by hidden means, or else what the type checker refuses.
func (files texts) cuts(path string, imports types.Importer) map[string][]piece {
	fset := token.NewFileSet()
	trees := map[string]*ast.File{}
	cuts := map[string][]piece{}
	add := func(from, to token.Pos) {
		name := fset.Position(from).Filename
		cuts[name] = append(cuts[name], piece{fset.Position(from).Offset, fset.Position(to).Offset})
	}
	for name, text := range files {
		tree, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			fmt.Println(path, err)
			delete(files, name)
			continue
		}
		trees[name] = tree
		for _, spec := range tree.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			if slices.Contains(strings.Split(imported, "/"), "internal") {
				add(spec.Pos(), spec.End())
			}
		}
		for _, decl := range tree.Decls {
			if function, ok := decl.(*ast.FuncDecl); ok && function.Body == nil {
				add(decl.Pos(), decl.End())
			}
		}
	}
	if len(cuts) > 0 {
		return cuts
	}
	config := types.Config{Importer: imports, Error: func(err error) {
		refused := err.(types.Error)
		if tree := trees[fset.Position(refused.Pos).Filename]; tree != nil {
			if node := declaration(tree, refused.Pos); node != nil {
				add(node.Pos(), node.End())
			}
		}
	}}
	var all []*ast.File
	for _, name := range sortedNames(trees) {
		all = append(all, trees[name])
	}
	config.Check(path+"_test", fset, all, nil)
	return cuts
}

func sortedNames(trees map[string]*ast.File) []string {
	var names []string
	for name := range trees {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// declaration is the smallest declaration around pos that can go alone: one name of a group, unless iota counts them.
func declaration(file *ast.File, pos token.Pos) ast.Node {
	for _, decl := range file.Decls {
		if pos < decl.Pos() || pos > decl.End() {
			continue
		}
		group, ok := decl.(*ast.GenDecl)
		if !ok || !group.Lparen.IsValid() || counts(group) {
			return decl
		}
		for _, spec := range group.Specs {
			if spec.Pos() <= pos && pos <= spec.End() {
				return spec
			}
		}
		return decl
	}
	return nil
}

func counts(group *ast.GenDecl) bool {
	found := false
	ast.Inspect(group, func(node ast.Node) bool {
		name, ok := node.(*ast.Ident)
		found = found || ok && name.Name == "iota"
		return !found
	})
	return found
}

// cut leaves the line ends of what it takes.
func cut(text []byte, pieces []piece) []byte {
	slices.SortFunc(pieces, func(a, b piece) int { return a.from - b.from })
	var left []byte
	at := 0
	for _, p := range pieces {
		if p.from < at {
			continue
		}
		left = append(left, text[at:p.from]...)
		left = append(left, bytes.Repeat([]byte("\n"), bytes.Count(text[p.from:p.to], []byte("\n")))...)
		at = p.to
	}
	return append(left, text[at:]...)
}

func (files texts) write(from, into string) error {
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(into, name), text, 0o644); err != nil {
			return err
		}
	}
	data := filepath.Join(from, "testdata")
	if _, err := os.Stat(data); err != nil {
		return nil
	}
	return os.CopyFS(filepath.Join(into, "testdata"), os.DirFS(data))
}
