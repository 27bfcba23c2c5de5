package xml

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// kind is what a field of a struct is in XML.
type kind int

const (
	isElement kind = 1 << iota
	isAttr
	isCDATA
	isText
	isInner
	isComment
	isAny
	omitEmpty

	modes = isElement | isAttr | isCDATA | isText | isInner | isComment | isAny
)

var flags = map[string]kind{
	"attr": isAttr, "cdata": isCDATA, "chardata": isText, "innerxml": isInner, "comment": isComment, "any": isAny, "omitempty": omitEmpty,
}

// A field is one that is read and written.
type field struct {
	index   []int
	name    string
	space   string
	kind    kind
	parents []string // elements around it
}

func (f *field) mode() kind { return f.kind & modes }

// A layout is the fields of a type.
type layout struct {
	name   *field // XMLName
	fields []field
}

var (
	layouts  sync.Map // by reflect.Type
	nameType = reflect.TypeFor[Name]()
	attrType = reflect.TypeFor[Attr]()
)

const xmlName = "XMLName"

func layoutOf(t reflect.Type) (*layout, error) {
	if l, ok := layouts.Load(t); ok {
		return l.(*layout), nil
	}
	l := &layout{}
	if t.Kind() == reflect.Struct && t != nameType {
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() && !f.Anonymous || f.Tag.Get("xml") == "-" {
				continue
			}
			if err := l.addField(t, i, &f); err != nil {
				return nil, err
			}
		}
	}
	kept, _ := layouts.LoadOrStore(t, l)
	return kept.(*layout), nil
}

func (l *layout) addField(t reflect.Type, i int, f *reflect.StructField) error {
	if f.Anonymous {
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			has, err := layoutOf(inner)
			if err != nil {
				return err
			}
			if l.name == nil {
				l.name = has.name
			}
			for _, in := range has.fields {
				in.index = append([]int{i}, in.index...)
				if err := l.add(t, in); err != nil {
					return err
				}
			}
			return nil
		}
	}
	read, err := readField(t, f)
	if err != nil {
		return err
	}
	if f.Name == xmlName {
		l.name = read
		return nil
	}
	return l.add(t, *read)
}

// readField reads a field's tag.
func readField(t reflect.Type, f *reflect.StructField) (*field, error) {
	out := &field{index: f.Index}
	all := f.Tag.Get("xml")
	tag := all
	if space, rest, ok := strings.Cut(tag, " "); ok {
		out.space, tag = space, rest
	}
	tag, list, hasFlags := strings.Cut(tag, ",")
	if !hasFlags {
		out.kind = isElement
	} else {
		for word := range strings.SplitSeq(list, ",") {
			out.kind |= flags[word]
		}
		valid := true
		switch mode := out.mode(); mode {
		case 0:
			out.kind |= isElement
		case isAttr, isCDATA, isText, isInner, isComment, isAny, isAny | isAttr:
			valid = f.Name != xmlName && (tag == "" || mode == isAttr)
		default:
			valid = false
		}
		if out.mode() == isAny {
			out.kind |= isElement
		}
		if !valid || out.kind&omitEmpty != 0 && out.kind&(isElement|isAttr) == 0 {
			return nil, fmt.Errorf("xml: invalid tag in field %s of type %s: %q", f.Name, t, all)
		}
	}
	if out.space != "" && tag == "" {
		return nil, fmt.Errorf("xml: namespace without name in field %s of type %s: %q", f.Name, t, all)
	}
	if f.Name == xmlName {
		out.name = tag
		return out, nil
	}
	own := ownName(f.Type)
	if tag == "" {
		out.name = f.Name
		if own != nil {
			out.space, out.name = own.space, own.name
		}
		return out, nil
	}
	parts := strings.Split(tag, ">")
	if parts[0] == "" {
		parts[0] = f.Name
	}
	last := len(parts) - 1
	if parts[last] == "" {
		return nil, fmt.Errorf("xml: trailing '>' in field %s of type %s", f.Name, t)
	}
	out.name = parts[last]
	if last > 0 {
		if out.kind&isElement == 0 {
			return nil, fmt.Errorf("xml: %s chain not valid with %s flag", tag, list)
		}
		out.parents = parts[:last]
	}
	if out.kind&isElement != 0 && own != nil && own.name != out.name {
		return nil, fmt.Errorf("xml: name %q in tag of %s.%s conflicts with name %q in %s.XMLName", out.name, t, f.Name, own.name, f.Type)
	}
	return out, nil
}

// ownName is the XMLName of a struct that gives a name, or nil.
func ownName(t reflect.Type) *field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Name == xmlName {
			if own, err := readField(t, &f); err == nil && own.name != "" {
				return own
			}
			return nil
		}
	}
	return nil
}

// add adds a field, unless one of the same path is nearer; two that are as near are an error.
func (l *layout) add(t reflect.Type, f field) error {
	var clash []int
	for i := range l.fields {
		if l.fields[i].clashes(&f) {
			clash = append(clash, i)
		}
	}
	for _, i := range clash {
		if len(l.fields[i].index) < len(f.index) {
			return nil
		}
	}
	for _, i := range clash {
		if old := l.fields[i]; len(old.index) == len(f.index) {
			a, b := t.FieldByIndex(old.index), t.FieldByIndex(f.index)
			return &TagPathError{t, a.Name, a.Tag.Get("xml"), b.Name, b.Tag.Get("xml")}
		}
	}
	for n := len(clash) - 1; n >= 0; n-- {
		l.fields = append(l.fields[:clash[n]], l.fields[clash[n]+1:]...)
	}
	l.fields = append(l.fields, f)
	return nil
}

// clashes: one is the other, or lies in it.
func (f *field) clashes(g *field) bool {
	if f.mode() != g.mode() || f.space != "" && g.space != "" && f.space != g.space {
		return false
	}
	both := min(len(f.parents), len(g.parents))
	for i := range both {
		if f.parents[i] != g.parents[i] {
			return false
		}
	}
	switch {
	case len(f.parents) > both:
		return f.parents[both] == g.name
	case len(g.parents) > both:
		return g.parents[both] == f.name
	}
	return f.name == g.name && f.space == g.space
}

// A TagPathError says which fields of a struct stand for the same.
type TagPathError struct {
	Struct       reflect.Type
	Field1, Tag1 string
	Field2, Tag2 string
}

func (e *TagPathError) Error() string {
	return fmt.Sprintf("%s field %q with tag %q conflicts with field %q with tag %q", e.Struct, e.Field1, e.Tag1, e.Field2, e.Tag2)
}

// of gives the field of a struct; nil pointers on the way are filled in, or else make it invalid.
func (f *field) of(v reflect.Value, fill bool) reflect.Value {
	for i, at := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct {
			if v.IsNil() {
				if !fill {
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(at)
	}
	return v
}

// as finds T in a value, or in its address.
func as[T any](v reflect.Value) (out T, ok bool) {
	if !v.IsValid() || !v.CanInterface() {
		return out, false
	}
	if v.Kind() != reflect.Interface && v.NumMethod() == 0 && (!v.CanAddr() || v.Addr().NumMethod() == 0) {
		return out, false
	}
	if out, ok = v.Interface().(T); ok {
		return out, true
	}
	if v.CanAddr() {
		out, ok = v.Addr().Interface().(T)
	}
	return out, ok
}

func isBytes(t reflect.Type) bool { return t.Elem().Kind() == reflect.Uint8 }
