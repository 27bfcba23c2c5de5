// Package parser makes syntax trees of Go sources. It accepts more than the language does, where a later check can tell it better.
package parser

import (
	"bytes"
	"errors"
	"go/ast"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Mode says what is parsed.
type Mode uint

const (
	PackageClauseOnly    Mode             = 1 << iota // nothing behind the package clause
	ImportsOnly                                       // nothing behind the imports
	ParseComments                                     // comments too
	Trace                                             // print what is parsed
	DeclarationErrors                                 // tell what is wrong with declarations
	SpuriousErrors                                    // the old name of AllErrors
	SkipObjectResolution                              // do not find out which names denote what
	AllErrors            = SpuriousErrors             // more than the first ten, and more than one a line
)

// read returns the source: a string, bytes, a *bytes.Buffer or an io.Reader, or, if it is nil, the file of that name.
func read(filename string, src any) ([]byte, error) {
	switch s := src.(type) {
	case nil:
		return os.ReadFile(filename)
	case string:
		return []byte(s), nil
	case []byte:
		return s, nil
	case *bytes.Buffer:
		if s != nil {
			return s.Bytes(), nil
		}
	case io.Reader:
		return io.ReadAll(s)
	}
	return nil, errors.New("invalid source")
}

// ParseFile parses a file, whose positions are added to fset. If it can be read there is a tree even where there are errors,
// a scanner.ErrorList sorted by places; the tree then has nodes such as ast.BadExpr.
func ParseFile(fset *token.FileSet, filename string, src any, mode Mode) (f *ast.File, err error) {
	if fset == nil {
		panic("parser.ParseFile: no token.FileSet provided (fset == nil)")
	}
	text, err := read(filename, src)
	if err != nil {
		return nil, err
	}
	var p parser
	file := fset.AddFile(filename, -1, len(text))
	err = p.run(file, text, mode, func() { f = p.parseFile() })
	if f == nil {
		f = &ast.File{Name: new(ast.Ident), Scope: ast.NewScope(nil)}
	}
	f.FileStart, f.FileEnd = token.Pos(file.Base()), file.End()
	return f, err
}

// ParseDir parses the files of a directory whose names end in ".go" and that filter, if there is one, lets pass. It returns the packages
// by their names and the first error; files with errors are left out.
//
// Deprecated: It does not look at build constraints. Use golang.org/x/tools/go/packages.
func ParseDir(fset *token.FileSet, path string, filter func(fs.FileInfo) bool, mode Mode) (pkgs map[string]*ast.Package, first error) {
	list, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	pkgs = map[string]*ast.Package{}
	for _, d := range list {
		if d.IsDir() || !strings.HasSuffix(d.Name(), ".go") {
			continue
		}
		if filter != nil {
			info, err := d.Info()
			if err != nil {
				return nil, err
			}
			if !filter(info) {
				continue
			}
		}
		filename := filepath.Join(path, d.Name())
		f, err := ParseFile(fset, filename, nil, mode)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		name := f.Name.Name
		if pkgs[name] == nil {
			pkgs[name] = &ast.Package{Name: name, Files: map[string]*ast.File{}}
		}
		pkgs[name].Files[filename] = f
	}
	return pkgs, first
}

// ParseExprFrom parses an expression, or a type, in the way of ParseFile.
func ParseExprFrom(fset *token.FileSet, filename string, src any, mode Mode) (expr ast.Expr, err error) {
	if fset == nil {
		panic("parser.ParseExprFrom: no token.FileSet provided (fset == nil)")
	}
	text, err := read(filename, src)
	if err != nil {
		return nil, err
	}
	var p parser
	err = p.run(fset.AddFile(filename, -1, len(text)), text, mode, func() {
		expr = p.parseRhs()
		if p.tok == token.SEMICOLON && p.lit == "\n" {
			p.next()
		}
		p.expect(token.EOF)
	})
	return expr, err
}

// ParseExpr parses an expression, whose positions mean nothing.
func ParseExpr(x string) (ast.Expr, error) {
	return ParseExprFrom(token.NewFileSet(), "", x, 0)
}
