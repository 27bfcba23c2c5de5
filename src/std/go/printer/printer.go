// Package printer writes syntax trees as Go source.
//
// It follows the same procedure as gorun's formatter of texts (src/format, decision 020), for trees that programs have built or changed: any
// node may lack its place, and need not be what a parser would have made. What is told about places there holds here: white space waits until a token
// comes, and the comments that stand before that token use it up. Columns are text/tabwriter's work.
package printer

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"text/tabwriter"
)

// Mode says how columns and indentation are written, as flags.
type Mode uint

const (
	RawFormat Mode = 1 << iota // no columns, whatever UseSpaces says
	TabIndent                  // indent with tabs, whatever UseSpaces says
	UseSpaces                  // blanks between columns, not tabs
	SourcePos                  // with //line comments that lead back to the source
)

// normalizeNumbers writes numbers as gofmt does. Package go/format sets it.
const normalizeNumbers Mode = 1 << 30

// Config is how trees are written.
type Config struct {
	Mode     Mode
	Tabwidth int
	Indent   int // of everything
}

// CommentedNode is a node with comments, of which those in its range are printed.
type CommentedNode struct {
	Node     any // *ast.File, ast.Expr, ast.Decl, ast.Spec or ast.Stmt
	Comments []*ast.CommentGroup
}

// Fprint writes a node: *ast.File, *CommentedNode, []ast.Decl, []ast.Stmt, ast.Expr, ast.Decl, ast.Spec or ast.Stmt.
func Fprint(output io.Writer, fset *token.FileSet, node any) error {
	cfg := Config{Tabwidth: 8}
	return cfg.Fprint(output, fset, node)
}

// Fprint writes a node as the function of this name does.
func (cfg *Config) Fprint(output io.Writer, fset *token.FileSet, node any) error {
	p := newPrinter(*cfg, fset, make(map[ast.Node]int))
	if err := p.root(node); err != nil {
		return err
	}
	p.finish()
	p.fixBuildLines()
	if cfg.Mode&RawFormat == 0 {
		aligned, err := cfg.align(p.out)
		if err != nil {
			return err
		}
		p.out = aligned
	}
	_, err := output.Write(trim(p.out))
	return err
}

// align has marks made columns.
func (cfg *Config) align(marked []byte) ([]byte, error) {
	minwidth, flags, pad := cfg.Tabwidth, tabwriter.DiscardEmptyColumns, byte('\t')
	if cfg.Mode&UseSpaces != 0 {
		pad = ' '
	}
	if cfg.Mode&TabIndent != 0 {
		minwidth = 0
		flags |= tabwriter.TabIndent
	}
	var aligned bytes.Buffer
	w := tabwriter.NewWriter(&aligned, minwidth, cfg.Tabwidth, 1, pad, flags)
	if _, err := w.Write(marked); err != nil {
		return nil, err
	}
	err := w.Flush()
	return aligned.Bytes(), err
}

// trim takes escape marks away, and white space before line breaks unless it is escaped; what marks are left become tabs and line breaks.
func trim(text []byte) []byte {
	out := make([]byte, 0, len(text))
	escaped := false
	kept := 0 // of out, what must stay
	for _, b := range text {
		switch {
		case b == tabwriter.Escape:
			escaped = !escaped
			kept = len(out)
		case escaped:
			out = append(out, plainTab(b))
			kept = len(out)
		case b == '\n' || b == '\f':
			out = append(out[:kept], '\n')
			kept = len(out)
		case b == ' ' || b == '\t' || b == '\v':
			out = append(out, plainTab(b))
		default:
			out = append(out, b)
			kept = len(out)
		}
	}
	return out[:kept]
}

func plainTab(b byte) byte {
	if b == '\v' {
		return '\t'
	}
	return b
}

const infinity = 1 << 30

// A space is white space that waits for the next token.
type space byte

const (
	nothing   space = 0
	blank     space = ' '
	cell      space = '\v' // ends a cell of a column
	newline   space = '\n'
	formfeed  space = '\f' // a line break that ends columns
	deeper    space = '>'
	shallower space = '<'
)

type printer struct {
	Config
	fset *token.FileSet

	out     []byte
	depth   int // of indentation
	literal int // how deep in composite literals
	// After a /* comment, before the next token: no blank, no line break.
	noExtraBlank, noExtraBreak bool
	endAlignment               bool        // columns end with this line
	endsStatement              bool        // a line break here would mean a semicolon
	last                       token.Token // ILLEGAL: white space
	open                       token.Token // the ( or [ that was the last token, white space aside
	spaces                     []space
	goBuild, plusBuild         []int // where such lines begin in out

	pos        token.Position // in the source, of what comes next; guessed where the tree does not say
	behind     token.Position // in the source, where the last token ended
	line       int            // in the output
	column     int
	file       string // that //line comments have named
	lineWanted *int   // the next token notes its line here
	err        error

	comments     []*ast.CommentGroup
	nodeComments bool // there are none but the nodes' own
	upcoming     upcoming

	sizes     map[ast.Node]int
	measuring bool // only the width on one line is wanted
	broken    bool // there is a line break

	lineOf     token.Pos // asked for last
	lineNumber int
}

func newPrinter(cfg Config, fset *token.FileSet, sizes map[ast.Node]int) *printer {
	start := token.Position{Line: 1, Column: 1}
	return &printer{Config: cfg, fset: fset, sizes: sizes, pos: start, line: 1, column: 1, lineOf: -1}
}

func (p *printer) root(node any) error {
	var comments []*ast.CommentGroup
	if commented, ok := node.(*CommentedNode); ok {
		node, comments = commented.Node, commented.Comments
	}
	if comments != nil {
		n, ok := node.(ast.Node)
		if !ok {
			return unsupported(node)
		}
		p.comments = within(n, comments)
	} else if file, ok := node.(*ast.File); ok {
		p.comments = file.Comments
	}
	p.nodeComments = p.comments == nil
	p.nextComment()
	switch n := node.(type) {
	case ast.Expr:
		p.expr(n)
	case ast.Stmt:
		p.roomForLabels(n)
		p.stmt(n, false)
	case ast.Decl:
		p.decl(n)
	case ast.Spec:
		p.spec(n, 1, false)
	case []ast.Stmt:
		p.roomForLabels(n...)
		p.stmts(n, false, false)
	case []ast.Decl:
		p.decls(n)
	case *ast.File:
		p.sourceFile(n)
	default:
		return unsupported(node)
	}
	return p.err
}

func unsupported(node any) error {
	return fmt.Errorf("go/printer: unsupported node type %T", node)
}

// roomForLabels indents, so that labels can stand further left.
func (p *printer) roomForLabels(list ...ast.Stmt) {
	for _, s := range list {
		if _, ok := s.(*ast.LabeledStmt); ok {
			p.depth = 1
		}
	}
}

// finish writes the comments that are left.
func (p *printer) finish() {
	p.endsStatement = false
	p.flush(token.Position{Offset: infinity, Line: infinity}, token.EOF)
}

func (p *printer) place(pos token.Pos) token.Position {
	return p.fset.PositionFor(pos, false)
}

// lineAt is 0 where there is no place.
func (p *printer) lineAt(pos token.Pos) int {
	if pos != p.lineOf {
		p.lineOf, p.lineNumber = pos, p.place(pos).Line
	}
	return p.lineNumber
}

// at says where the next token stands.
func (p *printer) at(pos token.Pos) {
	if pos.IsValid() {
		p.pos = p.place(pos)
	}
}

// linesSince counts the lines of the output behind one that noteLine has noted.
func (p *printer) linesSince(line int) int { return p.line - line }

func (p *printer) noteLine(line *int) { p.lineWanted = line }

// settled reports that nothing more need be printed to know that a node takes several lines.
func (p *printer) settled() bool { return p.measuring && p.broken }

func (p *printer) noteOpen() {
	switch p.last {
	case token.ILLEGAL:
	case token.LPAREN, token.LBRACK:
		p.open = p.last
	default:
		p.open = token.ILLEGAL
	}
}

// toggle switches rules for what follows a /* comment.
func (p *printer) toggle(extraBlank, extraBreak bool) {
	p.noteOpen()
	p.noExtraBlank = p.noExtraBlank != extraBlank
	p.noExtraBreak = p.noExtraBreak != extraBreak
}

func (p *printer) space(list ...space) {
	const enough = 16
	for _, s := range list {
		p.noteOpen()
		if s == nothing {
			continue
		}
		if len(p.spaces) == enough {
			p.writeSpaces(enough)
		}
		p.spaces = append(p.spaces, s)
		if s == newline || s == formfeed {
			p.endsStatement = false
		}
		p.last = token.ILLEGAL
	}
}

// op prints operators, brackets and keywords.
func (p *printer) op(list ...token.Token) {
	for _, tok := range list {
		p.noteOpen()
		text := tok.String()
		if joins(p.last, text[0]) {
			p.spaces = append(p.spaces[:0], blank)
		}
		p.last = tok
		ends := false
		switch tok {
		case token.BREAK, token.CONTINUE, token.FALLTHROUGH, token.RETURN, token.INC, token.DEC, token.RPAREN, token.RBRACK, token.RBRACE:
			ends = true
		}
		p.token(text, false, ends)
	}
}

func (p *printer) name(text string) {
	p.noteOpen()
	p.last = token.IDENT
	p.token(text, false, true)
}

// lit prints a literal, and what stands for a part that is none.
func (p *printer) lit(kind token.Token, text string) {
	p.noteOpen()
	p.last = kind
	p.token(text, true, true)
}

// joins reports whether two tokens would become another one.
func joins(last token.Token, next byte) bool {
	switch last {
	case token.INT:
		return next == '.'
	case token.ADD:
		return next == '+'
	case token.SUB:
		return next == '-'
	case token.QUO:
		return next == '*'
	case token.LSS:
		return next == '-' || next == '<'
	case token.AND:
		return next == '&' || next == '^'
	}
	return false
}

// limited is how many line breaks stay.
func limited(breaks int) int { return min(breaks, 2) }

func (p *printer) token(text string, escaped, ends bool) {
	next := p.pos
	brokeLine, droppedFeed := p.flush(next, p.last)
	if !p.endsStatement {
		breaks := limited(next.Line - p.pos.Line)
		if brokeLine && breaks == 2 {
			breaks = 1
		}
		if breaks > 0 {
			with := byte('\n')
			if droppedFeed {
				with = '\f'
			}
			p.writeByte(with, breaks)
			ends = false
		}
	}
	if p.lineWanted != nil {
		*p.lineWanted = p.line
		p.lineWanted = nil
	}
	p.write(next, text, escaped)
	p.endsStatement = ends
}

// flush writes the comments before a place, and white space. It reports whether there was a line break, and whether one that ends columns was left out.
func (p *printer) flush(next token.Position, tok token.Token) (brokeLine, droppedFeed bool) {
	if p.commentBefore(next) {
		return p.writeComments(next, tok)
	}
	p.writeSpaces(len(p.spaces))
	return false, false
}

// breakLine prints as many line breaks as there are up to a line of the source, at least so many. 0: there were none; 1: one; more: columns end.
func (p *printer) breakLine(line, atLeast int, before space, newSection bool) int {
	count := max(limited(line-p.pos.Line), atLeast)
	if count <= 0 {
		return 0
	}
	worth := count
	p.space(before)
	if newSection {
		p.space(formfeed)
		count--
		worth++
	}
	for range count {
		p.space(newline)
	}
	return worth
}

// writeSpaces writes the first n spaces.
func (p *printer) writeSpaces(n int) {
	for i := 0; i < n; i++ {
		s := p.spaces[i]
		if (s == newline || s == formfeed) && i+1 < n && p.spaces[i+1] == shallower {
			// A label stands further left: the break comes behind the change.
			p.spaces[i+1] = formfeed
			s = shallower
		}
		switch s {
		case nothing:
		case deeper:
			p.depth++
		case shallower:
			p.depth = max(p.depth-1, 0)
		default:
			p.writeByte(byte(s), 1)
		}
	}
	p.spaces = append(p.spaces[:0], p.spaces[n:]...)
}

func (p *printer) writeIndent() {
	n := p.Indent + p.depth
	for range n {
		p.out = append(p.out, '\t')
	}
	p.pos.Offset += n
	p.pos.Column += n
	p.column += n
}

// writeByte writes white space.
func (p *printer) writeByte(b byte, n int) {
	if p.endAlignment {
		switch b {
		case '\t', '\v':
			b = ' '
		case '\n', '\f':
			b = '\f'
			p.endAlignment = false
		}
	}
	if p.column == 1 {
		p.writeIndent()
	}
	for range n {
		p.out = append(p.out, b)
	}
	p.pos.Offset += n
	if b == '\n' || b == '\f' {
		p.broken = true
		p.pos.Line += n
		p.line += n
		p.pos.Column, p.column = 1, 1
		return
	}
	p.pos.Column += n
	p.column += n
}

// write writes a token or a comment.
func (p *printer) write(pos token.Position, text string, escaped bool) {
	if p.column == 1 {
		if p.Mode&SourcePos != 0 {
			p.writeLineComment(pos)
		}
		p.writeIndent()
	}
	if pos.IsValid() {
		p.pos = pos
	}
	if escaped {
		p.out = append(p.out, tabwriter.Escape)
	}
	p.out = append(p.out, text...)
	if escaped {
		p.out = append(p.out, tabwriter.Escape)
	}
	p.pos.Offset += len(text)
	breaks, after := lineBreaks(text)
	if breaks == 0 {
		p.pos.Column += len(text)
		p.column += len(text)
	} else {
		p.endAlignment = true
		p.broken = true
		p.pos.Line += breaks
		p.line += breaks
		p.pos.Column, p.column = after, after
	}
	p.behind = p.pos
}

// lineBreaks counts the line breaks of a text, and says in which column it ends behind the last one.
func lineBreaks(text string) (count, column int) {
	for i := range len(text) {
		if isBreak(text[i]) {
			count++
			column = len(text) - i
		}
	}
	return
}

func isBreak(b byte) bool { return b == '\n' || b == '\f' }

// writeLineComment leads back to a place of the source if the output does not stand there by itself.
func (p *printer) writeLineComment(pos token.Position) {
	if !pos.IsValid() || p.line == pos.Line && p.file == pos.Filename {
		return
	}
	if bytes.ContainsAny([]byte(pos.Filename), "\r\n") {
		if p.err == nil {
			p.err = fmt.Errorf("go/printer: source filename contains unexpected newline character: %q", pos.Filename)
		}
		return
	}
	p.out = append(p.out, tabwriter.Escape)
	p.out = fmt.Appendf(p.out, "//line %s:%d\n", pos.Filename, pos.Line)
	p.out = append(p.out, tabwriter.Escape)
	p.file, p.line = pos.Filename, pos.Line
}
