package json

import (
	"cmp"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

type zeroer interface{ IsZero() bool }

var (
	zeroerType = reflect.TypeFor[zeroer]()
	valueType  = reflect.TypeFor[jsontext.Value]()

	errNoFields = errors.New("Go struct has no exported fields")
)

// A field is one that JSON sees, perhaps of an embedded struct.
type field struct {
	tag
	rank   int // by depth, then by place
	index  []int
	t      reflect.Type
	codec  *codec
	zero   func(value) bool // nil: IsZero of reflect
	empty  func(value) bool // nil: only its text tells
	escape bool             // the name has what may be written with escapes
	quoted string
}

// fields are those of a struct type.
type fields struct {
	list   []field // in the order in which they are written
	named  map[string]*field
	folded map[string][]*field
	rest   *field // where members without a field go
	format error  // a field has the tag option format
	t      reflect.Type
}

// at is the field in a struct. Not valid: it is in an embedded struct that is nil.
func (f *field) at(v value, make bool) value {
	v = value{v.Field(f.index[0]), v.forced}
	for _, i := range f.index[1:] {
		if v = v.target(make); !v.IsValid() {
			return v
		}
		v = value{v.Field(i), v.forced}
	}
	return v
}

// target is what v points to, or v.
func (v value) target(make bool) value {
	if v.Kind() != reflect.Pointer {
		return v
	}
	if v.IsNil() {
		if !make || !v.CanSet() {
			return value{}
		}
		v.Set(reflect.New(v.Type().Elem()))
	}
	return value{v.Elem(), false}
}

// takes reports whether a name that the field does not have is close enough.
func (f *field) takes(name string, o *options) bool {
	if f.casing != caseIgnore && (f.casing == caseStrict || !o.Has(jsonopts.MatchCaseInsensitiveNames)) {
		return false
	}
	return !o.Has(jsonopts.MatchCaseSensitiveDelimiter) || strings.EqualFold(name, f.name)
}

// close lists the fields whose names are close.
func (fs *fields) close(name string) []*field { return fs.folded[foldName(name)] }

// target is what an unnamed pointer type points to.
func target(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		return t.Elem()
	}
	return t
}

// A layer is a struct whose fields are to be looked at.
type layer struct {
	t        reflect.Type
	index    []int
	children bool
}

// A collector goes through a struct and those that are embedded in it.
type collector struct {
	queue []layer
	seen  map[reflect.Type]bool
	all   []field
	rests []field
	wrong *SemanticError // the first thing that is wrong with the declarations
	fs    fields
}

func (c *collector) refuse(t reflect.Type, text string, args ...any) {
	if c.wrong == nil {
		c.wrong = &SemanticError{GoType: t, Err: fmt.Errorf(text, args...)}
	}
}

// fieldsOf lists the fields of a struct type, and says what is wrong with it.
func fieldsOf(root reflect.Type) (*fields, *SemanticError) {
	c := collector{queue: []layer{{root, nil, true}}, seen: map[reflect.Type]bool{root: true}}
	for len(c.queue) > 0 {
		l := c.queue[0]
		c.queue = c.queue[1:]
		c.layer(l)
	}
	return c.chosen(), c.wrong
}

func (c *collector) layer(l layer) {
	names := map[string]int{}
	rest := -1
	anyTag, anyField := false, false
	for i := range l.t.NumField() {
		sf := l.t.Field(i)
		_, hasTag := sf.Tag.Lookup("json")
		anyTag = anyTag || hasTag
		tag, ignored, err := parseTag(sf)
		if err != nil && c.wrong == nil {
			c.wrong = &SemanticError{GoType: l.t, Err: err}
		}
		if ignored {
			continue
		}
		anyField = true
		f := field{tag: tag, t: sf.Type, index: append(append([]int(nil), l.index...), i)}
		if sf.Anonymous && !f.hasName {
			if target(f.t).Kind() == reflect.Struct {
				f.embed = true
			} else {
				c.refuse(l.t, "embedded Go struct field %s of non-struct type must be explicitly given a JSON name", sf.Name)
			}
		}
		if f.embed {
			if c.embedded(l, sf, &f, &rest, i) {
				continue
			}
		}
		c.plain(l.t, sf, f, names, i)
	}
	if l.t.NumField() > 0 && !anyTag && !anyField && c.wrong == nil {
		c.wrong = &SemanticError{GoType: l.t, Err: errNoFields}
	}
}

// embedded deals with a field whose members are the struct's own. False: it is a field like any other after all.
func (c *collector) embedded(l layer, sf reflect.StructField, f *field, rest *int, i int) bool {
	if only := (tag{name: f.name, embed: true}); f.tag != only {
		c.refuse(l.t, "Go struct field %s cannot have any options other than `embed` specified", sf.Name)
		if f.hasName {
			return false
		}
		f.tag = only
	}
	t := target(f.t)
	if t != valueType && hasAny(t, writerTypes, readerTypes) {
		c.refuse(l.t, "embedded Go struct field %s of type %s must not implement marshal or unmarshal methods", sf.Name, t)
	}
	if t.Kind() == reflect.Struct {
		if l.children {
			c.queue = append(c.queue, layer{t, f.index, !c.seen[t]})
		}
		c.seen[t] = true
		return true
	}
	if !sf.IsExported() {
		c.refuse(l.t, "embedded Go struct field %s is not exported", sf.Name)
		return true
	}
	switch {
	case t == valueType:
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		if hasAny(t.Key(), writerTypes, readerTypes) {
			c.refuse(l.t, "embedded map field %s of type %s must have a string key that does not implement marshal or unmarshal methods", sf.Name, t)
			return false
		}
		f.codec = codecOf(t.Elem())
	default:
		c.refuse(l.t, "embedded Go struct field %s of type %s must be a Go struct, Go map of string key, or jsontext.Value", sf.Name, t)
		return false
	}
	if *rest >= 0 {
		c.refuse(l.t, "embedded Go struct fields %s and %s cannot both be a Go map or jsontext.Value", l.t.Field(*rest).Name, sf.Name)
	}
	*rest = i
	c.rests = append(c.rests, *f)
	return true
}

// plain deals with a field that is a member.
func (c *collector) plain(t reflect.Type, sf reflect.StructField, f field, names map[string]int, i int) {
	if !sf.IsExported() {
		inner := target(f.t)
		if !sf.Anonymous || inner.Kind() != reflect.Struct {
			c.refuse(t, "Go struct field %s is not exported", sf.Name)
			return
		}
		if hasAny(inner, writerTypes, readerTypes) || f.omitzero && hasAny(inner, []reflect.Type{zeroerType}) {
			c.refuse(t, "Go struct field %s is not exported for method calls", sf.Name)
			return
		}
	}
	f.zero = zeroTest(sf.Type)
	switch sf.Type.Kind() {
	case reflect.String, reflect.Map, reflect.Array, reflect.Slice:
		f.empty = func(v value) bool { return v.Len() == 0 }
	case reflect.Pointer, reflect.Interface:
		f.empty = func(v value) bool { return v.IsNil() }
	}
	if other, ok := names[f.name]; ok {
		c.refuse(t, "Go struct fields %s and %s conflict over JSON object name %q", t.Field(other).Name, sf.Name, f.name)
	}
	names[f.name] = i
	f.rank = len(c.all)
	f.codec = codecOf(sf.Type)
	quoted, _ := jsonwire.AppendQuote(nil, f.name, 0)
	f.quoted = string(quoted)
	f.escape = jsonwire.NeedsEscape(f.name)
	c.all = append(c.all, f)
	if f.format != "" && c.fs.format == nil {
		c.fs.format = fmt.Errorf("Go struct field %s has unsupported `format` tag option", sf.Name)
		c.fs.t = t
	}
}

func zeroTest(t reflect.Type) func(value) bool {
	ask := func(v value) bool { return v.Interface().(zeroer).IsZero() }
	direct := t.Implements(zeroerType)
	switch {
	case direct && t.Kind() == reflect.Interface:
		return func(v value) bool {
			return v.IsNil() || v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil() || ask(v)
		}
	case direct && t.Kind() == reflect.Pointer:
		return func(v value) bool { return v.IsNil() || ask(v) }
	case direct:
		return ask
	case reflect.PointerTo(t).Implements(zeroerType):
		return func(v value) bool { return v.Addr().Interface().(zeroer).IsZero() }
	}
	return nil
}

// chosen keeps of the fields of one name the one that hides the others, as Go does with embedded structs.
func (c *collector) chosen() *fields {
	slices.SortStableFunc(c.all, func(x, y field) int {
		named := 0
		if x.hasName != y.hasName {
			named = 1
			if x.hasName {
				named = -1
			}
		}
		return cmp.Or(strings.Compare(x.name, y.name), len(x.index)-len(y.index), named)
	})
	fs := &c.fs
	for all := c.all; len(all) > 0; {
		n := 1
		for n < len(all) && all[n].name == all[0].name {
			n++
		}
		if n == 1 || len(all[0].index) != len(all[1].index) || all[0].hasName != all[1].hasName {
			fs.list = append(fs.list, all[0])
		}
		all = all[n:]
	}
	slices.SortFunc(fs.list, func(x, y field) int { return x.rank - y.rank })
	for i := range fs.list {
		fs.list[i].rank = i
	}
	slices.SortFunc(fs.list, func(x, y field) int { return slices.Compare(x.index, y.index) })
	fs.named = make(map[string]*field, len(fs.list))
	fs.folded = make(map[string][]*field, len(fs.list))
	for i := range fs.list {
		f := &fs.list[i]
		fs.named[f.name] = f
		folded := foldName(f.name)
		fs.folded[folded] = append(fs.folded[folded], f)
	}
	for _, same := range fs.folded {
		slices.SortFunc(same, func(x, y *field) int { return x.rank - y.rank })
	}
	if n := len(c.rests); n == 1 || n > 1 && len(c.rests[0].index) != len(c.rests[1].index) {
		fs.rest = &c.rests[0]
	}
	return fs
}
