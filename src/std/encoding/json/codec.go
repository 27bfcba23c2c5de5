package json

import (
	"encoding"
	"encoding/json/internal/bytype"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unsafe"
)

// How the values of a type look in JSON. Numbers and the layouts below are those of codec.rs.
const (
	kindUnsupported = iota
	kindBool
	kindInt
	kindUint
	kindFloat
	kindString
	kindBytes
	kindSlice
	kindArray
	kindMap
	kindStruct
	kindPointer
	kindInterface
	kindNumber
	kindRaw
	kindRefused // its tags cannot be obeyed; why says it
)

const (
	methodNone = iota
	methodJSON
	methodAppendText
	methodText
	methodIsZero
	methodJSONString
	methodPlain     // none after all: the value as if it had no methods
	methodPlainText // of readers: by its text
	methodKey       = 16
)

const (
	flagOmitEmpty = 1 << iota
	flagOmitZero
	flagQuoted
	flagZeroByValue
	flagZeroByPointer
	flagUnreachable
)

// A codec is what is worked out about a type once. It is complete, and never changed, when others see it.
type codec struct {
	typ, ptr                           unsafe.Pointer
	kind                               int
	valueMethod, pointerMethod, reader int
	keyValueMethod, keyPointerMethod   int
	keyReader                          int
	elem, key                          *codec
	fields                             []field
	why                                string
	rest                               *field // where members without a field go
}

type field struct {
	name, quoted, plain string
	path                []step
	codec               *codec
	flags               int
	rank                int
}

type step struct {
	offset  int
	through unsafe.Pointer
}

type table = bytype.Table[codec]

var (
	codecs atomic.Pointer[table]
	making sync.Mutex
	basics *basic
)

// What an any becomes when it is read.
type basic struct {
	boolean, str, float, number, object, array *codec
}

// withCodecs returns a table that has codecs for the types and all that they are made of.
func withCodecs(types ...reflect.Type) *table {
	have := codecs.Load()
	if have != nil {
		missing := false
		for _, t := range types {
			missing = missing || have.Find(bytype.Descriptor(t)) == nil
		}
		if !missing {
			return have
		}
	}
	making.Lock()
	defer making.Unlock()
	have = codecs.Load()
	m := maker{have: have, made: map[unsafe.Pointer]*codec{}}
	if have == nil {
		basics = &basic{
			boolean: m.codec(reflect.TypeFor[bool]()),
			str:     m.codec(reflect.TypeFor[string]()),
			float:   m.codec(reflect.TypeFor[float64]()),
			number:  m.codec(reflect.TypeFor[Number]()),
			object:  m.codec(reflect.TypeFor[map[string]any]()),
			array:   m.codec(reflect.TypeFor[[]any]()),
		}
	}
	for _, t := range types {
		m.codec(t)
	}
	next := have.With(m.made)
	codecs.Store(next)
	return next
}

// A maker makes codecs for types, and for what they are made of.
type maker struct {
	have *table
	made map[unsafe.Pointer]*codec
}

var (
	marshalerType       = reflect.TypeFor[Marshaler]()
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textAppenderType    = reflect.TypeFor[encoding.TextAppender]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	zeroerType          = reflect.TypeFor[zeroer]()
	numberType          = reflect.TypeFor[Number]()
)

type zeroer interface{ IsZero() bool }

func (m *maker) codec(t reflect.Type) *codec {
	typ := bytype.Descriptor(t)
	if c := m.have.Find(typ); c != nil {
		return c
	}
	if c := m.made[typ]; c != nil {
		return c
	}
	c := &codec{typ: typ}
	m.made[typ] = c
	pointer := reflect.PointerTo(t)
	c.ptr = bytype.Descriptor(pointer)
	switch {
	case t == numberType:
		c.kind = kindNumber
	case t == rawType:
		c.kind = kindRaw
	default:
		m.shape(c, t)
		if c.kind != kindPointer {
			c.methods(t, pointer)
		}
	}
	return c
}

func (m *maker) shape(c *codec, t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool:
		c.kind = kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.kind = kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		c.kind = kindUint
	case reflect.Float32, reflect.Float64:
		c.kind = kindFloat
	case reflect.String:
		c.kind = kindString
	case reflect.Interface:
		c.kind = kindInterface
	case reflect.Struct:
		c.kind = kindStruct
		if c.why = m.fields(c, t); c.why != "" {
			c.kind = kindRefused
		}
	case reflect.Map:
		c.kind = kindMap
		c.key = m.codec(t.Key())
		c.elem = m.codec(t.Elem())
	case reflect.Pointer:
		c.kind = kindPointer
		c.elem = m.codec(t.Elem())
	case reflect.Array:
		c.kind = kindArray
		c.elem = m.codec(t.Elem())
	case reflect.Slice:
		c.kind = kindSlice
		c.elem = m.codec(t.Elem())
		if t.Elem().Kind() == reflect.Uint8 && c.elem.pointerMethod == methodNone {
			c.kind = kindBytes
		}
	}
}

// writer is the method by which a type writes itself, with or without MarshalJSON.
func writer(t reflect.Type, json bool) int {
	switch {
	case json && (t.Implements(marshalerType) || writesTo(t)):
		return methodJSON
	case t.Implements(textAppenderType):
		return methodAppendText
	case t.Implements(textMarshalerType):
		return methodText
	}
	return methodNone
}

func (c *codec) methods(t, pointer reflect.Type) {
	c.valueMethod = writer(t, true)
	if c.kind == kindInterface {
		return
	}
	c.pointerMethod = writer(pointer, true)
	c.keyValueMethod = writer(t, false)
	c.keyPointerMethod = writer(pointer, false)
	if pointer.Implements(textUnmarshalerType) {
		c.reader, c.keyReader = methodText, methodText
	}
	if pointer.Implements(unmarshalerType) || readsFrom(pointer) {
		c.reader = methodJSON
		if t.PkgPath() == "time" && t.Name() == "Time" {
			c.reader = methodJSONString
		}
	}
}

// candidate is a field that may be shown, with what decides between fields of one name.
type candidate struct {
	field
	index  []int
	tagged bool
}

// isRest reports whether a field with the option embed takes the members that no other field has.
func isRest(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	if t.Kind() != reflect.Map || t.Key().Kind() != reflect.String {
		return t == rawType
	}
	key := reflect.PointerTo(t.Key())
	return writer(key, true) == methodNone && !key.Implements(unmarshalerType) && !key.Implements(textUnmarshalerType) && !readsFrom(key)
}

// fields lists the fields of a struct type that JSON has, embedded ones included, in order.
func (m *maker) fields(of *codec, root reflect.Type) (why string) {
	type entry struct {
		typ      reflect.Type
		index    []int
		path     []step
		hidden   bool // behind a pointer to an unexported struct
		children bool
	}
	queue := []entry{{typ: root, children: true}}
	seen := map[reflect.Type]bool{root: true}
	var all, rests []candidate
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for i := 0; i < at.typ.NumField(); i++ {
			sf := at.typ.Field(i)
			tag := sf.Tag.Get("json")
			inner := sf.Type
			if sf.Anonymous && inner.Kind() == reflect.Pointer && inner.Name() == "" {
				inner = inner.Elem()
			}
			if tag == "-" || !sf.IsExported() && !(sf.Anonymous && inner.Kind() == reflect.Struct) {
				continue
			}
			name, options := parseTag(tag)
			if why == "" && hasFormat(options) {
				why = "Go struct field " + sf.Name + " has unsupported `format` tag option"
			}
			embedded := sf.Anonymous || slices.Contains(options, "embed")
			if embedded && !sf.Anonymous {
				if inner.Kind() == reflect.Pointer && inner.Name() == "" {
					inner = inner.Elem()
				}
				embedded = writer(reflect.PointerTo(inner), true) == methodNone
			}
			index := append(append([]int(nil), at.index...), i)
			path := append(append([]step(nil), at.path...), step{offset: int(sf.Offset)})
			if embedded && name == "" && inner.Kind() == reflect.Struct {
				hidden := at.hidden
				if inner != sf.Type {
					path[len(path)-1].through = bytype.Descriptor(inner)
					hidden = hidden || !sf.IsExported()
				}
				if at.children {
					queue = append(queue, entry{inner, index, path, hidden, !seen[inner]})
				}
				seen[inner] = true
				continue
			}
			if !sf.IsExported() {
				continue
			}
			c := candidate{index: index, tagged: name != ""}
			if name == "" && isRest(sf.Type) && slices.Contains(options, "embed") {
				c.path, c.codec = joinSteps(path), m.codec(sf.Type)
				if at.hidden {
					c.flags = flagUnreachable
				}
				rests = append(rests, c)
				continue
			}
			if name == "" {
				name = sf.Name
			}
			c.name = name
			c.path = path
			c.rank = len(all)
			c.codec = m.codec(sf.Type)
			c.flags = fieldFlags(sf.Type, options)
			if at.hidden {
				c.flags |= flagUnreachable
			}
			all = append(all, c)
		}
	}
	var kept []candidate
	for _, same := range byName(all) {
		first := same[0]
		if len(same) == 1 || len(first.index) != len(same[1].index) || first.tagged != same[1].tagged {
			kept = append(kept, first)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return lessIndex(kept[i].index, kept[j].index) })
	if n := len(rests); n == 1 || n > 1 && len(rests[0].index) != len(rests[1].index) {
		of.rest = &rests[0].field
	}
	fields := make([]field, len(kept))
	for i, c := range kept {
		c.plain = quoted(c.name, false) + ":"
		c.quoted = quoted(c.name, true) + ":"
		c.path = joinSteps(c.path)
		fields[i] = c.field
	}
	of.fields = fields
	return why
}

func hasFormat(options []string) bool {
	return slices.ContainsFunc(options, func(o string) bool { return strings.HasPrefix(o, "format:") })
}

// byName groups fields by name; in a group the one that may win comes first.
func byName(all []candidate) [][]candidate {
	places := map[string]int{}
	var groups [][]candidate
	for _, c := range all {
		at, ok := places[c.name]
		if !ok {
			at = len(groups)
			places[c.name] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], c)
	}
	for _, group := range groups {
		sort.SliceStable(group, func(i, j int) bool {
			if len(group[i].index) != len(group[j].index) {
				return len(group[i].index) < len(group[j].index)
			}
			return group[i].tagged && !group[j].tagged
		})
	}
	return groups
}

func lessIndex(a, b []int) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return len(a) < len(b)
}

// joinSteps adds up offsets between which there is no pointer.
func joinSteps(path []step) []step {
	var out []step
	offset := 0
	for _, s := range path {
		offset += s.offset
		if s.through != nil {
			out = append(out, step{offset, s.through})
			offset = 0
		}
	}
	return append(out, step{offset: offset})
}

// parseTag takes a tag apart into name and options. A name with characters that cannot be in one is none.
func parseTag(tag string) (name string, options []string) {
	parts := strings.Split(tag, ",")
	name = parts[0]
	for i, c := range name {
		if strings.ContainsRune("\\'\"`", c) || !unicode.IsPrint(c) {
			name = name[:i]
			break
		}
	}
	return name, parts[1:]
}

func fieldFlags(t reflect.Type, options []string) (flags int) {
	for _, option := range options {
		switch option {
		case "omitempty":
			flags |= flagOmitEmpty
		case "omitzero":
			flags |= flagOmitZero
			if t.Implements(zeroerType) {
				flags |= flagZeroByValue
			} else if reflect.PointerTo(t).Implements(zeroerType) {
				flags |= flagZeroByPointer
			}
		case "string":
			inner := t
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			switch k := inner.Kind(); {
			case reflect.Bool <= k && k <= reflect.Float64, k == reflect.String, k == reflect.Pointer:
				flags |= flagQuoted
			}
		}
	}
	return flags
}
