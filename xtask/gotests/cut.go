// Command cut makes tests that any Go can run of the tests of Go's library: cut GOROOT STANDINS INTO PACKAGE...
// Each package's test files become an external test package that imports it, and whatever names something that
// is not exported, or a package below internal, is cut out: one declaration at a time, until the type checker has nothing to say.
// A file net_http_test.go in STANDINS is added to net/http's tests, and what it declares stands in for what the tests declare or the
// package exports to its tests. Line numbers stay. `xtask gotests` runs what is left.
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
var standIns = map[string]string{
	"internal/synctest": "testing/synctest", "internal/testenv": "gotests/testenv", "net/http/internal/testcert": "gotests/testcert",
}

func main() {
	goroot, standins, into := os.Args[1], os.Args[2], os.Args[3]
	imports := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, path := range os.Args[4:] {
		files := read(filepath.Join(goroot, "src", path), path)
		files.standIn(filepath.Join(standins, strings.ReplaceAll(path, "/", "_")+"_test.go"))
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

// standIn adds a file, whose declarations take the place of others.
func (files texts) standIn(name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		return
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, text, 0)
	check(err)
	names := map[string]bool{}
	for _, decl := range tree.Decls {
		for _, name := range declares(decl) {
			names[name] = true
		}
	}
	for other, text := range files {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, other, text, 0)
		if err != nil {
			continue
		}
		at := func(pos token.Pos) int { return fset.Position(pos).Offset }
		var pieces []piece
		for _, decl := range tree.Decls {
			if slices.ContainsFunc(declares(decl), func(name string) bool { return names[name] }) {
				pieces = append(pieces, piece{at(decl.Pos()), at(decl.End())})
			}
		}
		// The package's own name before what it exports to its tests.
		ast.Inspect(tree, func(node ast.Node) bool {
			if x, ok := node.(*ast.SelectorExpr); ok && names[x.Sel.Name] {
				pieces = append(pieces, piece{at(x.Pos()), at(x.Sel.Pos())})
			}
			return true
		})
		files[other] = cut(text, pieces)
	}
	files["standins_test.go"] = text
}

// declares are the names of functions and values that a declaration makes; none of methods and of imports.
func declares(decl ast.Decl) (names []string) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			names = append(names, decl.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if values, ok := spec.(*ast.ValueSpec); ok {
				for _, name := range values.Names {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
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
				add(start(decl), decl.End())
			}
		}
	}
	if len(cuts) > 0 {
		return cuts
	}
	config := types.Config{Importer: imports, Error: func(err error) {
		refused := err.(types.Error)
		if strings.HasPrefix(refused.Msg, "\t") {
			return // of two declarations one goes
		}
		if tree := trees[fset.Position(refused.Pos).Filename]; tree != nil {
			if node := declaration(tree, refused.Pos); node != nil {
				add(start(node), node.End())
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

// start is where a declaration begins with what stands above it: a directive must not be left alone.
func start(node ast.Node) token.Pos {
	var above *ast.CommentGroup
	switch node := node.(type) {
	case *ast.FuncDecl:
		above = node.Doc
	case *ast.GenDecl:
		above = node.Doc
	}
	if above != nil {
		return above.Pos()
	}
	return node.Pos()
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
