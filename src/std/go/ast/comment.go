package ast

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Comment is one comment, without the line break and carriage returns.
type Comment struct {
	Slash token.Pos
	Text  string
}

func (c *Comment) Pos() token.Pos { return c.Slash }
func (c *Comment) End() token.Pos { return c.Slash + token.Pos(len(c.Text)) }

// CommentGroup is comments with nothing between them, at least one.
type CommentGroup struct {
	List []*Comment
}

func (g *CommentGroup) Pos() token.Pos { return g.List[0].Pos() }
func (g *CommentGroup) End() token.Pos { return end(g.List, token.NoPos) }

// Text returns what the comments say: without their marks, one space behind //, directives, spaces at the ends of lines, and more than one
// empty line in a row; none at the beginning or the end. It ends in a line break unless it is empty.
func (g *CommentGroup) Text() string {
	if g == nil {
		return ""
	}
	var lines []string
	for _, c := range g.List {
		text := c.Text[2:]
		if c.Text[1] == '*' {
			text = text[:len(text)-2]
		} else if strings.HasPrefix(text, " ") {
			text = text[1:]
		} else if text != "" && isDirective(text) {
			continue
		}
		for line := range strings.SplitSeq(text, "\n") {
			line = strings.TrimRight(line, " \t\r\n")
			if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, line)
			}
		}
	}
	if n := len(lines); n > 0 && lines[n-1] != "" {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

func isLowerOrDigit(b byte) bool {
	return 'a' <= b && b <= 'z' || '0' <= b && b <= '9'
}

// toolEnd returns where the colon is in "tool:name", -1 if it is something else.
func toolEnd(text string) int {
	colon := strings.IndexByte(text, ':')
	if colon <= 0 || colon+1 >= len(text) {
		return -1
	}
	for i := range colon + 2 {
		if i != colon && !isLowerOrDigit(text[i]) {
			return -1
		}
	}
	return colon
}

func isDirective(text string) bool {
	for _, old := range []string{"line ", "extern ", "export "} {
		if strings.HasPrefix(text, old) {
			return true
		}
	}
	return toolEnd(text) > 0
}

// A Directive is a comment for a tool: //tool:name args.
type Directive struct {
	Tool string
	Name string
	Args string // without spaces around it

	Slash   token.Pos // of the comment
	ArgsPos token.Pos
}

func (d *Directive) Pos() token.Pos { return d.Slash }
func (d *Directive) End() token.Pos { return d.ArgsPos + token.Pos(len(d.Args)) }

// DirectiveArg is an argument, without quotes, and where it stands.
type DirectiveArg struct {
	Arg string
	Pos token.Pos
}

// ParseDirective takes a comment at pos apart; false if it is no directive.
func ParseDirective(pos token.Pos, c string) (Directive, bool) {
	text, ok := strings.CutPrefix(c, "//")
	if !ok || text == "" || !isLowerOrDigit(text[0]) {
		return Directive{}, false
	}
	colon := toolEnd(text)
	if colon < 0 {
		return Directive{}, false
	}
	tool, rest := text[:colon], text[colon+1:]
	name := rest
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		name = rest[:i]
	}
	args := strings.TrimLeftFunc(rest[len(name):], unicode.IsSpace)
	at := pos + token.Pos(len(c)-len(args))
	return Directive{tool, name, strings.TrimRightFunc(args, unicode.IsSpace), pos, at}, true
}

// ParseArgs takes the arguments apart: words, or strings in quotes.
func (d *Directive) ParseArgs() ([]DirectiveArg, error) {
	list := []DirectiveArg{}
	for rest := d.Args; ; {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return list, nil
		}
		at := d.ArgsPos + token.Pos(len(d.Args)-len(rest))
		word := rest
		if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
			word = rest[:i]
		}
		arg := word
		if rest[0] == '"' || rest[0] == '`' {
			quoted, err := strconv.QuotedPrefix(rest)
			bad := func(left string) error {
				return fmt.Errorf("invalid quoted string in //%s:%s: %s", d.Tool, d.Name, left)
			}
			if err != nil {
				return nil, bad(rest)
			}
			word = quoted
			if next, _ := utf8.DecodeRuneInString(rest[len(word):]); len(rest) > len(word) && !unicode.IsSpace(next) {
				return nil, bad(rest[len(word):])
			}
			arg, _ = strconv.Unquote(word)
		}
		list = append(list, DirectiveArg{arg, at})
		rest = rest[len(word):]
	}
}

// CommentMap tells which comments belong to which nodes.
type CommentMap map[Node][]*CommentGroup

func inOrder(a, b *CommentGroup) int { return cmp.Compare(a.Pos(), b.Pos()) }

// NewCommentMap finds for each comment the node it belongs to: one that ends on its line; one that ends on the line before, if an empty line follows;
// else the one that comes next. Of nodes that end together the largest is taken which is a file, a field, a declaration or a statement.
func NewCommentMap(fset *token.FileSet, node Node, comments []*CommentGroup) CommentMap {
	if len(comments) == 0 {
		return nil
	}
	cmap := CommentMap{}
	left := slices.Clone(comments)
	slices.SortFunc(left, inOrder)
	var nodes []Node
	Inspect(node, func(n Node) bool {
		switch n.(type) {
		case nil, *CommentGroup, *Comment:
			return false
		}
		nodes = append(nodes, n)
		return true
	})
	const beyond = 1 << 30
	var last, group Node // the node before, and the large one that ended before
	var lastEnd, groupEnd token.Position
	var open []Node // large nodes, each in the one before it
	closed := func(at token.Pos) (top Node) {
		for n := len(open); n > 0 && open[n-1].End() <= at; n-- {
			top = open[n-1]
			open = open[:n-1]
		}
		return top
	}
	for _, next := range append(nodes, nil) {
		nextPos := token.Position{Offset: beyond, Line: beyond}
		if next != nil {
			nextPos = fset.Position(next.Pos())
		}
		for fset.Position(left[0].End()).Offset <= nextPos.Offset {
			c := left[0]
			from, to := fset.Position(c.Pos()), fset.Position(c.End())
			if top := closed(c.Pos()); top != nil {
				group, groupEnd = top, fset.Position(top.End())
			}
			follows := func(end token.Position) bool {
				return end.Line == from.Line || end.Line+1 == from.Line && to.Line+1 < nextPos.Line
			}
			of := next
			if group != nil && follows(groupEnd) {
				of = group
			} else if last != nil && (follows(lastEnd) || next == nil) {
				of = last
			} else if next == nil {
				panic("internal error: no comments should be associated with sentinel")
			}
			cmap[of] = append(cmap[of], c)
			if left = left[1:]; len(left) == 0 {
				return cmap
			}
		}
		last, lastEnd = next, fset.Position(next.End())
		switch next.(type) {
		case *File, *Field, Decl, Spec, Stmt:
			closed(next.Pos())
			open = append(open, next)
		}
	}
	return cmap
}

// Update gives the comments of one node to another, which it returns.
func (cmap CommentMap) Update(old, new Node) Node {
	if list := cmap[old]; len(list) > 0 {
		delete(cmap, old)
		cmap[new] = append(cmap[new], list...)
	}
	return new
}

// Filter returns what the map has of the nodes in a tree.
func (cmap CommentMap) Filter(node Node) CommentMap {
	kept := CommentMap{}
	Inspect(node, func(n Node) bool {
		if list := cmap[n]; len(list) > 0 {
			kept[n] = list
		}
		return true
	})
	return kept
}

// Comments returns all comments in their order.
func (cmap CommentMap) Comments() []*CommentGroup {
	all := make([]*CommentGroup, 0, len(cmap))
	for _, list := range cmap {
		all = append(all, list...)
	}
	slices.SortFunc(all, inOrder)
	return all
}

func (cmap CommentMap) String() string {
	var nodes []Node
	for n := range cmap {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b Node) int {
		return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.End(), b.End()))
	})
	var b strings.Builder
	b.WriteString("CommentMap {\n")
	for _, n := range nodes {
		name := fmt.Sprintf("%T", n)
		if id, ok := n.(*Ident); ok {
			name = id.Name
		}
		fmt.Fprintf(&b, "\t%p  %20s:  %s\n", n, name, summary(cmap[n]))
	}
	b.WriteString("}\n")
	return b.String()
}

// summary is the first 40 bytes of comments, in one line.
func summary(list []*CommentGroup) string {
	const most = 40
	text := ""
	for _, group := range list {
		for _, c := range group.List {
			if len(text) < most {
				text += c.Text
			}
		}
	}
	if len(text) > most {
		text = text[:most-3] + "..."
	}
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text)
}
