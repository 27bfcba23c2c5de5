package printer

import (
	"go/ast"
	"strings"
)

// isWhite reports whether a text is white space only.
func isWhite(text string) bool {
	for i := range len(text) {
		if text[i] > ' ' {
			return false
		}
	}
	return true
}

// commonStart is what two lines begin with, of white space and stars.
func commonStart(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] && (a[n] <= ' ' || a[n] == '*') {
		n++
	}
	return a[:n]
}

// blockLines are the lines of a /* comment without the indentation that they share. atMargin: it began in the first column, and will not.
func blockLines(text string, atMargin bool) []string {
	lines := strings.Split(text, "\n")
	if len(lines) == 1 {
		return lines
	}
	if atMargin {
		for i := range lines[1:] {
			lines[1+i] = "   " + lines[1+i]
		}
	}
	end := len(lines) - 1
	shared, found := "", false
	for i, line := range lines[1:end] {
		if isWhite(line) {
			lines[1+i] = ""
			continue
		}
		if !found {
			shared, found = line, true
		}
		shared = commonStart(shared, line)
	}
	if !found {
		shared = commonStart(lines[end], lines[end])
	}
	closing := "*/"
	if before, _, stars := strings.Cut(shared, "*"); stars {
		shared = strings.TrimSuffix(before, " ")
		closing = " */"
	} else {
		shared = shared[:len(shared)-ownIndentation(lines[0], shared)]
	}
	if before, _, _ := strings.Cut(lines[end], "*/"); isWhite(before) {
		lines[end] = shared + closing
	} else {
		shared = commonStart(shared, lines[end])
	}
	for i, line := range lines[1:] {
		if line != "" {
			lines[1+i] = line[len(shared):]
		}
	}
	return lines
}

// ownIndentation is how much of the shared indentation sets the text off from the /*.
func ownIndentation(first, shared string) int {
	text := first[len("/*"):]
	if isWhite(text) {
		blanks := 0
		for blanks < min(3, len(shared)) && shared[len(shared)-1-blanks] == ' ' {
			blanks++
		}
		if blanks == 0 && strings.HasSuffix(shared, "\t") {
			return 1
		}
		return blanks
	}
	white := 0
	for white < len(text) && text[white] <= ' ' {
		white++
	}
	own := text[:white]
	if !strings.HasPrefix(own, "\t") {
		own = "  " + own // as wide as the /*
	}
	if strings.HasSuffix(shared, own) {
		return len(own)
	}
	return 0
}

// isDirective reports whether what follows the slashes is for a tool.
func isDirective(text string) bool {
	for _, word := range []string{"line ", "extern ", "export "} {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	tool, rest, found := strings.Cut(text, ":")
	if !found || tool == "" || rest == "" {
		return false
	}
	for i := range len(tool) {
		if !isToolByte(tool[i]) {
			return false
		}
	}
	return isToolByte(rest[0])
}

func isToolByte(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }

// allStars reports whether all lines but the first begin with a star.
func allStars(text string) bool {
	for _, line := range strings.Split(text, "\n")[1:] {
		line = strings.TrimLeft(line, " \t")
		if line != "" && line[0] != '*' {
			return false
		}
	}
	return true
}

// standardDoc is the comment above a declaration in the form of go/doc/comment, all at the place of its beginning; empty if there is nothing in it.
func standardDoc(list []*ast.Comment) []*ast.Comment {
	slash := list[0].Slash
	at := func(text string) *ast.Comment { return &ast.Comment{Slash: slash, Text: text} }
	if len(list) == 1 && strings.HasPrefix(list[0].Text, "/*") {
		text := list[0].Text
		if !strings.Contains(text, "\n") || allStars(text) {
			return list
		}
		text = text[len("/*") : len(text)-len("*/")]
		if text == "" {
			return list
		}
		return []*ast.Comment{at("/*\n" + standard(text) + "*/")}
	}
	var text strings.Builder
	var directives []*ast.Comment
	for _, c := range list {
		line, isLine := strings.CutPrefix(c.Text, "//")
		if !isLine {
			return list
		}
		if isDirective(line) {
			directives = append(directives, at(c.Text))
			continue
		}
		text.WriteString(strings.TrimPrefix(line, " "))
		text.WriteByte('\n')
	}
	if text.Len() == 0 {
		return list
	}
	var out []*ast.Comment
	for line := range strings.Lines(standard(text.String())) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "":
			out = append(out, at("//"))
		case line[0] == '\t':
			out = append(out, at("//"+line))
		default:
			out = append(out, at("// "+line))
		}
	}
	if len(directives) > 0 {
		out = append(append(out, at("//")), directives...)
	}
	return out
}

// standard is the text of a comment in the form of go/doc/comment.
func standard(text string) string
