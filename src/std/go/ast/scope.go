package ast

import (
	"fmt"
	"go/scanner"
	"go/token"
	"strconv"
)

// A Scope holds what was declared in it.
//
// Deprecated: See Object.
type Scope struct {
	Outer   *Scope
	Objects map[string]*Object
}

// NewScope makes a scope in another one.
func NewScope(outer *Scope) *Scope {
	return &Scope{outer, map[string]*Object{}}
}

// Lookup returns what has that name in this scope; nil if there is nothing.
func (s *Scope) Lookup(name string) *Object {
	return s.Objects[name]
}

// Insert adds an object, unless there is one of that name, which it returns.
func (s *Scope) Insert(obj *Object) (alt *Object) {
	if alt = s.Objects[obj.Name]; alt == nil {
		s.Objects[obj.Name] = obj
	}
	return alt
}

func (s *Scope) String() string {
	text := fmt.Sprintf("scope %p {", s)
	if s != nil && len(s.Objects) > 0 {
		text += "\n"
		for _, obj := range s.Objects {
			text += "\t" + obj.Kind.String() + " " + obj.Name + "\n"
		}
	}
	return text + "}\n"
}

// An Object is what a name denotes, as far as the syntax tells.
//
// Deprecated: Which name denotes what, only a type checker knows, such as go/types. A parser finds out some of it unless told not to.
type Object struct {
	Kind ObjKind
	Name string
	Decl any // the Field, Spec, FuncDecl, LabeledStmt, AssignStmt or Scope that declares it; may be nil
	Data any // of constants the iota, of packages the Scope
	Type any
}

// NewObj makes an object.
func NewObj(kind ObjKind, name string) *Object {
	return &Object{Kind: kind, Name: name}
}

// Pos returns where the object's name stands in its declaration.
func (obj *Object) Pos() token.Pos {
	var names []*Ident
	switch d := obj.Decl.(type) {
	case *Field:
		names = d.Names
	case *ImportSpec:
		if d.Name == nil || d.Name.Name != obj.Name {
			return d.Path.Pos()
		}
		return d.Name.Pos()
	case *ValueSpec:
		names = d.Names
	case *TypeSpec:
		names = []*Ident{d.Name}
	case *FuncDecl:
		names = []*Ident{d.Name}
	case *LabeledStmt:
		names = []*Ident{d.Label}
	case *AssignStmt:
		for _, x := range d.Lhs {
			if id, ok := x.(*Ident); ok {
				names = append(names, id)
			}
		}
	}
	for _, id := range names {
		if id.Name == obj.Name {
			return id.Pos()
		}
	}
	return token.NoPos
}

// ObjKind says what an object is.
type ObjKind int

const (
	Bad ObjKind = iota
	Pkg
	Con
	Typ
	Var
	Fun // or a method
	Lbl
)

func (kind ObjKind) String() string {
	return [...]string{"bad", "package", "const", "type", "var", "func", "label"}[kind]
}

// An Importer returns the object of a package, which it adds to imports; Data of the object is its Scope.
//
// Deprecated: Use go/types.
type Importer func(imports map[string]*Object, path string) (pkg *Object, err error)

// NewPackage makes a package of files and finds what the names denote that are open in them, with imports by the importer, if there is one.
// Errors do not keep it from going on.
//
// Deprecated: Use go/types.
func NewPackage(fset *token.FileSet, files map[string]*File, importer Importer, universe *Scope) (*Package, error) {
	var errors scanner.ErrorList
	fail := func(pos token.Pos, format string, args ...any) {
		errors.Add(fset.Position(pos), fmt.Sprintf(format, args...))
	}
	declare := func(scope, outer *Scope, obj *Object) {
		old := scope.Insert(obj)
		if old == nil && outer != nil {
			old = outer.Lookup(obj.Name)
		}
		if old != nil {
			before := ""
			if pos := old.Pos(); pos.IsValid() {
				before = "\n\tprevious declaration at " + fset.Position(pos).String()
			}
			fail(obj.Pos(), "%s redeclared in this block%s", obj.Name, before)
		}
	}
	pkg := &Package{Scope: NewScope(universe), Imports: map[string]*Object{}, Files: files}
	for _, file := range files {
		name := file.Name.Name
		if pkg.Name == "" {
			pkg.Name = name
		} else if name != pkg.Name {
			fail(file.Package, "package %s; expected %s", name, pkg.Name)
			continue
		}
		for _, obj := range file.Scope.Objects {
			declare(pkg.Scope, nil, obj)
		}
	}
	for _, file := range files {
		if file.Name.Name != pkg.Name {
			continue
		}
		scope := NewScope(pkg.Scope)
		whole := true
		for _, spec := range file.Imports {
			if importer == nil {
				whole = false
				continue
			}
			path, _ := strconv.Unquote(spec.Path.Value)
			imported, err := importer(pkg.Imports, path)
			if err != nil {
				fail(spec.Path.Pos(), "could not import %s (%s)", path, err)
				whole = false
				continue
			}
			name := imported.Name
			if spec.Name != nil {
				name = spec.Name.Name
			}
			switch name {
			case "_":
			case ".":
				for _, obj := range imported.Data.(*Scope).Objects {
					declare(scope, pkg.Scope, obj)
				}
			default:
				declare(scope, pkg.Scope, &Object{Kind: Pkg, Name: name, Decl: spec, Data: imported.Data})
			}
		}
		// A package that is not known may have any name, so that those of the universe are not sure.
		if !whole {
			pkg.Scope.Outer = nil
		}
		open := file.Unresolved[:0]
		for _, id := range file.Unresolved {
			if obj := scope.find(id.Name); obj != nil {
				id.Obj = obj
				continue
			}
			fail(id.Pos(), "undeclared name: %s", id.Name)
			open = append(open, id)
		}
		file.Unresolved = open
		pkg.Scope.Outer = universe
	}
	errors.Sort()
	return pkg, errors.Err()
}

func (s *Scope) find(name string) *Object {
	for ; s != nil; s = s.Outer {
		if obj := s.Lookup(name); obj != nil {
			return obj
		}
	}
	return nil
}
