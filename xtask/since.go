// Command since prints with which release what came to Go's library that is newer than the oldest version go vet's check
// `stdversion` looks at: a line for each package, its path and then `release:name`, the name as vet writes it. `xtask api`
// writes src/vet/go_since.txt with it.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// The go command's own table, which is vet's.
const manifest = "src/cmd/vendor/golang.org/x/tools/internal/stdlib/manifest.go"

// In a module of go1.21 everything up to it may be used.
const oldest = 21

func main() {
	out, err := exec.Command(os.Args[1], "env", "GOROOT").Output()
	check(err)
	file := filepath.Join(strings.TrimSpace(string(out)), manifest)
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	check(err)
	ast.Inspect(tree, func(n ast.Node) bool {
		entry, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		path, ok := entry.Key.(*ast.BasicLit)
		if !ok {
			return true
		}
		line := text(path)
		for _, symbol := range entry.Value.(*ast.CompositeLit).Elts {
			parts := symbol.(*ast.CompositeLit).Elts
			release, err := strconv.Atoi(parts[2].(*ast.BasicLit).Value)
			check(err)
			if release > oldest {
				line += fmt.Sprint(" ", release, ":", text(parts[0].(*ast.BasicLit)))
			}
		}
		if strings.Contains(line, " ") {
			fmt.Println(line)
		}
		return false
	})
}

func text(literal *ast.BasicLit) string {
	text, err := strconv.Unquote(literal.Value)
	check(err)
	return text
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
