// Package ast has the nodes of the syntax trees of Go sources.
package ast

import (
	"go/token"
	"strings"
)

// Node is a part of a tree.
type Node interface {
	Pos() token.Pos // of its first character
	End() token.Pos // right behind its last one
}

// Expr is an expression or a type.
type Expr interface {
	Node
	exprNode()
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmtNode()
}

// Decl is a declaration.
type Decl interface {
	Node
	declNode()
}

// Spec is one of the declarations behind import, const, type or var.
type Spec interface {
	Node
	specNode()
}

// end returns where the last of a list ends; otherwise if there is none.
func end[N Node](list []N, otherwise token.Pos) token.Pos {
	if n := len(list); n > 0 {
		return list[n-1].End()
	}
	return otherwise
}

// Field is a line of a struct, an interface, or parameters. Names is nil where there are none; Doc, Tag and Comment may be nil.
type Field struct {
	Doc     *CommentGroup
	Names   []*Ident
	Type    Expr // nil for names that wait for their type
	Tag     *BasicLit
	Comment *CommentGroup // at the end of the line
}

func (f *Field) Pos() token.Pos {
	switch {
	case len(f.Names) > 0:
		return f.Names[0].Pos()
	case f.Type != nil:
		return f.Type.Pos()
	}
	return token.NoPos
}

func (f *Field) End() token.Pos {
	switch {
	case f.Tag != nil:
		return f.Tag.End()
	case f.Type != nil:
		return f.Type.End()
	}
	return end(f.Names, token.NoPos)
}

// FieldList is fields between parentheses, braces or brackets, which may be missing.
type FieldList struct {
	Opening token.Pos
	List    []*Field
	Closing token.Pos
}

func (f *FieldList) Pos() token.Pos {
	if !f.Opening.IsValid() && len(f.List) > 0 {
		return f.List[0].Pos()
	}
	return f.Opening
}

func (f *FieldList) End() token.Pos {
	if f.Closing.IsValid() {
		return f.Closing + 1
	}
	return end(f.List, token.NoPos)
}

// NumFields counts names, and fields without any.
func (f *FieldList) NumFields() int {
	n := 0
	if f != nil {
		for _, field := range f.List {
			n += max(len(field.Names), 1)
		}
	}
	return n
}

// BadExpr stands for what is no expression.
type BadExpr struct {
	From, To token.Pos
}

func (x *BadExpr) Pos() token.Pos { return x.From }
func (x *BadExpr) End() token.Pos { return x.To }
func (*BadExpr) exprNode()        {}

// Ident is a name.
type Ident struct {
	NamePos token.Pos
	Name    string
	Obj     *Object // what it denotes, if known. Deprecated: See Object.
}

func (x *Ident) Pos() token.Pos { return x.NamePos }
func (x *Ident) End() token.Pos { return x.NamePos + token.Pos(len(x.Name)) }
func (*Ident) exprNode()        {}

// Ellipsis is "..." in parameters, before the type of their elements, or as an array's length.
type Ellipsis struct {
	Ellipsis token.Pos
	Elt      Expr // may be nil
}

func (x *Ellipsis) Pos() token.Pos { return x.Ellipsis }
func (x *Ellipsis) End() token.Pos {
	if x.Elt != nil {
		return x.Elt.End()
	}
	return x.Ellipsis + 3
}

func (*Ellipsis) exprNode() {}

// BasicLit is a literal of a basic type.
type BasicLit struct {
	ValuePos token.Pos
	ValueEnd token.Pos   // its text may lack carriage returns; not valid: as its text tells
	Kind     token.Token // INT, FLOAT, IMAG, CHAR or STRING
	Value    string      // as in the source
}

func (x *BasicLit) Pos() token.Pos { return x.ValuePos }
func (x *BasicLit) End() token.Pos {
	if x.ValueEnd.IsValid() {
		return x.ValueEnd
	}
	return x.ValuePos + token.Pos(len(x.Value))
}

func (*BasicLit) exprNode() {}

// FuncLit is a function without a name.
type FuncLit struct {
	Type *FuncType
	Body *BlockStmt
}

func (x *FuncLit) Pos() token.Pos { return x.Type.Pos() }
func (x *FuncLit) End() token.Pos { return x.Body.End() }
func (*FuncLit) exprNode()        {}

// CompositeLit is a type, which may be nil, and elements in braces.
type CompositeLit struct {
	Type       Expr
	Lbrace     token.Pos
	Elts       []Expr
	Rbrace     token.Pos
	Incomplete bool // elements were filtered out
}

func (x *CompositeLit) Pos() token.Pos {
	if x.Type != nil {
		return x.Type.Pos()
	}
	return x.Lbrace
}

func (x *CompositeLit) End() token.Pos { return x.Rbrace + 1 }
func (*CompositeLit) exprNode()        {}

// ParenExpr is (X).
type ParenExpr struct {
	Lparen token.Pos
	X      Expr
	Rparen token.Pos
}

func (x *ParenExpr) Pos() token.Pos { return x.Lparen }
func (x *ParenExpr) End() token.Pos { return x.Rparen + 1 }
func (*ParenExpr) exprNode()        {}

// SelectorExpr is X.Sel.
type SelectorExpr struct {
	X   Expr
	Sel *Ident
}

func (x *SelectorExpr) Pos() token.Pos { return x.X.Pos() }
func (x *SelectorExpr) End() token.Pos { return x.Sel.End() }
func (*SelectorExpr) exprNode()        {}

// IndexExpr is X[Index].
type IndexExpr struct {
	X      Expr
	Lbrack token.Pos
	Index  Expr
	Rbrack token.Pos
}

func (x *IndexExpr) Pos() token.Pos { return x.X.Pos() }
func (x *IndexExpr) End() token.Pos { return x.Rbrack + 1 }
func (*IndexExpr) exprNode()        {}

// IndexListExpr is X[Indices], with more than one.
type IndexListExpr struct {
	X       Expr
	Lbrack  token.Pos
	Indices []Expr
	Rbrack  token.Pos
}

func (x *IndexListExpr) Pos() token.Pos { return x.X.Pos() }
func (x *IndexListExpr) End() token.Pos { return x.Rbrack + 1 }
func (*IndexListExpr) exprNode()        {}

// SliceExpr is X[Low:High:Max], of which all but X may be nil.
type SliceExpr struct {
	X      Expr
	Lbrack token.Pos
	Low    Expr
	High   Expr
	Max    Expr
	Slice3 bool // with two colons
	Rbrack token.Pos
}

func (x *SliceExpr) Pos() token.Pos { return x.X.Pos() }
func (x *SliceExpr) End() token.Pos { return x.Rbrack + 1 }
func (*SliceExpr) exprNode()        {}

// TypeAssertExpr is X.(Type); the type is nil for X.(type).
type TypeAssertExpr struct {
	X      Expr
	Lparen token.Pos
	Type   Expr
	Rparen token.Pos
}

func (x *TypeAssertExpr) Pos() token.Pos { return x.X.Pos() }
func (x *TypeAssertExpr) End() token.Pos { return x.Rparen + 1 }
func (*TypeAssertExpr) exprNode()        {}

// CallExpr is Fun(Args), with "..." or without.
type CallExpr struct {
	Fun      Expr
	Lparen   token.Pos
	Args     []Expr
	Ellipsis token.Pos
	Rparen   token.Pos
}

func (x *CallExpr) Pos() token.Pos { return x.Fun.Pos() }
func (x *CallExpr) End() token.Pos { return x.Rparen + 1 }
func (*CallExpr) exprNode()        {}

// StarExpr is *X: a pointer type or what a pointer points to.
type StarExpr struct {
	Star token.Pos
	X    Expr
}

func (x *StarExpr) Pos() token.Pos { return x.Star }
func (x *StarExpr) End() token.Pos { return x.X.End() }
func (*StarExpr) exprNode()        {}

// UnaryExpr is an operator before its operand.
type UnaryExpr struct {
	OpPos token.Pos
	Op    token.Token
	X     Expr
}

func (x *UnaryExpr) Pos() token.Pos { return x.OpPos }
func (x *UnaryExpr) End() token.Pos { return x.X.End() }
func (*UnaryExpr) exprNode()        {}

// BinaryExpr is an operator between its operands.
type BinaryExpr struct {
	X     Expr
	OpPos token.Pos
	Op    token.Token
	Y     Expr
}

func (x *BinaryExpr) Pos() token.Pos { return x.X.Pos() }
func (x *BinaryExpr) End() token.Pos { return x.Y.End() }
func (*BinaryExpr) exprNode()        {}

// KeyValueExpr is Key: Value in a composite literal.
type KeyValueExpr struct {
	Key   Expr
	Colon token.Pos
	Value Expr
}

func (x *KeyValueExpr) Pos() token.Pos { return x.Key.Pos() }
func (x *KeyValueExpr) End() token.Pos { return x.Value.End() }
func (*KeyValueExpr) exprNode()        {}

// ChanDir is which ways a channel goes.
type ChanDir int

const (
	SEND ChanDir = 1 << iota
	RECV
)

// ArrayType is an array or, with no length, a slice. An Ellipsis is a length that the elements tell.
type ArrayType struct {
	Lbrack token.Pos
	Len    Expr
	Elt    Expr
}

func (x *ArrayType) Pos() token.Pos { return x.Lbrack }
func (x *ArrayType) End() token.Pos { return x.Elt.End() }
func (*ArrayType) exprNode()        {}

// StructType is a struct.
type StructType struct {
	Struct     token.Pos
	Fields     *FieldList
	Incomplete bool // fields were filtered out
}

func (x *StructType) Pos() token.Pos { return x.Struct }
func (x *StructType) End() token.Pos { return x.Fields.End() }
func (*StructType) exprNode()        {}

// FuncType is a signature. Func is not valid where there is no "func"; TypeParams and Results may be nil.
type FuncType struct {
	Func       token.Pos
	TypeParams *FieldList
	Params     *FieldList
	Results    *FieldList
}

func (x *FuncType) Pos() token.Pos {
	if !x.Func.IsValid() && x.Params != nil {
		return x.Params.Pos() // of a method in an interface
	}
	return x.Func
}

func (x *FuncType) End() token.Pos {
	if x.Results != nil {
		return x.Results.End()
	}
	return x.Params.End()
}

func (*FuncType) exprNode() {}

// InterfaceType is an interface: methods, types and what it embeds.
type InterfaceType struct {
	Interface  token.Pos
	Methods    *FieldList
	Incomplete bool // some were filtered out
}

func (x *InterfaceType) Pos() token.Pos { return x.Interface }
func (x *InterfaceType) End() token.Pos { return x.Methods.End() }
func (*InterfaceType) exprNode()        {}

// MapType is map[Key]Value.
type MapType struct {
	Map   token.Pos
	Key   Expr
	Value Expr
}

func (x *MapType) Pos() token.Pos { return x.Map }
func (x *MapType) End() token.Pos { return x.Value.End() }
func (*MapType) exprNode()        {}

// ChanType is a channel type. Arrow is not valid if it goes both ways.
type ChanType struct {
	Begin token.Pos // of "chan" or the arrow
	Arrow token.Pos
	Dir   ChanDir
	Value Expr
}

func (x *ChanType) Pos() token.Pos { return x.Begin }
func (x *ChanType) End() token.Pos { return x.Value.End() }
func (*ChanType) exprNode()        {}

// NewIdent makes a name that stands nowhere.
func NewIdent(name string) *Ident { return &Ident{Name: name} }

// IsExported reports whether name begins with an upper-case letter.
func IsExported(name string) bool { return token.IsExported(name) }

// IsExported reports whether the name begins with an upper-case letter.
func (id *Ident) IsExported() bool { return token.IsExported(id.Name) }

func (id *Ident) String() string {
	if id == nil {
		return "<nil>"
	}
	return id.Name
}

// Unparen takes the parentheses around an expression away.
func Unparen(e Expr) Expr {
	for {
		paren, ok := e.(*ParenExpr)
		if !ok {
			return e
		}
		e = paren.X
	}
}

// BadStmt stands for what is no statement.
type BadStmt struct {
	From, To token.Pos
}

func (s *BadStmt) Pos() token.Pos { return s.From }
func (s *BadStmt) End() token.Pos { return s.To }
func (*BadStmt) stmtNode()        {}

// DeclStmt is a declaration in a function.
type DeclStmt struct {
	Decl Decl // a *GenDecl of constants, types or variables
}

func (s *DeclStmt) Pos() token.Pos { return s.Decl.Pos() }
func (s *DeclStmt) End() token.Pos { return s.Decl.End() }
func (*DeclStmt) stmtNode()        {}

// EmptyStmt is nothing before a semicolon, which the source may lack.
type EmptyStmt struct {
	Semicolon token.Pos
	Implicit  bool
}

func (s *EmptyStmt) Pos() token.Pos { return s.Semicolon }
func (s *EmptyStmt) End() token.Pos {
	if s.Implicit {
		return s.Semicolon
	}
	return s.Semicolon + 1
}

func (*EmptyStmt) stmtNode() {}

// LabeledStmt is Label: Stmt.
type LabeledStmt struct {
	Label *Ident
	Colon token.Pos
	Stmt  Stmt
}

func (s *LabeledStmt) Pos() token.Pos { return s.Label.Pos() }
func (s *LabeledStmt) End() token.Pos { return s.Stmt.End() }
func (*LabeledStmt) stmtNode()        {}

// ExprStmt is an expression as a statement.
type ExprStmt struct {
	X Expr
}

func (s *ExprStmt) Pos() token.Pos { return s.X.Pos() }
func (s *ExprStmt) End() token.Pos { return s.X.End() }
func (*ExprStmt) stmtNode()        {}

// SendStmt is Chan <- Value.
type SendStmt struct {
	Chan  Expr
	Arrow token.Pos
	Value Expr
}

func (s *SendStmt) Pos() token.Pos { return s.Chan.Pos() }
func (s *SendStmt) End() token.Pos { return s.Value.End() }
func (*SendStmt) stmtNode()        {}

// IncDecStmt is X++ or X--.
type IncDecStmt struct {
	X      Expr
	TokPos token.Pos
	Tok    token.Token
}

func (s *IncDecStmt) Pos() token.Pos { return s.X.Pos() }
func (s *IncDecStmt) End() token.Pos { return s.TokPos + 2 }
func (*IncDecStmt) stmtNode()        {}

// AssignStmt is an assignment or a declaration by :=.
type AssignStmt struct {
	Lhs    []Expr
	TokPos token.Pos
	Tok    token.Token
	Rhs    []Expr
}

func (s *AssignStmt) Pos() token.Pos { return s.Lhs[0].Pos() }
func (s *AssignStmt) End() token.Pos { return s.Rhs[len(s.Rhs)-1].End() }
func (*AssignStmt) stmtNode()        {}

// GoStmt is go Call.
type GoStmt struct {
	Go   token.Pos
	Call *CallExpr
}

func (s *GoStmt) Pos() token.Pos { return s.Go }
func (s *GoStmt) End() token.Pos { return s.Call.End() }
func (*GoStmt) stmtNode()        {}

// DeferStmt is defer Call.
type DeferStmt struct {
	Defer token.Pos
	Call  *CallExpr
}

func (s *DeferStmt) Pos() token.Pos { return s.Defer }
func (s *DeferStmt) End() token.Pos { return s.Call.End() }
func (*DeferStmt) stmtNode()        {}

// ReturnStmt is return, with results or without.
type ReturnStmt struct {
	Return  token.Pos
	Results []Expr
}

func (s *ReturnStmt) Pos() token.Pos { return s.Return }
func (s *ReturnStmt) End() token.Pos { return end(s.Results, s.Return+6) }
func (*ReturnStmt) stmtNode()        {}

// BranchStmt is break, continue, goto or fallthrough, with a label or without.
type BranchStmt struct {
	TokPos token.Pos
	Tok    token.Token
	Label  *Ident
}

func (s *BranchStmt) Pos() token.Pos { return s.TokPos }
func (s *BranchStmt) End() token.Pos {
	if s.Label != nil {
		return s.Label.End()
	}
	return s.TokPos + token.Pos(len(s.Tok.String()))
}

func (*BranchStmt) stmtNode() {}

// BlockStmt is statements in braces. Rbrace is not valid if it is missing.
type BlockStmt struct {
	Lbrace token.Pos
	List   []Stmt
	Rbrace token.Pos
}

func (s *BlockStmt) Pos() token.Pos { return s.Lbrace }
func (s *BlockStmt) End() token.Pos {
	if s.Rbrace.IsValid() {
		return s.Rbrace + 1
	}
	return end(s.List, s.Lbrace+1)
}

func (*BlockStmt) stmtNode() {}

// IfStmt is an if statement. Init and Else may be nil.
type IfStmt struct {
	If   token.Pos
	Init Stmt
	Cond Expr
	Body *BlockStmt
	Else Stmt
}

func (s *IfStmt) Pos() token.Pos { return s.If }
func (s *IfStmt) End() token.Pos {
	if s.Else != nil {
		return s.Else.End()
	}
	return s.Body.End()
}

func (*IfStmt) stmtNode() {}

// CaseClause is a case of a switch; with no list it is the default.
type CaseClause struct {
	Case  token.Pos
	List  []Expr
	Colon token.Pos
	Body  []Stmt
}

func (s *CaseClause) Pos() token.Pos { return s.Case }
func (s *CaseClause) End() token.Pos { return end(s.Body, s.Colon+1) }
func (*CaseClause) stmtNode()        {}

// SwitchStmt is a switch. Init and Tag may be nil.
type SwitchStmt struct {
	Switch token.Pos
	Init   Stmt
	Tag    Expr
	Body   *BlockStmt // CaseClauses
}

func (s *SwitchStmt) Pos() token.Pos { return s.Switch }
func (s *SwitchStmt) End() token.Pos { return s.Body.End() }
func (*SwitchStmt) stmtNode()        {}

// TypeSwitchStmt is a switch over types. Init may be nil.
type TypeSwitchStmt struct {
	Switch token.Pos
	Init   Stmt
	Assign Stmt       // x := y.(type) or y.(type)
	Body   *BlockStmt // CaseClauses
}

func (s *TypeSwitchStmt) Pos() token.Pos { return s.Switch }
func (s *TypeSwitchStmt) End() token.Pos { return s.Body.End() }
func (*TypeSwitchStmt) stmtNode()        {}

// CommClause is a case of a select; with no Comm it is the default.
type CommClause struct {
	Case  token.Pos
	Comm  Stmt // sends or receives
	Colon token.Pos
	Body  []Stmt
}

func (s *CommClause) Pos() token.Pos { return s.Case }
func (s *CommClause) End() token.Pos { return end(s.Body, s.Colon+1) }
func (*CommClause) stmtNode()        {}

// SelectStmt is a select.
type SelectStmt struct {
	Select token.Pos
	Body   *BlockStmt // CommClauses
}

func (s *SelectStmt) Pos() token.Pos { return s.Select }
func (s *SelectStmt) End() token.Pos { return s.Body.End() }
func (*SelectStmt) stmtNode()        {}

// ForStmt is a loop. Init, Cond and Post may be nil.
type ForStmt struct {
	For  token.Pos
	Init Stmt
	Cond Expr
	Post Stmt
	Body *BlockStmt
}

func (s *ForStmt) Pos() token.Pos { return s.For }
func (s *ForStmt) End() token.Pos { return s.Body.End() }
func (*ForStmt) stmtNode()        {}

// RangeStmt is a loop over a range. Key and Value may be nil, and Tok is ILLEGAL if Key is.
type RangeStmt struct {
	For        token.Pos
	Key, Value Expr
	TokPos     token.Pos
	Tok        token.Token // ILLEGAL, ASSIGN or DEFINE
	Range      token.Pos
	X          Expr
	Body       *BlockStmt
}

func (s *RangeStmt) Pos() token.Pos { return s.For }
func (s *RangeStmt) End() token.Pos { return s.Body.End() }
func (*RangeStmt) stmtNode()        {}

// ImportSpec is one import. Doc, Name and Comment may be nil.
type ImportSpec struct {
	Doc     *CommentGroup
	Name    *Ident
	Path    *BasicLit
	Comment *CommentGroup
	EndPos  token.Pos // where it ends, if not with Path
}

func (s *ImportSpec) Pos() token.Pos {
	if s.Name != nil {
		return s.Name.Pos()
	}
	return s.Path.Pos()
}

func (s *ImportSpec) End() token.Pos {
	if s.EndPos.IsValid() {
		return s.EndPos
	}
	return s.Path.End()
}

func (*ImportSpec) specNode() {}

// ValueSpec is constants or variables. All but Names may be nil.
type ValueSpec struct {
	Doc     *CommentGroup
	Names   []*Ident
	Type    Expr
	Values  []Expr
	Comment *CommentGroup
}

func (s *ValueSpec) Pos() token.Pos { return s.Names[0].Pos() }
func (s *ValueSpec) End() token.Pos {
	if len(s.Values) == 0 && s.Type != nil {
		return s.Type.End()
	}
	return end(s.Values, end(s.Names, token.NoPos))
}

func (*ValueSpec) specNode() {}

// TypeSpec is a type. Doc, TypeParams and Comment may be nil; Assign is not valid unless it is an alias.
type TypeSpec struct {
	Doc        *CommentGroup
	Name       *Ident
	TypeParams *FieldList
	Assign     token.Pos
	Type       Expr
	Comment    *CommentGroup
}

func (s *TypeSpec) Pos() token.Pos { return s.Name.Pos() }
func (s *TypeSpec) End() token.Pos { return s.Type.End() }
func (*TypeSpec) specNode()        {}

// BadDecl stands for what is no declaration.
type BadDecl struct {
	From, To token.Pos
}

func (d *BadDecl) Pos() token.Pos { return d.From }
func (d *BadDecl) End() token.Pos { return d.To }
func (*BadDecl) declNode()        {}

// GenDecl is import, const, type or var. Lparen and Rparen are not valid without parentheses.
type GenDecl struct {
	Doc    *CommentGroup
	TokPos token.Pos
	Tok    token.Token
	Lparen token.Pos
	Specs  []Spec
	Rparen token.Pos
}

func (d *GenDecl) Pos() token.Pos { return d.TokPos }
func (d *GenDecl) End() token.Pos {
	if d.Rparen.IsValid() {
		return d.Rparen + 1
	}
	return d.Specs[0].End()
}

func (*GenDecl) declNode() {}

// FuncDecl is a function or method. Doc, Recv and Body may be nil.
type FuncDecl struct {
	Doc  *CommentGroup
	Recv *FieldList
	Name *Ident
	Type *FuncType
	Body *BlockStmt
}

func (d *FuncDecl) Pos() token.Pos { return d.Type.Pos() }
func (d *FuncDecl) End() token.Pos {
	if d.Body != nil {
		return d.Body.End()
	}
	return d.Type.End()
}

func (*FuncDecl) declNode() {}

// File is a source.
type File struct {
	Doc     *CommentGroup // may be nil
	Package token.Pos
	Name    *Ident
	Decls   []Decl

	FileStart, FileEnd token.Pos // of all of it
	Scope              *Scope    // of the file's own declarations. Deprecated: See Object.
	Imports            []*ImportSpec
	Unresolved         []*Ident // Deprecated: See Object.
	Comments           []*CommentGroup
	GoVersion          string // the least version that a build constraint asks for
}

func (f *File) Pos() token.Pos { return f.Package }
func (f *File) End() token.Pos { return end(f.Decls, f.Name.End()) }

// Package is sources of a package.
//
// Deprecated: Type checkers have better packages.
type Package struct {
	Name    string
	Scope   *Scope
	Imports map[string]*Object
	Files   map[string]*File
}

func (p *Package) Pos() token.Pos { return token.NoPos }
func (p *Package) End() token.Pos { return token.NoPos }

// IsGenerated reports whether a comment before the package clause says that a program wrote the file.
func IsGenerated(file *File) bool {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if comment.Pos() > file.Package {
				break
			}
			for line := range strings.SplitSeq(comment.Text, "\n") {
				if strings.HasPrefix(line, "// Code generated ") && strings.HasSuffix(line[len("// Code generated "):], " DO NOT EDIT.") {
					return true
				}
			}
		}
	}
	return false
}
