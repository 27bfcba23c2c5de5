package ast

import (
	"fmt"
	"go/token"
	"io"
	"os"
	"reflect"
)

// A FieldFilter says which fields of structs are printed.
type FieldFilter func(name string, value reflect.Value) bool

// NotNilFilter is true for values that are not nil.
func NotNilFilter(_ string, v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return !v.IsNil()
	}
	return true
}

// Print writes a tree to standard output, without fields that are nil.
func Print(fset *token.FileSet, x any) error {
	return Fprint(os.Stdout, fset, x, NotNilFilter)
}

// Fprint writes a tree, or any value, with the exported fields of structs that the filter lets pass; a nil filter lets all pass.
// With a FileSet positions are written in the way of humans.
func Fprint(w io.Writer, fset *token.FileSet, x any, f FieldFilter) error {
	p := printer{w: w, fset: fset, filter: f, seen: map[any]int{}, fresh: true}
	if x == nil {
		p.write("nil\n")
	} else {
		p.value(reflect.ValueOf(x))
		p.write("\n")
	}
	return p.err
}

// printer writes lines with numbers, as long as there is no error.
type printer struct {
	w      io.Writer
	fset   *token.FileSet
	filter FieldFilter
	seen   map[any]int // pointers, by the line where what they point to stands
	depth  int
	line   int
	fresh  bool // nothing of this line was written
	err    error
}

// write writes text in which a line break is the last character, if there is one.
func (p *printer) write(text string) {
	if text == "" {
		return
	}
	if p.fresh && text != "\n" {
		p.raw(fmt.Sprintf("%6d  ", p.line))
		for range p.depth {
			p.raw(".  ")
		}
	}
	p.raw(text)
	if p.fresh = text[len(text)-1] == '\n'; p.fresh {
		p.line++
	}
}

func (p *printer) raw(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, text)
	}
}

// block writes what stands between braces, in lines of its own.
func (p *printer) block(n int, each func(i int)) {
	if n > 0 {
		p.depth++
		p.write("\n")
		for i := range n {
			each(i)
			p.write("\n")
		}
		p.depth--
	}
	p.write("}")
}

func (p *printer) value(v reflect.Value) {
	if !NotNilFilter("", v) {
		p.write("nil")
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		p.value(v.Elem())
	case reflect.Map:
		p.write(fmt.Sprintf("%s (len = %d) {", v.Type(), v.Len()))
		keys := v.MapKeys()
		p.block(len(keys), func(i int) {
			p.value(keys[i])
			p.write(": ")
			p.value(v.MapIndex(keys[i]))
		})
	case reflect.Pointer:
		p.write("*")
		to := v.Interface()
		if line, ok := p.seen[to]; ok {
			p.write(fmt.Sprintf("(obj @ %d)", line))
		} else {
			p.seen[to] = p.line
			p.value(v.Elem())
		}
	case reflect.Array, reflect.Slice:
		if v.Kind() == reflect.Array {
			p.write(fmt.Sprintf("%s {", v.Type()))
		} else if b, ok := v.Interface().([]byte); ok {
			p.write(fmt.Sprintf("%#q", b))
			return
		} else {
			p.write(fmt.Sprintf("%s (len = %d) {", v.Type(), v.Len()))
		}
		p.block(v.Len(), func(i int) {
			p.write(fmt.Sprintf("%d: ", i))
			p.value(v.Index(i))
		})
	case reflect.Struct:
		t := v.Type()
		p.write(t.String() + " {")
		var shown []int
		for i := range t.NumField() {
			if name := t.Field(i).Name; IsExported(name) && (p.filter == nil || p.filter(name, v.Field(i))) {
				shown = append(shown, i)
			}
		}
		p.block(len(shown), func(i int) {
			p.write(t.Field(shown[i]).Name + ": ")
			p.value(v.Field(shown[i]))
		})
	default:
		switch x := v.Interface().(type) {
		case string:
			p.write(fmt.Sprintf("%q", x))
		case token.Pos:
			if p.fset != nil {
				p.write(p.fset.Position(x).String())
			} else {
				p.write(fmt.Sprint(int(x)))
			}
		default:
			p.write(fmt.Sprintf("%v", x))
		}
	}
}
