// Package parse makes trees of templates. Programs use package text/template.
package parse

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// A Tree is a template that has been parsed.
type Tree struct {
	Name      string
	ParseName string // of the text's first template, for errors
	Root      *ListNode
	Mode      Mode

	text        string
	left, right string  // delimiters
	parser      *parser // while it is being made
}

// A Mode changes what Parse does.
type Mode uint

const (
	ParseComments Mode = 1 << iota // keep comments
	SkipFuncCheck                  // names of functions need not be known
)

// New returns an empty tree.
func New(name string, funcs ...map[string]any) *Tree {
	t := &Tree{Name: name}
	if len(funcs) > 0 {
		t.parser = &parser{funcs: funcs}
	}
	return t
}

// Copy returns a copy.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	return &Tree{Name: t.Name, ParseName: t.ParseName, Root: t.Root.CopyList(), text: t.text, left: t.left, right: t.right}
}

// Parse gives the trees of all templates that the text defines, by name. Empty delimiters are {{ and }}.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	set := make(map[string]*Tree)
	t := New(name)
	t.text = text
	_, err := t.Parse(text, leftDelim, rightDelim, set, funcs...)
	return set, err
}

// Parse makes t the tree of the text, and adds it and those that the text defines to treeSet.
func (t *Tree) Parse(text, leftDelim, rightDelim string, treeSet map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	if leftDelim == "" {
		leftDelim = "{{"
	}
	if rightDelim == "" {
		rightDelim = "}}"
	}
	p := &parser{name: t.Name, text: text, mode: t.Mode, funcs: funcs, set: treeSet, current: t, vars: []string{"$"}}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(runtime.Error); ok {
				panic(r)
			}
			err = r.(error)
		}
	}()
	t.ParseName = t.Name
	t.text, t.left, t.right = text, leftDelim, rightDelim
	t.Root = nil
	p.tokens = scan(text, leftDelim, rightDelim, t.Mode&ParseComments != 0)
	root := p.top()
	t.Root = root
	p.add(t)
	return t, nil
}

// ErrorContext says where a node stands, and what it is.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	tree := n.tree()
	if tree == nil {
		tree = t
	}
	before := tree.text[:n.Position()]
	column := len(before) - (strings.LastIndexByte(before, '\n') + 1)
	return fmt.Sprintf("%s:%d:%d", tree.ParseName, 1+strings.Count(before, "\n"), column), n.String()
}

// action is a text between the tree's delimiters.
func (t *Tree) action(text string) string { return t.left + text + t.right }

// IsEmptyTree reports whether there is nothing in a node but space and comments.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *CommentNode:
		return true
	case *ListNode:
		for _, inner := range n.Nodes {
			if !IsEmptyTree(inner) {
				return false
			}
		}
		return true
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	case *ActionNode, *IfNode, *RangeNode, *TemplateNode, *WithNode:
		return false
	}
	panic("unknown node: " + n.String())
}

// A parser goes over the tokens of a text.
type parser struct {
	name    string
	text    string
	mode    Mode
	funcs   []map[string]any
	set     map[string]*Tree
	tokens  []token
	at      int
	line    int   // of the last token that was looked at
	current *Tree // that nodes belong to
	vars    []string
	ranges  int // how many are open
	parens  int
	action  int // the line where the action began; 0: outside
}

func (p *parser) fail(format string, args ...any) {
	panic(fmt.Errorf("template: %s:%d: %s", p.name, p.line, fmt.Sprintf(format, args...)))
}

// peek gives the next token, or the last.
func (p *parser) peek() *token {
	at := p.at
	if at >= len(p.tokens) {
		at = len(p.tokens) - 1
	}
	t := &p.tokens[at]
	p.line = t.line
	return t
}

func (p *parser) next() *token {
	t := p.peek()
	p.at++
	return t
}

func (p *parser) skip() {
	for p.peek().kind == tokSpace {
		p.at++
	}
}

// peekWord and nextWord leave out space.
func (p *parser) peekWord() *token {
	t := p.peek()
	for t.kind == tokSpace {
		p.at++
		t = p.peek()
	}
	return t
}

func (p *parser) nextWord() *token {
	t := p.peekWord()
	p.at++
	return t
}

func (p *parser) unexpected(t *token, context string) {
	if t.kind != tokError {
		p.fail("unexpected %s in %s", t, context)
	}
	extra := ""
	if p.action != 0 && p.action != t.line {
		extra = fmt.Sprintf(" in action started at %s:%d", p.name, p.action)
		if strings.HasSuffix(t.text, " action") {
			extra = strings.TrimPrefix(extra, " in action")
		}
	}
	p.fail("%s%s", t, extra)
}

func (p *parser) expect(k kind, context string) *token {
	t := p.nextWord()
	if t.kind != k {
		p.unexpected(t, context)
	}
	return t
}

func (p *parser) isKeyword(t *token, word string) bool { return t.kind == tokWord && t.text == word }

func (p *parser) hasFunction(name string) bool {
	for _, funcs := range p.funcs {
		if funcs[name] != nil {
			return true
		}
	}
	return false
}

// add adds a tree to the set: over an empty one, or where there is none.
func (p *parser) add(t *Tree) {
	old := p.set[t.Name]
	switch {
	case old == nil || IsEmptyTree(old.Root):
		p.set[t.Name] = t
	case !IsEmptyTree(t.Root):
		p.fail("template: multiple definition of template %q", t.Name)
	}
}

// top parses a whole text.
func (p *parser) top() *ListNode {
	list := &ListNode{NodeType: NodeList, Pos: p.peek().pos, tr: p.current}
	for p.peek().kind != tokEOF {
		if p.peek().kind == tokLeft {
			mark := p.at
			p.at++
			if p.isKeyword(p.nextWord(), "define") {
				p.define()
				continue
			}
			p.at = mark
		}
		n := p.element()
		if t := n.Type(); t == nodeEnd || t == nodeElse {
			p.fail("unexpected %s", n)
		}
		list.Nodes = append(list.Nodes, n)
	}
	return list
}

// template parses what stands up to {{end}} as a template of its own.
func (p *parser) template(name, context string) {
	t := &Tree{Name: name, ParseName: p.name, Mode: p.mode, text: p.text, left: p.current.left, right: p.current.right}
	inner := *p
	inner.current, inner.vars, inner.ranges, inner.action = t, []string{"$"}, 0, 0
	list, end := inner.list()
	if end.Type() != nodeEnd {
		inner.fail("unexpected %s in %s", end, context)
	}
	t.Root = list
	p.at, p.line = inner.at, inner.line
	p.add(t)
}

func (p *parser) quotedName(t *token, context string) string {
	if t.kind != tokString && t.kind != tokRawString {
		p.unexpected(t, context)
	}
	name, err := strconv.Unquote(t.text)
	if err != nil {
		p.fail("%s", err)
	}
	return name
}

func (p *parser) define() {
	const context = "define clause"
	name := p.quotedName(p.nextWord(), context)
	p.expect(tokRight, context)
	p.template(name, context)
}

// list parses up to an {{end}} or {{else}}, which it gives as well.
func (p *parser) list() (*ListNode, Node) {
	list := &ListNode{NodeType: NodeList, Pos: p.peekWord().pos, tr: p.current}
	for p.peekWord().kind != tokEOF {
		n := p.element()
		if t := n.Type(); t == nodeEnd || t == nodeElse {
			return list, n
		}
		list.Nodes = append(list.Nodes, n)
	}
	p.fail("unexpected EOF")
	return nil, nil
}

func (p *parser) element() Node {
	t := p.nextWord()
	switch t.kind {
	case tokText:
		return &TextNode{NodeText, t.pos, p.current, []byte(t.text)}
	case tokComment:
		return &CommentNode{NodeComment, t.pos, p.current, t.text}
	case tokLeft:
		p.action = t.line
		n := p.control()
		p.action = 0
		return n
	}
	p.unexpected(t, "input")
	return nil
}

// control parses an action behind its left delimiter.
func (p *parser) control() Node {
	first := p.peekWord()
	word := ""
	if first.kind == tokWord {
		word = first.text
	}
	switch word {
	case "block", "else", "end", "if", "range", "template", "with":
		p.at++
	case "break", "continue":
		if p.hasFunction(word) {
			word = ""
		} else {
			p.at++
		}
	}
	switch word {
	case "block":
		return p.block()
	case "break", "continue":
		if t := p.nextWord(); t.kind != tokRight {
			p.unexpected(t, "{{"+word+"}}")
		}
		if p.ranges == 0 {
			p.fail("{{%s}} outside {{range}}", word)
		}
		if word == "break" {
			return &BreakNode{p.current, NodeBreak, first.pos, first.line}
		}
		return &ContinueNode{p.current, NodeContinue, first.pos, first.line}
	case "else":
		if t := p.peekWord(); p.isKeyword(t, "if") || p.isKeyword(t, "with") {
			return &elseNode{nodeElse, t.pos, p.current}
		}
		return &elseNode{nodeElse, p.expect(tokRight, "else").pos, p.current}
	case "end":
		return &endNode{nodeEnd, p.expect(tokRight, "end").pos, p.current}
	case "if":
		return &IfNode{p.branch(NodeIf, word)}
	case "range":
		return &RangeNode{p.branch(NodeRange, word)}
	case "with":
		return &WithNode{p.branch(NodeWith, word)}
	case "template":
		return p.call()
	}
	pipe := p.pipeline("command", tokRight)
	return &ActionNode{NodeAction, first.pos, p.current, first.line, pipe}
}

func (p *parser) branch(t NodeType, word string) BranchNode {
	vars := len(p.vars)
	defer func() { p.vars = p.vars[:vars] }()
	pipe := p.pipeline(word, tokRight)
	if t == NodeRange {
		p.ranges++
	}
	list, end := p.list()
	if t == NodeRange {
		p.ranges--
	}
	b := BranchNode{NodeType: t, Pos: pipe.Pos, tr: p.current, Line: pipe.Line, Pipe: pipe, List: list}
	if end.Type() == nodeEnd {
		return b
	}
	if t != NodeRange && p.isKeyword(p.peek(), word) {
		// {{else if}} is an if in the else, with one {{end}} for both.
		p.at++
		inner := p.branch(t, word)
		var n Node = &IfNode{inner}
		if t == NodeWith {
			n = &WithNode{inner}
		}
		b.ElseList = &ListNode{NodeType: NodeList, Pos: end.Position(), tr: p.current, Nodes: []Node{n}}
		return b
	}
	if b.ElseList, end = p.list(); end.Type() != nodeEnd {
		p.fail("expected end; found %s", end)
	}
	return b
}

func (p *parser) block() Node {
	const context = "block clause"
	t := p.nextWord()
	name := p.quotedName(t, context)
	pipe := p.pipeline(context, tokRight)
	p.template(name, context)
	return &TemplateNode{NodeTemplate, t.pos, p.current, t.line, name, pipe}
}

func (p *parser) call() Node {
	const context = "template clause"
	t := p.nextWord()
	name := p.quotedName(t, context)
	var pipe *PipeNode
	if p.peekWord().kind == tokRight {
		p.at++
	} else {
		pipe = p.pipeline(context, tokRight)
	}
	return &TemplateNode{NodeTemplate, t.pos, p.current, t.line, name, pipe}
}

func (p *parser) variable(pos Pos, text string) *VariableNode {
	return &VariableNode{NodeVariable, pos, p.current, strings.Split(text, ".")}
}

func (p *parser) pipeline(context string, end kind) *PipeNode {
	first := p.peekWord()
	pipe := &PipeNode{NodeType: NodePipe, Pos: first.pos, tr: p.current, Line: first.line}
	p.declarations(pipe, context)
	for {
		switch t := p.peekWord(); t.kind {
		case end:
			p.at++
			p.check(pipe, context)
			return pipe
		case tokWord, tokNumber, tokChar, tokDot, tokField, tokVariable, tokString, tokRawString, tokOpen:
			if t.kind == tokWord && keywords[t.text] && t.text != "nil" && !((t.text == "break" || t.text == "continue") && p.hasFunction(t.text)) {
				p.unexpected(p.next(), context)
			}
			pipe.Cmds = append(pipe.Cmds, p.command())
		default:
			p.unexpected(p.next(), context)
		}
	}
}

// declarations parses what stands before := or =.
func (p *parser) declarations(pipe *PipeNode, context string) {
	for p.peekWord().kind == tokVariable {
		mark := p.at
		v := p.next()
		next := p.peekWord()
		comma := next.kind == tokOther && next.text == ","
		if next.kind != tokAssign && next.kind != tokDeclare && !comma {
			p.at = mark
			return
		}
		p.at++
		pipe.Decl = append(pipe.Decl, p.variable(v.pos, v.text))
		p.vars = append(p.vars, v.text)
		if !comma {
			pipe.IsAssign = next.kind == tokAssign
			return
		}
		if context != "range" || len(pipe.Decl) > 1 {
			p.fail("too many declarations in %s", context)
		}
		switch p.peekWord().kind {
		case tokVariable, tokRight, tokClose:
		default:
			p.fail("range can only initialize variables")
		}
	}
}

func (p *parser) check(pipe *PipeNode, context string) {
	if len(pipe.Cmds) == 0 {
		p.fail("missing value for %s", context)
	}
	for i, c := range pipe.Cmds[1:] {
		switch c.Args[0].Type() {
		case NodeBool, NodeDot, NodeNil, NodeNumber, NodeString:
			p.fail("non executable command in pipeline stage %d", i+2)
		}
	}
}

func (p *parser) command() *CommandNode {
	c := &CommandNode{NodeType: NodeCommand, Pos: p.peekWord().pos, tr: p.current}
	for {
		p.skip()
		if n := p.operand(); n != nil {
			c.Args = append(c.Args, n)
		}
		switch t := p.peek(); t.kind {
		case tokSpace:
			p.at++
			continue
		case tokRight, tokClose:
		case tokPipe:
			p.at++
		default:
			p.unexpected(p.next(), "operand")
		}
		if len(c.Args) == 0 {
			p.fail("empty command")
		}
		return c
	}
}

// operand parses a term and the fields that follow it.
func (p *parser) operand() Node {
	n := p.term()
	if n == nil || p.peek().kind != tokField {
		return n
	}
	chain := &ChainNode{NodeType: NodeChain, Pos: p.peek().pos, tr: p.current, Node: n}
	for p.peek().kind == tokField {
		chain.Add(p.next().text)
	}
	switch n.Type() {
	case NodeField:
		return &FieldNode{NodeField, chain.Pos, p.current, strings.Split(chain.String()[1:], ".")}
	case NodeVariable:
		return p.variable(chain.Pos, chain.String())
	case NodeBool, NodeString, NodeNumber, NodeNil, NodeDot:
		p.fail("unexpected . after term %q", n.String())
	}
	return chain
}

const mostParens = 10000

// term parses one value; nil: none stands here.
func (p *parser) term() Node {
	t := p.peekWord()
	switch t.kind {
	case tokWord, tokDot, tokVariable, tokField, tokNumber, tokChar, tokOpen, tokString, tokRawString:
		p.at++
	default:
		return nil
	}
	switch t.kind {
	case tokDot:
		return &DotNode{NodeDot, t.pos, p.current}
	case tokField:
		return &FieldNode{NodeField, t.pos, p.current, []string{t.text[1:]}}
	case tokVariable:
		for _, known := range p.vars {
			if known == t.text {
				return p.variable(t.pos, t.text)
			}
		}
		p.fail("undefined variable %q", t.text)
	case tokNumber, tokChar:
		n := &NumberNode{NodeType: NodeNumber, Pos: t.pos, tr: p.current, Text: t.text}
		if err := n.read(t.kind); err != nil {
			p.fail("%s", err)
		}
		return n
	case tokString, tokRawString:
		s, err := strconv.Unquote(t.text)
		if err != nil {
			p.fail("%s", err)
		}
		return &StringNode{NodeString, t.pos, p.current, t.text, s}
	case tokOpen:
		if p.parens >= mostParens {
			p.fail("max expression depth exceeded")
		}
		p.parens++
		pipe := p.pipeline("parenthesized pipeline", tokClose)
		p.parens--
		return pipe
	}
	switch t.text {
	case "nil":
		return &NilNode{NodeNil, t.pos, p.current}
	case "true", "false":
		return &BoolNode{NodeBool, t.pos, p.current, t.text == "true"}
	}
	if keywords[t.text] && !((t.text == "break" || t.text == "continue") && p.hasFunction(t.text)) {
		p.at--
		return nil
	}
	if p.mode&SkipFuncCheck == 0 && !p.hasFunction(t.text) {
		p.fail("function %q not defined", t.text)
	}
	return NewIdentifier(t.text).SetTree(p.current).SetPos(t.pos)
}
