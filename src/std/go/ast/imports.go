package ast

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
)

// SortImports sorts the imports in each block between parentheses where no empty line divides them, and removes those that are there twice
// if that loses no comment.
func SortImports(fset *token.FileSet, f *File) {
	for _, d := range f.Decls {
		gen, ok := d.(*GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			break
		}
		if !gen.Lparen.IsValid() {
			continue
		}
		var sorted []Spec
		from := 0
		for i := range gen.Specs {
			if i > from && lineOf(fset, gen.Specs[i].Pos()) > 1+lineOf(fset, gen.Specs[i-1].End()) {
				sorted = append(sorted, sortImports(fset, f, gen, gen.Specs[from:i])...)
				from = i
			}
		}
		gen.Specs = append(sorted, sortImports(fset, f, gen, gen.Specs[from:])...)
		// Lines that removed imports have left before the parenthesis.
		if n := len(gen.Specs); n > 0 {
			last := lineOf(fset, gen.Specs[n-1].Pos())
			for line := lineOf(fset, gen.Rparen); line > last+1; {
				line--
				fset.File(gen.Rparen).MergeLine(line)
			}
		}
	}
	f.Imports = f.Imports[:0]
	for _, d := range f.Decls {
		if gen, ok := d.(*GenDecl); ok && gen.Tok == token.IMPORT {
			for _, s := range gen.Specs {
				f.Imports = append(f.Imports, s.(*ImportSpec))
			}
		}
	}
}

func lineOf(fset *token.FileSet, pos token.Pos) int {
	return fset.PositionFor(pos, false).Line
}

// importKey is by what imports are sorted.
func importKey(s Spec) (path, name, comment string) {
	spec := s.(*ImportSpec)
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		path = ""
	}
	if spec.Name != nil {
		name = spec.Name.Name
	}
	return path, name, spec.Comment.Text()
}

// importNote is a comment that goes with an import.
type importNote struct {
	before bool
	group  *CommentGroup
}

func sortImports(fset *token.FileSet, f *File, d *GenDecl, specs []Spec) []Spec {
	if len(specs) < 2 {
		return specs
	}
	// The places stay as they are: the first import will be in the first.
	type place struct{ from, to token.Pos }
	places := make([]place, len(specs))
	for i, s := range specs {
		places[i] = place{s.Pos(), s.End()}
	}
	last := places[len(places)-1].to
	file := fset.File(last)
	from := fset.File(places[0].from).LineStart(lineOf(fset, places[0].from))
	to := last
	if line := lineOf(fset, last); line < file.LineCount() {
		to = file.LineStart(line + 1)
	}
	first, after := len(f.Comments), 0
	for i, g := range f.Comments {
		if g.End() >= to {
			break
		}
		if from <= g.Pos() {
			first, after = min(first, i), i+1
		}
	}
	var comments []*CommentGroup
	if first < after {
		comments = f.Comments[first:after]
	}
	notes := map[Spec][]importNote{}
	at := 0
	for _, g := range comments {
		for at+1 < len(specs) && places[at+1].from <= g.Pos() {
			at++
		}
		before := false
		if at == 0 && places[at].from > g.Pos() {
			before = true
		} else if at+1 < len(specs) && lineOf(fset, places[at].from)+1 == lineOf(fset, g.Pos()) {
			at++
			before = true
		}
		notes[specs[at]] = append(notes[specs[at]], importNote{before, g})
	}
	slices.SortFunc(specs, func(a, b Spec) int {
		path1, name1, comment1 := importKey(a)
		path2, name2, comment2 := importKey(b)
		return cmp.Or(cmp.Compare(path1, path2), cmp.Compare(name1, name2), cmp.Compare(comment1, comment2))
	})
	kept := specs[:0]
	for i, s := range specs {
		if i+1 < len(specs) && s.(*ImportSpec).Comment == nil {
			path1, name1, _ := importKey(s)
			path2, name2, _ := importKey(specs[i+1])
			if path1 == path2 && name1 == name2 {
				if line := lineOf(fset, s.Pos()); line != lineOf(fset, d.Rparen) {
					fset.File(s.Pos()).MergeLine(line)
				}
				continue
			}
		}
		kept = append(kept, s)
	}
	for i, s := range kept {
		spec := s.(*ImportSpec)
		if spec.Name != nil {
			spec.Name.NamePos = places[i].from
		}
		size := spec.Path.End() - spec.Path.Pos()
		spec.Path.ValuePos = places[i].from
		if spec.Path.ValueEnd.IsValid() {
			spec.Path.ValueEnd = places[i].from + size
		}
		spec.EndPos = places[i].to
		for _, note := range notes[s] {
			for _, c := range note.group.List {
				if note.before {
					c.Slash = places[i].from - 1
				} else {
					c.Slash = places[i].to
				}
			}
		}
	}
	slices.SortFunc(comments, inOrder)
	return kept
}
