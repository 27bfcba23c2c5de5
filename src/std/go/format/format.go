// Package format writes Go source in gofmt's form.
package format

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io"
	"slices"
	"strings"
)

// normalizeNumbers is a mode of package go/printer's that it does not export.
const normalizeNumbers printer.Mode = 1 << 30

var config = printer.Config{Mode: printer.UseSpaces | printer.TabIndent | normalizeNumbers, Tabwidth: 8}

const parserMode = parser.ParseComments | parser.SkipObjectResolution

// Node writes a node in gofmt's form: what printer.Fprint takes. The imports of a file, which may stand in a CommentedNode, are sorted.
func Node(dst io.Writer, fset *token.FileSet, node any) error {
	commented, _ := node.(*printer.CommentedNode)
	file, _ := node.(*ast.File)
	if commented != nil {
		file, _ = commented.Node.(*ast.File)
	}
	if file == nil || !groupsImports(file) {
		return config.Fprint(dst, fset, node)
	}
	// Sorting changes the tree: that of the text as it would be is sorted, and the program's stays.
	var text bytes.Buffer
	if err := config.Fprint(&text, fset, file); err != nil {
		return err
	}
	sorted, err := parser.ParseFile(fset, "", text.Bytes(), parserMode)
	if err != nil {
		return fmt.Errorf("format.Node internal error (%s)", err)
	}
	ast.SortImports(fset, sorted)
	if commented != nil {
		return config.Fprint(dst, fset, &printer.CommentedNode{Node: sorted, Comments: commented.Comments})
	}
	return config.Fprint(dst, fset, sorted)
}

// groupsImports reports whether one of the imports at a file's beginning is in parentheses.
func groupsImports(file *ast.File) bool {
	for _, d := range file.Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok || group.Tok != token.IMPORT {
			break
		}
		if group.Lparen.IsValid() {
			return true
		}
	}
	return false
}

// Source is a text in gofmt's form: a file, or declarations or statements, which keep the space around them and the indentation of their first line.
func Source(src []byte) ([]byte, error) {
	if isPlain(src) {
		if formatted, ok := source(string(src)); ok {
			return []byte(formatted), nil
		}
	}
	// What is wrong is said in go/parser's words.
	return parsed(src)
}

// isPlain reports whether gorun's own formatter accepts the text only if go/parser does.
func isPlain(src []byte) bool {
	return !bytes.HasPrefix(src, []byte("#!")) && !bytes.Contains(src, []byte("//line ")) && !bytes.Contains(src, []byte("/*line "))
}

// source is a text as gorun's own formatter has it, if it is sound.
func source(src string) (formatted string, ok bool)

// parsed parses a text and prints it.
func parsed(src []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", src, parserMode)
	if err == nil {
		ast.SortImports(fset, file)
		var text bytes.Buffer
		err = config.Fprint(&text, fset, file)
		return text.Bytes(), err
	}
	if !strings.Contains(err.Error(), "expected 'package'") {
		return nil, err
	}
	// Neither prefix adds a line.
	const clause, function = "package p;", "package p; func _() {"
	file, err = parser.ParseFile(fset, "", clause+string(src), parserMode)
	if err == nil {
		return fragment(fset, file, src, 0, func(text []byte, indent int) []byte {
			return text[indent+len("package p\n"):]
		})
	}
	if !strings.Contains(err.Error(), "expected declaration") {
		return nil, err
	}
	file, err = parser.ParseFile(fset, "", function+string(src)+"\n\n}", parserMode)
	if err != nil {
		return nil, err
	}
	return fragment(fset, file, src, -1, func(text []byte, indent int) []byte {
		text = text[2*max(indent, 0)+len("package p\n\nfunc _() {"):]
		return text[:len(text)-len("}\n")]
	})
}

// fragment prints a file that was made of declarations or statements, as deep as these were and by so much more, and cuts out what they have become.
func fragment(fset *token.FileSet, file *ast.File, src []byte, deeper int, cut func(text []byte, indent int) []byte) ([]byte, error) {
	const space = " \t\r\n"
	lead := src[:len(src)-len(bytes.TrimLeft(src, space))]
	line := bytes.LastIndexByte(lead, '\n') + 1
	indent := bytes.Count(lead[line:], []byte("\t"))
	if indent == 0 && bytes.Contains(lead[line:], []byte(" ")) {
		indent = 1
	}
	cfg := config
	cfg.Indent = indent + deeper
	var text bytes.Buffer
	if err := cfg.Fprint(&text, fset, file); err != nil {
		return nil, err
	}
	code := bytes.TrimSpace(cut(text.Bytes(), cfg.Indent))
	if len(code) == 0 {
		return src, nil
	}
	tail := src[len(bytes.TrimRight(src, space)):]
	return slices.Concat(lead[:line], bytes.Repeat([]byte("\t"), indent), code, tail), nil
}
