// Command exercised tells which exported names of Go's library no test program uses. Its arguments are the folder of the
// programs and the packages asked about; it prints a line for each package: its path, all its exported names, "|", those
// that nothing exercises. `xtask stdlib` runs it.
//
// A name is exercised where a program names it, reaches it by a selection (through embedded fields too), sets it in a
// literal; a type also where an expression has it; a method also where a value is converted to an interface that has the
// method. What a program merely hands on to a parameter of type any does not count: nobody knows what becomes of it.
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	files := token.NewFileSet()
	source := importer.ForCompiler(files, "source", nil)
	wanted := map[string]*names{}
	for _, path := range os.Args[2:] {
		p, err := source.Import(path)
		check(err)
		wanted[path] = namesOf(p)
	}
	seen := uses{objects: map[types.Object]bool{}, hidden: map[reached]bool{}}
	check(filepath.WalkDir(os.Args[1], func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		return seen.read(files, source, path)
	}))
	for _, path := range os.Args[2:] {
		fmt.Println(path, strings.Join(wanted[path].all(), " "), "|", strings.Join(wanted[path].missing(&seen), " "))
	}
}

// names are what a package exports.
type names struct {
	objects map[string]types.Object
	// Methods and fields that an exported type has through an embedded one which is not exported.
	hidden map[string]reached
}

// reached is a member seen through one of the types that have it.
type reached struct {
	through *types.TypeName
	member  types.Object
}

func namesOf(p *types.Package) *names {
	n := &names{map[string]types.Object{}, map[string]reached{}}
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		n.objects[name] = object
		if declared, ok := object.(*types.TypeName); ok {
			n.members(declared)
		}
	}
	return n
}

func (n *names) members(declared *types.TypeName) {
	named, ok := types.Unalias(declared.Type()).(*types.Named)
	if !ok {
		return
	}
	if own := named.Origin().Obj(); own != declared && !strings.Contains(own.Pkg().Path(), "internal") {
		return // Another package's, under a second name.
	}
	prefix := declared.Name() + "."
	for method := range named.Methods() {
		if method.Exported() {
			n.objects[prefix+method.Name()] = method.Origin()
		}
	}
	switch under := named.Underlying().(type) {
	case *types.Struct:
		for field := range under.Fields() {
			if field.Exported() {
				n.objects[prefix+field.Name()] = field.Origin()
			} else if field.Embedded() {
				n.through(declared, field.Type())
			}
		}
	case *types.Interface:
		for method := range under.ExplicitMethods() {
			if method.Exported() && !forInsiders(method) {
				n.objects[prefix+method.Name()] = method.Origin()
			}
		}
	}
}

// forInsiders: a parameter has a type that programs cannot name.
func forInsiders(method *types.Func) bool {
	for parameter := range method.Signature().Params().Variables() {
		if t := named(parameter.Type()); t != nil && t.Pkg() != nil && strings.Contains(t.Pkg().Path(), "internal") {
			return true
		}
	}
	return false
}

func (n *names) through(declared *types.TypeName, embedded types.Type) {
	set := types.NewMethodSet(types.NewPointer(declared.Type()))
	for selection := range set.Methods() {
		method := selection.Obj()
		name := declared.Name() + "." + method.Name()
		if method.Exported() && n.objects[name] == nil && receiver(method) == named(embedded) {
			n.hidden[name] = reached{declared, method}
		}
	}
}

func (n *names) all() []string {
	var list []string
	for name := range n.objects {
		list = append(list, name)
	}
	for name := range n.hidden {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

func (n *names) missing(seen *uses) []string {
	var list []string
	for name, object := range n.objects {
		if !seen.objects[object] {
			list = append(list, name)
		}
	}
	for name, member := range n.hidden {
		if !seen.hidden[member] {
			list = append(list, name)
		}
	}
	sort.Strings(list)
	return list
}

// uses are what the programs exercise.
type uses struct {
	objects map[types.Object]bool
	hidden  map[reached]bool
}

func (u *uses) read(files *token.FileSet, source types.Importer, path string) error {
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil // A program that does not compile, on purpose.
	}
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{Importer: source, Error: func(error) {}}
	config.Check("main", files, []*ast.File{file}, info)
	for _, object := range info.Uses {
		u.object(object)
	}
	for _, typed := range info.Types {
		if t := named(typed.Type); t != nil {
			u.object(t)
		}
	}
	for _, selection := range info.Selections {
		u.selection(selection)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		u.conversions(info, n)
		if literal, ok := n.(*ast.CompositeLit); ok {
			u.literal(info, literal)
		}
		return true
	})
	return nil
}

func (u *uses) object(object types.Object) {
	switch o := object.(type) {
	case *types.Func:
		object = o.Origin()
	case *types.Var:
		object = o.Origin()
	}
	u.objects[object] = true
}

// selection counts the member and the embedded fields on the way to it.
func (u *uses) selection(selection *types.Selection) {
	u.object(selection.Obj())
	t := selection.Recv()
	index := selection.Index()
	for i := range index {
		if through := named(t); through != nil {
			u.hidden[reached{through, selection.Obj()}] = true
		}
		structure, ok := underlying(t).(*types.Struct)
		if !ok || i == len(index)-1 {
			break
		}
		field := structure.Field(index[i])
		u.object(field)
		t = field.Type()
	}
}

// literal counts the fields of a literal without keys.
func (u *uses) literal(info *types.Info, literal *ast.CompositeLit) {
	t := info.Types[literal].Type
	if t == nil || len(literal.Elts) == 0 {
		return
	}
	structure, ok := underlying(t).(*types.Struct)
	if _, keyed := literal.Elts[0].(*ast.KeyValueExpr); !ok || keyed {
		return
	}
	for field := range structure.Fields() {
		u.object(field)
	}
}

// conversions counts the methods of what becomes an interface here.
func (u *uses) conversions(info *types.Info, n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		function := info.Types[n.Fun]
		if function.IsType() {
			u.converted(info, n.Args[0], function.Type)
			return
		}
		if function.Type == nil {
			return
		}
		signature, ok := function.Type.Underlying().(*types.Signature)
		if !ok {
			return
		}
		for i, argument := range n.Args {
			u.converted(info, argument, parameter(signature, i, n.Ellipsis.IsValid()))
		}
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			for i := range n.Lhs {
				u.converted(info, n.Rhs[i], info.TypeOf(n.Lhs[i]))
			}
		}
	case *ast.ValueSpec:
		if n.Type != nil {
			for _, value := range n.Values {
				u.converted(info, value, info.TypeOf(n.Type))
			}
		}
	case *ast.CompositeLit:
		u.elements(info, n)
	}
}

func (u *uses) elements(info *types.Info, n *ast.CompositeLit) {
	t := info.TypeOf(n)
	if t == nil {
		return
	}
	for i, element := range n.Elts {
		pair, keyed := element.(*ast.KeyValueExpr)
		switch t := underlying(t).(type) {
		case *types.Struct:
			if !keyed {
				u.converted(info, element, t.Field(i).Type())
			} else if field, ok := info.Uses[pair.Key.(*ast.Ident)]; ok {
				u.converted(info, pair.Value, field.Type())
			}
		case interface{ Elem() types.Type }:
			if keyed {
				element = pair.Value
			}
			u.converted(info, element, t.Elem())
		}
	}
}

func parameter(signature *types.Signature, i int, spread bool) types.Type {
	list := signature.Params()
	if !signature.Variadic() || i < list.Len()-1 || spread {
		if i >= list.Len() {
			return nil
		}
		return list.At(i).Type()
	}
	if slice, ok := list.At(list.Len() - 1).Type().(*types.Slice); ok {
		return slice.Elem()
	}
	return nil
}

func (u *uses) converted(info *types.Info, value ast.Expr, to types.Type) {
	from := info.TypeOf(value)
	if from == nil || to == nil || types.IsInterface(from) {
		return
	}
	target, ok := to.Underlying().(*types.Interface)
	if !ok {
		return
	}
	for method := range target.Methods() {
		u.object(method)
		object, index, _ := types.LookupFieldOrMethod(from, true, method.Pkg(), method.Name())
		if object == nil {
			continue
		}
		u.object(object)
		for t := from; ; {
			if through := named(t); through != nil {
				u.hidden[reached{through, object}] = true
			}
			structure, ok := underlying(t).(*types.Struct)
			if !ok || len(index) < 2 {
				break
			}
			t = structure.Field(index[0]).Type()
			index = index[1:]
		}
	}
}

func receiver(method types.Object) *types.TypeName {
	signature, ok := method.Type().(*types.Signature)
	if !ok || signature.Recv() == nil {
		return nil
	}
	return named(signature.Recv().Type())
}

// named is the declaration of t, or of what t points to.
func named(t types.Type) *types.TypeName {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if declared, ok := types.Unalias(t).(*types.Named); ok {
		return declared.Origin().Obj()
	}
	return nil
}

func underlying(t types.Type) types.Type {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	return t.Underlying()
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
