package reflect

import (
	"iter"
	"strconv"
)

// StructField is a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string // empty for exported fields
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// StructTag is the text behind a field: key:"value" pairs.
type StructTag string

func tryStructTagGet(tag StructTag, key string) string
func tryStructTagLookup(tag StructTag, key string) (value string, ok bool)

// Get gives the value for a key, "" if there is none.
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup gives the value for a key and reports whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	for tag != "" {
		i := 0
		for i < len(tag) && tag[i] == ' ' {
			i++
		}
		tag = tag[i:]
		i = 0
		for i < len(tag) && tag[i] > ' ' && tag[i] != ':' && tag[i] != '"' && tag[i] != 0x7f {
			i++
		}
		if i == 0 || i+1 >= len(tag) || tag[i] != ':' || tag[i+1] != '"' {
			break
		}
		name := string(tag[:i])
		tag = tag[i+1:]
		i = 1
		for i < len(tag) && tag[i] != '"' {
			if tag[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(tag) {
			break
		}
		quoted := string(tag[:i+1])
		tag = tag[i+1:]
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
	}
	return "", false
}

// ownField is the number of the field of that name, or -1; embeds: one may be embedded.
func ownField(t *rtype, name string) (i int, embeds bool)

// typeField tells a field of a struct; typ is nil where it has no such field.
func typeField(t *rtype, i int) (name, pkgPath string, typ *rtype, tag string, offset int, embedded bool)

func (t *rtype) mustStruct(method string) {
	if t.kindOf() != Struct {
		panic("reflect: " + method + " of non-struct type " + t.String())
	}
}

func (t *rtype) NumField() int {
	t.mustStruct("NumField")
	return typeLen(t)
}

func (t *rtype) Field(i int) StructField {
	t.mustStruct("Field")
	name, pkgPath, typ, tag, offset, embedded := typeField(t, i)
	if typ == nil {
		panic("reflect: Field index out of bounds")
	}
	return StructField{name, pkgPath, typ, StructTag(tag), uintptr(offset), []int{i}, embedded}
}

func (t *rtype) field(i int, index []int) StructField {
	name, pkgPath, typ, tag, offset, embedded := typeField(t, i)
	return StructField{name, pkgPath, typ, StructTag(tag), uintptr(offset), index, embedded}
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.mustStruct("Fields")
	return func(yield func(StructField) bool) {
		for i := range typeLen(t) {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// embeddedStruct is the struct type behind an embedded field, or nil.
func embeddedStruct(t *rtype) *rtype {
	if t.kindOf() == Pointer {
		t = t.elem
	}
	if t.kindOf() == Struct {
		return t
	}
	return nil
}

func (t *rtype) FieldByIndex(index []int) StructField {
	t.mustStruct("FieldByIndex")
	var f StructField
	for i, x := range index {
		if i > 0 {
			ft := f.Type.common()
			if ft.kindOf() == Pointer && ft.elem.kindOf() == Struct {
				ft = ft.elem
			}
			f = ft.Field(x)
		} else {
			f = t.Field(x)
		}
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.mustStruct("FieldByName")
	i, embeds := ownField(t, name)
	if i >= 0 {
		return t.field(i, []int{i}), true
	}
	if !embeds {
		return StructField{}, false
	}
	return t.search(func(n string) bool { return n == name })
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.mustStruct("FieldByNameFunc")
	return t.search(match)
}

// search looks at the fields of the struct itself and then, level by level, of what it embeds. Two on one level, or
// one through two paths, hide each other and all that lies deeper.
func (t *rtype) search(match func(string) bool) (found StructField, ok bool) {
	type entry struct {
		t     *rtype
		index []int
	}
	next := []entry{{t, nil}}
	seen := map[*rtype]bool{}
	paths := map[*rtype]int{t: 1}
	for len(next) > 0 && !ok {
		current := next
		next = nil
		count := paths
		paths = map[*rtype]int{}
		for _, e := range current {
			if seen[e.t] {
				continue
			}
			seen[e.t] = true
			for i := range typeLen(e.t) {
				name, _, typ, _, _, embedded := typeField(e.t, i)
				if match(name) {
					if ok || count[e.t] > 1 {
						return StructField{}, false
					}
					index := append(append([]int(nil), e.index...), i)
					found, ok = e.t.field(i, index), true
					continue
				}
				if ok || !embedded {
					continue
				}
				inner := embeddedStruct(typ)
				if inner == nil {
					continue
				}
				if paths[inner] > 0 {
					paths[inner] = 2
					continue
				}
				paths[inner] = 1
				if count[e.t] > 1 {
					paths[inner] = 2
				}
				next = append(next, entry{inner, append(append([]int(nil), e.index...), i)})
			}
		}
	}
	return found, ok
}

// VisibleFields gives the fields of a struct type and those promoted from what it embeds, in the order of declaration,
// an embedded field directly before its own.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := fieldWalk{byName: map[string]int{}, open: map[*rtype]bool{}}
	w.walk(t.common())
	out := w.fields[:0]
	for _, f := range w.fields {
		if f.Name != "" {
			out = append(out, f)
		}
	}
	return out
}

type fieldWalk struct {
	byName map[string]int
	open   map[*rtype]bool
	fields []StructField
	index  []int
}

func (w *fieldWalk) walk(t *rtype) {
	if w.open[t] {
		return
	}
	w.open[t] = true
	for i := range typeLen(t) {
		f := t.field(i, nil)
		w.index = append(w.index, i)
		add := true
		if old, have := w.byName[f.Name]; have {
			o := &w.fields[old]
			switch {
			case len(w.index) == len(o.Index):
				// They hide each other; whatever lies deeper stays hidden too.
				o.Name = ""
				add = false
			case len(w.index) < len(o.Index):
				o.Name = ""
			default:
				add = false
			}
		}
		if add {
			f.Index = append([]int(nil), w.index...)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			if inner := embeddedStruct(f.Type.common()); inner != nil {
				w.walk(inner)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.open, t)
}
