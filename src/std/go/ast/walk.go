package ast

import (
	"fmt"
	"iter"
)

// A Visitor is called for each node of a tree. What it returns is called for the children, and then with nil; nil leaves them out.
type Visitor interface {
	Visit(node Node) (w Visitor)
}

// Walk goes through a tree, nodes before their children.
func Walk(v Visitor, node Node) {
	if v = v.Visit(node); v == nil {
		return
	}
	children(node, func(n Node) { Walk(v, n) })
	v.Visit(nil)
}

// some visits a child that may be nil.
func some[P interface {
	*T
	Node
}, T any](p P, visit func(Node)) {
	if p != nil {
		visit(p)
	}
}

// maybe visits a child that may be nil.
func maybe(n Node, visit func(Node)) {
	if n != nil {
		visit(n)
	}
}

func all[N Node](list []N, visit func(Node)) {
	for _, n := range list {
		visit(n)
	}
}

// children visits the children of a node, in the order of the source.
func children(node Node, visit func(Node)) {
	switch n := node.(type) {
	case *Comment, *BadExpr, *Ident, *BasicLit, *BadStmt, *EmptyStmt, *BadDecl:
	case *CommentGroup:
		all(n.List, visit)
	case *Field:
		some(n.Doc, visit)
		all(n.Names, visit)
		maybe(n.Type, visit)
		some(n.Tag, visit)
		some(n.Comment, visit)
	case *FieldList:
		all(n.List, visit)
	case *Ellipsis:
		maybe(n.Elt, visit)
	case *FuncLit:
		visit(n.Type)
		visit(n.Body)
	case *CompositeLit:
		maybe(n.Type, visit)
		all(n.Elts, visit)
	case *ParenExpr:
		visit(n.X)
	case *SelectorExpr:
		visit(n.X)
		visit(n.Sel)
	case *IndexExpr:
		visit(n.X)
		visit(n.Index)
	case *IndexListExpr:
		visit(n.X)
		all(n.Indices, visit)
	case *SliceExpr:
		visit(n.X)
		maybe(n.Low, visit)
		maybe(n.High, visit)
		maybe(n.Max, visit)
	case *TypeAssertExpr:
		visit(n.X)
		maybe(n.Type, visit)
	case *CallExpr:
		visit(n.Fun)
		all(n.Args, visit)
	case *StarExpr:
		visit(n.X)
	case *UnaryExpr:
		visit(n.X)
	case *BinaryExpr:
		visit(n.X)
		visit(n.Y)
	case *KeyValueExpr:
		visit(n.Key)
		visit(n.Value)
	case *ArrayType:
		maybe(n.Len, visit)
		visit(n.Elt)
	case *StructType:
		visit(n.Fields)
	case *FuncType:
		some(n.TypeParams, visit)
		some(n.Params, visit)
		some(n.Results, visit)
	case *InterfaceType:
		visit(n.Methods)
	case *MapType:
		visit(n.Key)
		visit(n.Value)
	case *ChanType:
		visit(n.Value)
	case *DeclStmt:
		visit(n.Decl)
	case *LabeledStmt:
		visit(n.Label)
		visit(n.Stmt)
	case *ExprStmt:
		visit(n.X)
	case *SendStmt:
		visit(n.Chan)
		visit(n.Value)
	case *IncDecStmt:
		visit(n.X)
	case *AssignStmt:
		all(n.Lhs, visit)
		all(n.Rhs, visit)
	case *GoStmt:
		visit(n.Call)
	case *DeferStmt:
		visit(n.Call)
	case *ReturnStmt:
		all(n.Results, visit)
	case *BranchStmt:
		some(n.Label, visit)
	case *BlockStmt:
		all(n.List, visit)
	case *IfStmt:
		maybe(n.Init, visit)
		visit(n.Cond)
		visit(n.Body)
		maybe(n.Else, visit)
	case *CaseClause:
		all(n.List, visit)
		all(n.Body, visit)
	case *SwitchStmt:
		maybe(n.Init, visit)
		maybe(n.Tag, visit)
		visit(n.Body)
	case *TypeSwitchStmt:
		maybe(n.Init, visit)
		visit(n.Assign)
		visit(n.Body)
	case *CommClause:
		maybe(n.Comm, visit)
		all(n.Body, visit)
	case *SelectStmt:
		visit(n.Body)
	case *ForStmt:
		maybe(n.Init, visit)
		maybe(n.Cond, visit)
		maybe(n.Post, visit)
		visit(n.Body)
	case *RangeStmt:
		maybe(n.Key, visit)
		maybe(n.Value, visit)
		visit(n.X)
		visit(n.Body)
	case *ImportSpec:
		some(n.Doc, visit)
		some(n.Name, visit)
		visit(n.Path)
		some(n.Comment, visit)
	case *ValueSpec:
		some(n.Doc, visit)
		all(n.Names, visit)
		maybe(n.Type, visit)
		all(n.Values, visit)
		some(n.Comment, visit)
	case *TypeSpec:
		some(n.Doc, visit)
		visit(n.Name)
		some(n.TypeParams, visit)
		visit(n.Type)
		some(n.Comment, visit)
	case *GenDecl:
		some(n.Doc, visit)
		all(n.Specs, visit)
	case *FuncDecl:
		some(n.Doc, visit)
		some(n.Recv, visit)
		visit(n.Name)
		visit(n.Type)
		some(n.Body, visit)
	case *File:
		some(n.Doc, visit)
		visit(n.Name)
		all(n.Decls, visit)
	case *Package:
		for _, f := range n.Files {
			visit(f)
		}
	default:
		panic(fmt.Sprintf("ast.Walk: unexpected node type %T", n))
	}
}

type inspector func(Node) bool

func (f inspector) Visit(node Node) Visitor {
	if f(node) {
		return f
	}
	return nil
}

// Inspect calls f for each node, before its children, and with nil after them; where f returns false the children are left out.
func Inspect(node Node, f func(Node) bool) {
	Walk(inspector(f), node)
}

// Preorder ranges over the nodes of a tree, each before its children.
func Preorder(root Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		going := true
		Inspect(root, func(n Node) bool {
			going = going && (n == nil || yield(n))
			return going
		})
	}
}

// PreorderStack calls f for each node, with the nodes that it is in, after those of stack; where f returns false the children are left out.
func PreorderStack(root Node, stack []Node, f func(n Node, stack []Node) bool) {
	Inspect(root, func(n Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		deeper := f(n, stack)
		if deeper {
			stack = append(stack, n)
		}
		return deeper
	})
}
