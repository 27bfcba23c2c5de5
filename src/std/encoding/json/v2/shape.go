package json

import (
	"encoding/json/internal/bytype"
	"encoding/json/internal/jsonopts"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// How the values of a type look in JSON, and which methods they have. Numbers and layouts are those of ../codec.rs.
const (
	kindNone = iota
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

	kindRaw  = 14
	kindTime = 16
)

const (
	methodNone   = 0
	methodIsZero = 4
	methodGo     = 8 // the value is written or read here
	methodKey    = 16
)

const (
	flagOmitEmpty    = 1
	flagOmitZero     = 2
	flagQuoted       = 4
	flagZero         = 8 // whether it is zero is asked here
	flagUnreachable  = 32
	flagGo           = 64
	flagEscape       = 128
	flagEmptyIsKnown = 256
)

// A shape is what the natives have to know of a type. It is complete, and never changed, when others see it.
type shape struct {
	typ, ptr                           unsafe.Pointer
	kind                               int
	valueMethod, pointerMethod, reader int
	_                                  [3]int // encoding/json's methods of keys
	elem, key                          *shape
	fields                             []shapeField
	_                                  string
	_                                  unsafe.Pointer

	// Here ends what codec.rs knows.
	t     reflect.Type
	codec *codec
}

type shapeField struct {
	name, quoted, plain string
	path                []step
	shape               *shape
	flags               int
	_                   int
}

type step struct {
	offset  int
	through unsafe.Pointer
}

type table = bytype.Table[shape]

// What an any becomes when it is read.
type basic struct {
	boolean, str, float, number, object, array *shape
}

var (
	shapes atomic.Pointer[table]
	making sync.Mutex
	basics *basic
)

// shapeOf returns the type's shape; the table then has it, and all that it is made of.
func shapeOf(t reflect.Type) *shape {
	typ := bytype.Descriptor(t)
	if s := shapes.Load().Find(typ); s != nil {
		return s
	}
	making.Lock()
	defer making.Unlock()
	have := shapes.Load()
	m := shaper{have: have, made: map[unsafe.Pointer]*shape{}}
	if have == nil {
		basics = &basic{
			boolean: m.shape(boolType),
			str:     m.shape(stringType),
			float:   m.shape(float64Type),
			number:  m.shape(float64Type),
			object:  m.shape(objectType),
			array:   m.shape(listType),
		}
	}
	s := m.shape(t)
	shapes.Store(have.With(m.made))
	return s
}

// A shaper makes shapes for types, and for what they are made of.
type shaper struct {
	have *table
	made map[unsafe.Pointer]*shape
}

func (m *shaper) shape(t reflect.Type) *shape {
	typ := bytype.Descriptor(t)
	if s := m.have.Find(typ); s != nil {
		return s
	}
	if s := m.made[typ]; s != nil {
		return s
	}
	s := &shape{typ: typ, ptr: bytype.Descriptor(reflect.PointerTo(t)), t: t, codec: codecOf(t)}
	m.made[typ] = s
	switch t {
	case valueType:
		s.kind = kindRaw
		return s
	case timeType:
		s.kind = kindTime
		return s
	}
	m.look(s, t)
	if k := t.Kind(); k != reflect.Pointer && k != reflect.Interface && s.codec.custom {
		if t == durationType || hasAny(t, writerTypes) {
			s.leaveWriting()
		}
		if t == durationType || hasAny(t, readerTypes) {
			s.reader = methodGo
		}
	}
	return s
}

func (s *shape) leaveWriting() { s.valueMethod, s.pointerMethod = methodGo, methodGo }

// look finds what the type is, without its methods.
func (m *shaper) look(s *shape, t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool:
		s.kind = kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.kind = kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		s.kind = kindUint
	case reflect.Float32, reflect.Float64:
		s.kind = kindFloat
	case reflect.String:
		s.kind = kindString
	case reflect.Interface:
		s.kind = kindInterface
	case reflect.Pointer:
		s.kind = kindPointer
		s.elem = m.shape(t.Elem())
	case reflect.Slice:
		s.kind = kindSlice
		s.elem = m.shape(t.Elem())
		if isByte(t.Elem()) {
			s.kind = kindBytes
		}
	case reflect.Array:
		s.kind = kindArray
		s.elem = m.shape(t.Elem())
		if isByte(t.Elem()) {
			s.leaveWriting()
			s.reader = methodGo
		}
	case reflect.Map:
		s.kind = kindMap
		s.key, s.elem = m.shape(t.Key()), m.shape(t.Elem())
		switch k := s.key; {
		case k.kind != kindString && k.kind != kindInt && k.kind != kindUint, k.codec.custom:
			s.leaveWriting()
			s.reader = methodGo
		}
	case reflect.Struct:
		s.kind = kindStruct
		m.structure(s, t)
	default:
		s.leaveWriting()
		s.reader = methodGo
	}
}

// isByte: lists of the type are text.
func isByte(t reflect.Type) bool { return t.Kind() == reflect.Uint8 && t.PkgPath() == "" }

func (m *shaper) structure(s *shape, t reflect.Type) {
	of := s.codec.structure
	of.prepare()
	fs := of.fields
	if of.wrong != nil || fs.rest != nil || fs.format != nil {
		s.leaveWriting()
		s.reader = methodGo
		return
	}
	s.fields = make([]shapeField, len(fs.list))
	for i := range fs.list {
		f := &fs.list[i]
		if f.casing == caseIgnore {
			s.reader = methodGo
		}
		to := &s.fields[i]
		to.name, to.plain = f.name, f.quoted
		to.shape = m.shape(f.t)
		to.path, to.flags = pathOf(t, f.index)
		if f.escape {
			to.flags |= flagEscape
		}
		if f.omitzero {
			to.flags |= flagOmitZero
		}
		if f.zero != nil {
			to.flags |= flagZero
		}
		if f.omitempty {
			to.flags |= flagOmitEmpty
			if f.empty != nil && !f.codec.custom {
				to.flags |= flagEmptyIsKnown
			}
		}
		if f.string {
			inner := to.shape
			for inner.kind == kindPointer {
				inner = inner.elem
			}
			if kindInt <= inner.kind && inner.kind <= kindFloat && !inner.codec.custom {
				to.flags |= flagQuoted
			} else {
				to.flags |= flagGo
			}
		}
	}
}

// pathOf leads to a field, which may be in embedded structs.
func pathOf(t reflect.Type, index []int) (path []step, flags int) {
	offset := 0
	for i, at := range index {
		sf := t.Field(at)
		offset += int(sf.Offset)
		t = sf.Type
		if i < len(index)-1 && t.Kind() == reflect.Pointer {
			t = t.Elem()
			path = append(path, step{offset, bytype.Descriptor(t)})
			offset = 0
			if !sf.IsExported() {
				flags = flagUnreachable
			}
		}
	}
	return append(path, step{offset: offset}), flags
}

const (
	// Options under which natives write and read; flagV2 tells them who asks.
	plainWriting = jsonopts.Wire | jsonopts.ReorderRawObjects | jsonopts.Indent | jsonopts.IndentPrefix | jsonopts.WithinCall |
		jsonopts.NoNewline | jsonopts.Deterministic | jsonopts.FormatNilMapAsNull | jsonopts.FormatNilSliceAsNull |
		jsonopts.OmitZeroStructFields | jsonopts.MatchCaseInsensitiveNames | jsonopts.RejectUnknownMembers
	plainReading = plainWriting &^ jsonopts.MatchCaseInsensitiveNames

	flagV2 = 1 << 60
)
