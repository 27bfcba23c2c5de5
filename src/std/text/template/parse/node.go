package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// A Node is a part of a template.
type Node interface {
	Type() NodeType
	String() string // as it might have been written
	Copy() Node
	Position() Pos
	tree() *Tree
}

// A NodeType says what a Node is.
type NodeType int

// Type makes a NodeType what gives the type of a Node that contains it.
func (t NodeType) Type() NodeType { return t }

// A Pos is an offset in the template's text.
type Pos int

func (p Pos) Position() Pos { return p }

const (
	NodeText NodeType = iota
	NodeAction
	NodeBool
	NodeChain
	NodeCommand
	NodeDot
	nodeElse
	nodeEnd
	NodeField
	NodeIdentifier
	NodeIf
	NodeList
	NodeNil
	NodeNumber
	NodePipe
	NodeRange
	NodeString
	NodeTemplate
	NodeVariable
	NodeWith
	NodeComment
	NodeBreak
	NodeContinue
)

// A ListNode is what stands one after the other.
type ListNode struct {
	NodeType
	Pos
	tr    *Tree
	Nodes []Node
}

func (l *ListNode) tree() *Tree { return l.tr }

func (l *ListNode) String() string {
	var b strings.Builder
	for _, n := range l.Nodes {
		b.WriteString(n.String())
	}
	return b.String()
}

// CopyList is Copy with a list as its result; nil of nil.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return nil
	}
	c := &ListNode{NodeType: NodeList, Pos: l.Pos, tr: l.tr}
	for _, n := range l.Nodes {
		c.Nodes = append(c.Nodes, n.Copy())
	}
	return c
}

func (l *ListNode) Copy() Node { return l.CopyList() }

// A TextNode is text outside of actions.
type TextNode struct {
	NodeType
	Pos
	tr   *Tree
	Text []byte
}

func (t *TextNode) String() string { return string(t.Text) }
func (t *TextNode) tree() *Tree    { return t.tr }
func (t *TextNode) Copy() Node {
	return &TextNode{NodeText, t.Pos, t.tr, append([]byte{}, t.Text...)}
}

// A CommentNode is a comment, kept only in the mode ParseComments.
type CommentNode struct {
	NodeType
	Pos
	tr   *Tree
	Text string
}

func (c *CommentNode) String() string { return c.tr.action(c.Text) }
func (c *CommentNode) tree() *Tree    { return c.tr }
func (c *CommentNode) Copy() Node     { n := *c; return &n }

// A PipeNode is commands joined by |, perhaps with variables that take the result.
type PipeNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	IsAssign bool // variables are set, not declared
	Decl     []*VariableNode
	Cmds     []*CommandNode
}

func (p *PipeNode) tree() *Tree { return p.tr }

func (p *PipeNode) String() string {
	var b strings.Builder
	for i, v := range p.Decl {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(v.String())
	}
	if len(p.Decl) > 0 {
		if p.IsAssign {
			b.WriteString(" = ")
		} else {
			b.WriteString(" := ")
		}
	}
	for i, c := range p.Cmds {
		if i > 0 {
			b.WriteString(" | ")
		}
		b.WriteString(c.String())
	}
	return b.String()
}

// CopyPipe is Copy with a pipe as its result; nil of nil.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return nil
	}
	c := &PipeNode{NodeType: NodePipe, Pos: p.Pos, tr: p.tr, Line: p.Line, IsAssign: p.IsAssign}
	for _, v := range p.Decl {
		c.Decl = append(c.Decl, v.Copy().(*VariableNode))
	}
	for _, cmd := range p.Cmds {
		c.Cmds = append(c.Cmds, cmd.Copy().(*CommandNode))
	}
	return c
}

func (p *PipeNode) Copy() Node { return p.CopyPipe() }

// An ActionNode is a pipe whose value is printed.
type ActionNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Pipe *PipeNode
}

func (a *ActionNode) String() string { return a.tr.action(a.Pipe.String()) }
func (a *ActionNode) tree() *Tree    { return a.tr }
func (a *ActionNode) Copy() Node {
	return &ActionNode{NodeAction, a.Pos, a.tr, a.Line, a.Pipe.CopyPipe()}
}

// A CommandNode is a function or value with arguments.
type CommandNode struct {
	NodeType
	Pos
	tr   *Tree
	Args []Node
}

func (c *CommandNode) tree() *Tree { return c.tr }

func (c *CommandNode) String() string {
	var b strings.Builder
	for i, arg := range c.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		if _, ok := arg.(*PipeNode); ok {
			b.WriteString("(" + arg.String() + ")")
			continue
		}
		b.WriteString(arg.String())
	}
	return b.String()
}

func (c *CommandNode) Copy() Node {
	n := &CommandNode{NodeType: NodeCommand, Pos: c.Pos, tr: c.tr}
	for _, arg := range c.Args {
		n.Args = append(n.Args, arg.Copy())
	}
	return n
}

// An IdentifierNode is the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident string
}

// NewIdentifier returns a node for the name.
func NewIdentifier(ident string) *IdentifierNode {
	return &IdentifierNode{NodeType: NodeIdentifier, Ident: ident}
}

// SetPos sets the position, and returns the node.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets the tree, and returns the node.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.tr = t
	return i
}

func (i *IdentifierNode) String() string { return i.Ident }
func (i *IdentifierNode) tree() *Tree    { return i.tr }
func (i *IdentifierNode) Copy() Node     { return NewIdentifier(i.Ident).SetTree(i.tr).SetPos(i.Pos) }

// A VariableNode is $name, perhaps with fields.
type VariableNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (v *VariableNode) String() string { return strings.Join(v.Ident, ".") }
func (v *VariableNode) tree() *Tree    { return v.tr }
func (v *VariableNode) Copy() Node {
	return &VariableNode{NodeVariable, v.Pos, v.tr, append([]string{}, v.Ident...)}
}

// A DotNode is the dot.
type DotNode struct {
	NodeType
	Pos
	tr *Tree
}

func (d *DotNode) Type() NodeType { return NodeDot }
func (d *DotNode) String() string { return "." }
func (d *DotNode) tree() *Tree    { return d.tr }
func (d *DotNode) Copy() Node     { return &DotNode{NodeDot, d.Pos, d.tr} }

// A NilNode is nil.
type NilNode struct {
	NodeType
	Pos
	tr *Tree
}

func (n *NilNode) Type() NodeType { return NodeNil }
func (n *NilNode) String() string { return "nil" }
func (n *NilNode) tree() *Tree    { return n.tr }
func (n *NilNode) Copy() Node     { return &NilNode{NodeNil, n.Pos, n.tr} }

// A FieldNode is .name.name.
type FieldNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (f *FieldNode) String() string { return "." + strings.Join(f.Ident, ".") }
func (f *FieldNode) tree() *Tree    { return f.tr }
func (f *FieldNode) Copy() Node {
	return &FieldNode{NodeField, f.Pos, f.tr, append([]string{}, f.Ident...)}
}

// A ChainNode is fields of a term.
type ChainNode struct {
	NodeType
	Pos
	tr    *Tree
	Node  Node
	Field []string
}

// Add adds a field, which begins with a dot.
func (c *ChainNode) Add(field string) {
	if len(field) == 0 || field[0] != '.' {
		panic("no dot in field")
	}
	if field = field[1:]; field == "" {
		panic("empty field")
	}
	c.Field = append(c.Field, field)
}

func (c *ChainNode) String() string {
	text := c.Node.String()
	if _, ok := c.Node.(*PipeNode); ok {
		text = "(" + text + ")"
	}
	for _, f := range c.Field {
		text += "." + f
	}
	return text
}

func (c *ChainNode) tree() *Tree { return c.tr }
func (c *ChainNode) Copy() Node {
	return &ChainNode{NodeChain, c.Pos, c.tr, c.Node, append([]string{}, c.Field...)}
}

// A BoolNode is true or false.
type BoolNode struct {
	NodeType
	Pos
	tr   *Tree
	True bool
}

func (b *BoolNode) String() string { return strconv.FormatBool(b.True) }
func (b *BoolNode) tree() *Tree    { return b.tr }
func (b *BoolNode) Copy() Node     { n := *b; return &n }

// A NumberNode is a number, with all the types that it fits.
type NumberNode struct {
	NodeType
	Pos
	tr         *Tree
	IsInt      bool
	IsUint     bool
	IsFloat    bool
	IsComplex  bool
	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string
}

func (n *NumberNode) String() string { return n.Text }
func (n *NumberNode) tree() *Tree    { return n.tr }
func (n *NumberNode) Copy() Node     { c := *n; return &c }

// read finds the types that the text fits.
func (n *NumberNode) read(k kind) error {
	text := n.Text
	if k == tokChar {
		r, _, tail, err := strconv.UnquoteChar(text[1:], text[0])
		if err != nil {
			return err
		}
		if tail != "'" {
			return fmt.Errorf("malformed character constant: %s", text)
		}
		n.Int64, n.IsInt = int64(r), true
		n.Uint64, n.IsUint = uint64(r), true
		n.Float64, n.IsFloat = float64(r), true
		return nil
	}
	if text[len(text)-1] == 'i' {
		if i := strings.LastIndexAny(text[:len(text)-1], "+-"); i > 0 && !strings.ContainsRune("eEpP", rune(text[i-1])) {
			if _, err := fmt.Sscan(text, &n.Complex128); err != nil {
				return err
			}
			n.IsComplex = true
			n.simplify()
			return nil
		}
		if f, err := strconv.ParseFloat(text[:len(text)-1], 64); err == nil {
			n.Complex128, n.IsComplex = complex(0, f), true
			n.simplify()
			return nil
		}
	}
	if u, err := strconv.ParseUint(text, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
		if i == 0 {
			n.IsUint, n.Uint64 = true, 0
		}
	}
	switch {
	case n.IsInt:
		n.IsFloat, n.Float64 = true, float64(n.Int64)
	case n.IsUint:
		n.IsFloat, n.Float64 = true, float64(n.Uint64)
	default:
		f, err := strconv.ParseFloat(text, 64)
		if err == nil {
			if !strings.ContainsAny(text, ".eEpP") {
				return fmt.Errorf("integer overflow: %q", text)
			}
			n.IsFloat, n.Float64 = true, f
			if float64(int64(f)) == f {
				n.IsInt, n.Int64 = true, int64(f)
			}
			if float64(uint64(f)) == f {
				n.IsUint, n.Uint64 = true, uint64(f)
			}
		}
	}
	if !n.IsInt && !n.IsUint && !n.IsFloat {
		return fmt.Errorf("illegal number syntax: %q", text)
	}
	return nil
}

// simplify finds what else a complex number without an imaginary part is.
func (n *NumberNode) simplify() {
	n.IsFloat = imag(n.Complex128) == 0
	if !n.IsFloat {
		return
	}
	n.Float64 = real(n.Complex128)
	if n.IsInt = float64(int64(n.Float64)) == n.Float64; n.IsInt {
		n.Int64 = int64(n.Float64)
	}
	if n.IsUint = float64(uint64(n.Float64)) == n.Float64; n.IsUint {
		n.Uint64 = uint64(n.Float64)
	}
}

// A StringNode is a string.
type StringNode struct {
	NodeType
	Pos
	tr     *Tree
	Quoted string
	Text   string
}

func (s *StringNode) String() string { return s.Quoted }
func (s *StringNode) tree() *Tree    { return s.tr }
func (s *StringNode) Copy() Node     { n := *s; return &n }

// endNode and elseNode end lists, and stand in no tree.
type endNode struct {
	NodeType
	Pos
	tr *Tree
}

func (e *endNode) String() string { return e.tr.action("end") }
func (e *endNode) tree() *Tree    { return e.tr }
func (e *endNode) Copy() Node     { n := *e; return &n }

type elseNode struct {
	NodeType
	Pos
	tr *Tree
}

func (e *elseNode) String() string { return e.tr.action("else") }
func (e *elseNode) tree() *Tree    { return e.tr }
func (e *elseNode) Copy() Node     { n := *e; return &n }

// A BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	Pipe     *PipeNode
	List     *ListNode
	ElseList *ListNode
}

func (b *BranchNode) tree() *Tree { return b.tr }

func (b *BranchNode) String() string {
	name := map[NodeType]string{NodeIf: "if", NodeRange: "range", NodeWith: "with"}[b.NodeType]
	if name == "" {
		panic("unknown branch type")
	}
	text := b.tr.action(name+" "+b.Pipe.String()) + b.List.String()
	if b.ElseList != nil {
		text += b.tr.action("else") + b.ElseList.String()
	}
	return text + b.tr.action("end")
}

func (b *BranchNode) copy() BranchNode {
	return BranchNode{b.NodeType, b.Pos, b.tr, b.Line, b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()}
}

func (b *BranchNode) Copy() Node {
	c := b.copy()
	switch b.NodeType {
	case NodeIf:
		return &IfNode{c}
	case NodeRange:
		return &RangeNode{c}
	case NodeWith:
		return &WithNode{c}
	}
	panic("unknown branch type")
}

// An IfNode is {{if}}.
type IfNode struct {
	BranchNode
}

func (i *IfNode) Copy() Node { return &IfNode{i.copy()} }

// A RangeNode is {{range}}.
type RangeNode struct {
	BranchNode
}

func (r *RangeNode) Copy() Node { return &RangeNode{r.copy()} }

// A WithNode is {{with}}.
type WithNode struct {
	BranchNode
}

func (w *WithNode) Copy() Node { return &WithNode{w.copy()} }

// A BreakNode is {{break}}.
type BreakNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (b *BreakNode) String() string { return b.tr.action("break") }
func (b *BreakNode) tree() *Tree    { return b.tr }
func (b *BreakNode) Copy() Node     { n := *b; return &n }

// A ContinueNode is {{continue}}.
type ContinueNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (c *ContinueNode) String() string { return c.tr.action("continue") }
func (c *ContinueNode) tree() *Tree    { return c.tr }
func (c *ContinueNode) Copy() Node     { n := *c; return &n }

// A TemplateNode is {{template}}.
type TemplateNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Name string
	Pipe *PipeNode
}

func (t *TemplateNode) tree() *Tree { return t.tr }

func (t *TemplateNode) String() string {
	text := "template " + strconv.Quote(t.Name)
	if t.Pipe != nil {
		text += " " + t.Pipe.String()
	}
	return t.tr.action(text)
}

func (t *TemplateNode) Copy() Node {
	return &TemplateNode{NodeTemplate, t.Pos, t.tr, t.Line, t.Name, t.Pipe.CopyPipe()}
}
