package printer

import (
	"go/ast"
	"go/build/constraint"
	"go/token"
	"strings"
	"unicode"
)

// upcoming is the comment that comes next.
type upcoming struct {
	after    int // the index of the one behind it
	group    *ast.CommentGroup
	offset   int  // infinity: there is none
	hasBreak bool // it needs a line break
}

// within are the comments in a node's range, with those above and behind it that are its own.
func within(n ast.Node, comments []*ast.CommentGroup) []*ast.CommentGroup {
	start, end := n.Pos(), n.End()
	if doc := docOf(n); doc != nil {
		start = doc.Pos()
	}
	if comment := commentOf(n); comment != nil {
		end = max(end, comment.End())
	}
	for len(comments) > 0 && comments[0].End() < start {
		comments = comments[1:]
	}
	count := 0
	for count < len(comments) && comments[count].Pos() < end {
		count++
	}
	if count == 0 {
		return nil
	}
	return comments[:count]
}

// docOf is the comment above a node.
func docOf(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.Field:
		return n.Doc
	case *ast.ImportSpec:
		return n.Doc
	case *ast.ValueSpec:
		return n.Doc
	case *ast.TypeSpec:
		return n.Doc
	case *ast.GenDecl:
		return n.Doc
	case *ast.FuncDecl:
		return n.Doc
	case *ast.File:
		return n.Doc
	}
	return nil
}

// commentOf is the comment behind a node.
func commentOf(n ast.Node) *ast.CommentGroup {
	switch n := n.(type) {
	case *ast.Field:
		return n.Comment
	case *ast.ImportSpec:
		return n.Comment
	case *ast.ValueSpec:
		return n.Comment
	case *ast.TypeSpec:
		return n.Comment
	case *ast.GenDecl:
		if count := len(n.Specs); count > 0 {
			return commentOf(n.Specs[count-1])
		}
	case *ast.File:
		if count := len(n.Comments); count > 0 {
			return n.Comments[count-1]
		}
	}
	return nil
}

func (p *printer) nextComment() {
	for p.upcoming.after < len(p.comments) {
		group := p.comments[p.upcoming.after]
		p.upcoming.after++
		if len(group.List) > 0 {
			p.upcoming.group = group
			p.upcoming.offset = p.place(group.List[0].Pos()).Offset
			p.upcoming.hasBreak = p.hasBreak(group.List)
			return
		}
	}
	p.upcoming.offset = infinity
}

func isLine(c *ast.Comment) bool { return c.Text[1] == '/' }

func (p *printer) hasBreak(list []*ast.Comment) bool {
	line := p.lineAt(list[0].Pos())
	for _, c := range list {
		if p.lineAt(c.Pos()) != line || len(c.Text) > 1 && (isLine(c) || strings.Contains(c.Text, "\n")) {
			return true
		}
	}
	return false
}

// commentBefore reports whether the next comment stands before a place, and does not end a statement.
func (p *printer) commentBefore(next token.Position) bool {
	return p.upcoming.offset < next.Offset && !(p.endsStatement && p.upcoming.hasBreak)
}

// commentsSize is the length of the comments before a place.
func (p *printer) commentsSize(next token.Position) int {
	saved := p.upcoming
	size := 0
	for p.commentBefore(next) {
		for _, c := range p.upcoming.group.List {
			size += len(c.Text)
		}
		p.nextComment()
	}
	p.upcoming = saved
	return size
}

// comment has the comment of a node printed next, where only nodes have comments.
func (p *printer) comment(group *ast.CommentGroup) {
	if group == nil || !p.nodeComments {
		return
	}
	if p.upcoming.after < len(p.comments) {
		p.flush(p.place(group.List[0].Pos()), token.ILLEGAL)
	}
	p.comments = []*ast.CommentGroup{group}
	p.upcoming.after = 0
	if p.upcoming.offset == infinity {
		p.nextComment()
	}
}

// writeComments writes the comments before a place, at which a token follows. As flush.
func (p *printer) writeComments(next token.Position, tok token.Token) (brokeLine, droppedFeed bool) {
	var last *ast.Comment
	for p.commentBefore(next) {
		group := p.upcoming.group
		list := group.List
		isDoc := tok != token.IDENT && p.last != token.IMPORT && p.place(group.Pos()).Column == 1 && p.place(group.End()+1) == next
		if isDoc {
			list = standardDoc(list)
		}
		if len(list) == 0 {
			// Nothing is left of it.
			p.beforeComment(p.place(group.Pos()), next, last, tok)
			p.pos, p.behind = next, next
			p.nextComment()
			return p.afterComment(false)
		}
		for _, c := range list {
			p.beforeComment(p.place(c.Pos()), next, last, tok)
			p.writeComment(c)
			last = c
		}
		if isDoc {
			last = group.List[len(group.List)-1]
			p.pos = p.place(last.End())
			p.behind = p.pos
		}
		p.nextComment()
	}
	if last == nil {
		return false, false
	}
	needsBreak := false
	sameLine := !isLine(last) && p.lineAt(last.Pos()) == next.Line
	closes := tok == token.RPAREN && p.open != token.LPAREN || tok == token.RBRACK && p.open != token.LBRACK
	if !p.noExtraBlank && sameLine && tok != token.COMMA && !closes {
		if p.breakWaits() && !p.noExtraBreak && p.literal == 0 {
			needsBreak = true
		} else {
			p.writeByte(' ', 1)
		}
	}
	if isLine(last) || tok == token.EOF || tok == token.RBRACE && !p.noExtraBreak {
		needsBreak = true
	}
	return p.afterComment(needsBreak)
}

func (p *printer) breakWaits() bool {
	for _, s := range p.spaces {
		if s == newline || s == formfeed {
			return true
		}
	}
	return false
}

// beforeComment writes what is between the last token, or the previous comment of the group, and a comment.
func (p *printer) beforeComment(pos, next token.Position, previous *ast.Comment, tok token.Token) {
	switch {
	case len(p.out) == 0:
	case pos.IsValid() && pos.Filename != p.behind.Filename:
		p.writeByte('\f', 2)
	case pos.Line == p.behind.Line && (previous == nil || !isLine(previous)):
		p.besideToken(pos, next, previous == nil)
	default:
		p.onNewLine(pos, next, previous, tok)
	}
}

func (p *printer) besideToken(pos, next token.Position, isFirst bool) {
	separated := false
	if isFirst {
		used := 0
	waiting:
		for i, s := range p.spaces {
			switch s {
			case blank:
				p.spaces[i] = nothing
			case cell:
				separated = true
			case deeper:
			default:
				used = i
				break waiting
			}
		}
		p.writeSpaces(used)
	}
	if separated {
		return
	}
	if pos.Line == next.Line {
		p.writeByte(' ', 1)
	} else {
		p.writeByte('\t', 1)
	}
}

func (p *printer) onNewLine(pos, next token.Position, previous *ast.Comment, tok token.Token) {
	dropped := false
	used := 0
waiting:
	for i, s := range p.spaces {
		switch s {
		case blank, cell:
			p.spaces[i] = nothing
			continue
		case deeper:
			continue
		case shallower:
			if i+1 < len(p.spaces) && p.spaces[i+1] == shallower || tok != token.RBRACE && pos.Column == next.Column {
				continue
			}
		case newline, formfeed:
			p.spaces[i] = nothing
			dropped = previous == nil
		}
		used = i
		break waiting
	}
	p.writeSpaces(used)
	breaks := 0
	if pos.IsValid() && p.behind.IsValid() {
		breaks = max(pos.Line-p.behind.Line, 0)
	}
	if p.depth == 0 && dropped {
		breaks++
	}
	if breaks == 0 && previous != nil && isLine(previous) {
		breaks = 1
	}
	if breaks > 0 {
		p.writeByte('\f', limited(breaks))
	}
}

func (p *printer) writeComment(c *ast.Comment) {
	pos := p.place(c.Pos())
	if strings.HasPrefix(c.Text, "//line ") && (!pos.IsValid() || pos.Column == 1) {
		// Means something at the beginning of a line only.
		depth := p.depth
		p.depth = 0
		defer func() { p.depth = depth }()
	}
	if isLine(c) {
		if constraint.IsGoBuild(c.Text) {
			p.goBuild = append(p.goBuild, len(p.out))
		} else if constraint.IsPlusBuild(c.Text) {
			p.plusBuild = append(p.plusBuild, len(p.out))
		}
		p.write(pos, withoutEnd(c.Text), true)
		return
	}
	wasAtMargin := pos.IsValid() && pos.Column == 1 && p.depth > 0
	for i, line := range blockLines(c.Text, wasAtMargin) {
		if i > 0 {
			p.writeByte('\f', 1)
			pos = p.pos
		}
		if line != "" {
			p.write(pos, withoutEnd(line), true)
		}
	}
}

// withoutEnd takes the white space at a line's end away.
func withoutEnd(line string) string { return strings.TrimRightFunc(line, unicode.IsSpace) }

// afterComment writes a line break if it is needed, and the indentation that waits. As flush.
func (p *printer) afterComment(needsBreak bool) (brokeLine, droppedFeed bool) {
	for i, s := range p.spaces {
		switch s {
		case blank, cell:
			p.spaces[i] = nothing
		case newline, formfeed:
			if needsBreak {
				needsBreak, brokeLine = false, true
				continue
			}
			droppedFeed = droppedFeed || s == formfeed
			p.spaces[i] = nothing
		}
	}
	p.writeSpaces(len(p.spaces))
	if needsBreak {
		p.writeByte('\n', 1)
		brokeLine = true
	}
	return
}
