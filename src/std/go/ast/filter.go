package ast

import (
	"go/token"
	"maps"
	"slices"
)

// A Filter says which names stay.
type Filter func(string) bool

// FileExports leaves only what is exported in a file, bodies of functions included where these are; false if nothing is left.
func FileExports(src *File) bool {
	return sieve{IsExported, true}.file(src)
}

// PackageExports is FileExports for all files of a package.
func PackageExports(pkg *Package) bool {
	return sieve{IsExported, true}.pkg(pkg)
}

// FilterDecl leaves of a declaration the names that f lets pass, and of types and structs their fields; false if nothing is left.
func FilterDecl(decl Decl, f Filter) bool {
	return sieve{f, false}.decl(decl)
}

// FilterFile is FilterDecl for all declarations of a file, of which those stay that have something left.
func FilterFile(src *File, f Filter) bool {
	return sieve{f, false}.file(src)
}

// FilterPackage is FilterFile for all files of a package.
func FilterPackage(pkg *Package, f Filter) bool {
	return sieve{f, false}.pkg(pkg)
}

// sieve goes into the types of what stays if it looks for exported names, of the others if not.
type sieve struct {
	keep    Filter
	exports bool
}

func kept[T any](list []T, keep func(T) bool) []T {
	left := list[:0]
	for _, x := range list {
		if keep(x) {
			left = append(left, x)
		}
	}
	return left
}

func (s sieve) pkg(pkg *Package) (any bool) {
	for _, f := range pkg.Files {
		any = s.file(f) || any
	}
	return any
}

func (s sieve) file(f *File) bool {
	f.Decls = kept(f.Decls, s.decl)
	return len(f.Decls) > 0
}

func (s sieve) decl(d Decl) bool {
	switch d := d.(type) {
	case *GenDecl:
		d.Specs = kept(d.Specs, s.spec)
		return len(d.Specs) > 0
	case *FuncDecl:
		return s.keep(d.Name.Name)
	}
	return false
}

func (s sieve) names(list []*Ident) []*Ident {
	return kept(list, func(id *Ident) bool { return s.keep(id.Name) })
}

func (s sieve) spec(spec Spec) bool {
	switch spec := spec.(type) {
	case *ValueSpec:
		spec.Names = s.names(spec.Names)
		spec.Values = s.values(spec.Values)
		if len(spec.Names) > 0 {
			if s.exports {
				s.typ(spec.Type)
			}
			return true
		}
	case *TypeSpec:
		if s.keep(spec.Name.Name) {
			if s.exports {
				s.typ(spec.Type)
			}
			return true
		}
		return !s.exports && s.typ(spec.Type)
	}
	return false
}

// values goes into composite literals, of which it takes elements with keys that do not stay.
func (s sieve) values(list []Expr) []Expr {
	literal := func(x Expr) {
		if lit, ok := x.(*CompositeLit); ok {
			n := len(lit.Elts)
			lit.Elts = s.values(lit.Elts)
			lit.Incomplete = lit.Incomplete || len(lit.Elts) < n
		}
	}
	return kept(list, func(x Expr) bool {
		if pair, ok := x.(*KeyValueExpr); ok {
			if key, ok := pair.Key.(*Ident); ok && !s.keep(key.Name) {
				return false
			}
			x = pair.Value
		}
		literal(x)
		return true
	})
}

// embedded is the name of an embedded field; nil if it has none.
func embedded(x Expr) *Ident {
	switch x := x.(type) {
	case *Ident:
		return x
	case *SelectorExpr:
		if _, ok := x.X.(*Ident); ok {
			return x.Sel
		}
	case *StarExpr:
		return embedded(x.X)
	}
	return nil
}

// fields reports whether some were taken out.
func (s sieve) fields(list *FieldList) (removed bool) {
	if list == nil {
		return false
	}
	n := len(list.List)
	list.List = kept(list.List, func(f *Field) bool {
		stays := false
		if len(f.Names) == 0 {
			name := embedded(f.Type)
			stays = name != nil && s.keep(name.Name)
		} else {
			before := len(f.Names)
			f.Names = s.names(f.Names)
			removed = removed || len(f.Names) < before
			stays = len(f.Names) > 0
		}
		if stays && s.exports {
			s.typ(f.Type)
		}
		return stays
	})
	return removed || len(list.List) < n
}

func (s sieve) params(list *FieldList) (any bool) {
	if list != nil {
		for _, f := range list.List {
			any = s.typ(f.Type) || any
		}
	}
	return any
}

// typ reports whether something of a type stays.
func (s sieve) typ(x Expr) bool {
	switch t := x.(type) {
	case *Ident:
		return s.keep(t.Name)
	case *ParenExpr:
		return s.typ(t.X)
	case *ArrayType:
		return s.typ(t.Elt)
	case *StructType:
		t.Incomplete = s.fields(t.Fields) || t.Incomplete
		return len(t.Fields.List) > 0
	case *FuncType:
		params := s.params(t.Params)
		return s.params(t.Results) || params
	case *InterfaceType:
		t.Incomplete = s.fields(t.Methods) || t.Incomplete
		return len(t.Methods.List) > 0
	case *MapType:
		key := s.typ(t.Key)
		return s.typ(t.Value) || key
	case *ChanType:
		return s.typ(t.Value)
	}
	return false
}

// MergeMode says what MergePackageFiles leaves out.
type MergeMode uint

const (
	// FilterFuncDuplicates: functions and methods of the same name; one with a comment is kept.
	FilterFuncDuplicates MergeMode = 1 << iota
	// FilterUnassociatedComments: comments that belong to no node.
	FilterUnassociatedComments
	// FilterImportDuplicates: imports of the same path.
	FilterImportDuplicates
)

// MergePackageFiles makes one file of a package's files, in the order of their names.
//
// Deprecated: Trees of several files do not print well as one.
func MergePackageFiles(pkg *Package, mode MergeMode) *File {
	merged := &File{Name: NewIdent(pkg.Name), Scope: pkg.Scope}
	var doc []*Comment
	functions := map[string]int{}
	paths := map[string]bool{}
	for i, name := range slices.Sorted(maps.Keys(pkg.Files)) {
		f := pkg.Files[name]
		if i == 0 || f.FileStart < merged.FileStart {
			merged.FileStart = f.FileStart
		}
		if i == 0 || f.FileEnd > merged.FileEnd {
			merged.FileEnd = f.FileEnd
		}
		if f.Doc != nil {
			if len(doc) > 0 {
				doc = append(doc, &Comment{token.NoPos, "//"}) // an empty line
			}
			doc = append(doc, f.Doc.List...)
			merged.Package = max(merged.Package, f.Package)
		}
		for _, d := range f.Decls {
			if fun, ok := d.(*FuncDecl); ok && mode&FilterFuncDuplicates != 0 {
				name := fullName(fun)
				if at, ok := functions[name]; ok {
					old, _ := merged.Decls[at].(*FuncDecl)
					if old == nil || old.Doc != nil {
						continue
					}
					merged.Decls[at] = nil
				} else {
					functions[name] = len(merged.Decls)
				}
			}
			merged.Decls = append(merged.Decls, d)
		}
		for _, spec := range f.Imports {
			if mode&FilterImportDuplicates == 0 || !paths[spec.Path.Value] {
				merged.Imports = append(merged.Imports, spec)
				paths[spec.Path.Value] = true
			}
		}
		if mode&FilterUnassociatedComments == 0 {
			merged.Comments = append(merged.Comments, f.Comments...)
		}
	}
	merged.Decls = slices.DeleteFunc(merged.Decls, func(d Decl) bool { return d == nil })
	if len(doc) > 0 {
		merged.Doc = &CommentGroup{doc}
	}
	return merged
}

// fullName is the name of a function, with that of its receiver's type if it is a method.
func fullName(f *FuncDecl) string {
	if f.Recv != nil && len(f.Recv.List) == 1 {
		t := f.Recv.List[0].Type
		if star, ok := t.(*StarExpr); ok {
			t = star.X
		}
		if id, ok := t.(*Ident); ok {
			return id.Name + "." + f.Name.Name
		}
	}
	return f.Name.Name
}
