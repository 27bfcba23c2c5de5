package gob

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"unicode"
	"unicode/utf8"
)

// typeId is a type's number in a stream. Below firstUserId the numbers mean the same everywhere.
type typeId int32

const firstUserId = 64

const (
	idBool typeId = iota + 1
	idInt
	idUint
	idFloat
	idBytes
	idString
	idComplex
	idInterface
	idWireType typeId = 16
)

// CommonType holds what all descriptions of types begin with. It is exported because streams name it.
type CommonType struct {
	Name string
	Id   typeId
}

func (c *CommonType) common() *CommonType { return c }

// described is a type as streams describe it.
type described interface {
	common() *CommonType
	// show writes the type for an error; names stand for those that are being shown.
	show(within map[typeId]bool) string
}

// These structs are what travels, by gob's own rules: their names, fields and the order of these are part of the format.
type (
	arrayType struct {
		CommonType
		Elem typeId
		Len  int
	}
	sliceType struct {
		CommonType
		Elem typeId
	}
	fieldType struct {
		Name string
		Id   typeId
	}
	structType struct {
		CommonType
		Field []fieldType
	}
	mapType struct {
		CommonType
		Key  typeId
		Elem typeId
	}
	methodsType struct {
		CommonType
	}
	wireType struct {
		ArrayT           *arrayType
		SliceT           *sliceType
		StructT          *structType
		MapT             *mapType
		GobEncoderT      *methodsType
		BinaryMarshalerT *methodsType
		TextMarshalerT   *methodsType
	}
)

func (c *CommonType) show(map[typeId]bool) string { return c.Name }

func (a *arrayType) show(within map[typeId]bool) string {
	if within[a.Id] {
		return a.Name
	}
	within[a.Id] = true
	return fmt.Sprintf("[%d]%s", a.Len, showType(a.Elem, within))
}

func (s *sliceType) show(within map[typeId]bool) string {
	if within[s.Id] {
		return s.Name
	}
	within[s.Id] = true
	return "[]" + showType(s.Elem, within)
}

func (m *mapType) show(within map[typeId]bool) string {
	if within[m.Id] {
		return m.Name
	}
	within[m.Id] = true
	key := showType(m.Key, within)
	return "map[" + key + "]" + showType(m.Elem, within)
}

func (s *structType) show(within map[typeId]bool) string {
	if within[s.Id] {
		return s.Name
	}
	within[s.Id] = true
	text := s.Name + " = struct { "
	for _, f := range s.Field {
		text += f.Name + " " + showType(f.Id, within) + "; "
	}
	return text + "}"
}

func showType(id typeId, within map[typeId]bool) string {
	t := typeOfId(id)
	if t == nil {
		return "<nil>"
	}
	return t.show(within)
}

// name is what a description calls its type.
func (w *wireType) name() string {
	if w != nil {
		for _, t := range []described{w.ArrayT, w.SliceT, w.StructT, w.MapT, w.GobEncoderT, w.BinaryMarshalerT, w.TextMarshalerT} {
			if !reflect.ValueOf(t).IsNil() {
				return t.common().Name
			}
		}
	}
	return "unknown type"
}

// What this process has numbered. typeLock guards all of it.
var (
	typeLock sync.Mutex
	numbered = make([]described, 1, firstUserId)
	builtin  []described // numbered as it was before any type of the user
	known    = map[reflect.Type]described{}
	infos    = map[reflect.Type]*typeInfo{}
)

// typeInfo is a type's number and the description that is sent for it.
type typeInfo struct {
	id   typeId
	wire wireType
}

func typeOfId(id typeId) described {
	if id < 0 || int(id) >= len(numbered) {
		return nil
	}
	return numbered[id]
}

func builtinOfId(id typeId) described {
	if id < 0 || int(id) >= len(builtin) {
		return nil
	}
	return builtin[id]
}

// number gives a type the next number, unless a recursive type got there before.
func number(t described) {
	c := t.common()
	if c.Id == 0 {
		c.Id = typeId(len(numbered))
		numbered = append(numbered, t)
	}
}

// The order in which numbers are given is visible in every stream: a struct before its fields, all others after their elements.

// describe returns the description of what lies behind rt's pointers.
func describe(name string, rt reflect.Type) (described, error) {
	ut := mustLookAt(rt)
	return describeAs(name, ut, ut.base)
}

func describeAs(name string, ut *userType, rt reflect.Type) (described, error) {
	if t, ok := known[rt]; ok {
		return t, nil
	}
	t, err := newDescription(name, ut, rt)
	if err != nil {
		delete(known, rt)
		return nil, err
	}
	known[rt] = t
	return t, nil
}

func newDescription(name string, ut *userType, rt reflect.Type) (described, error) {
	if ut.enc != none {
		t := &methodsType{CommonType{Name: name}}
		number(t)
		return t, nil
	}
	switch rt.Kind() {
	case reflect.Bool:
		return numbered[idBool], nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return numbered[idInt], nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return numbered[idUint], nil
	case reflect.Float32, reflect.Float64:
		return numbered[idFloat], nil
	case reflect.Complex64, reflect.Complex128:
		return numbered[idComplex], nil
	case reflect.String:
		return numbered[idString], nil
	case reflect.Interface:
		return numbered[idInterface], nil
	case reflect.Array:
		t := &arrayType{CommonType: CommonType{Name: name}, Len: rt.Len()}
		known[rt] = t
		elem, err := describe("", rt.Elem())
		if err != nil {
			return nil, err
		}
		number(t)
		t.Elem = elem.common().Id
		return t, nil
	case reflect.Map:
		t := &mapType{CommonType: CommonType{Name: name}}
		known[rt] = t
		key, err := describe("", rt.Key())
		if err != nil {
			return nil, err
		}
		elem, err := describe("", rt.Elem())
		if err != nil {
			return nil, err
		}
		number(t)
		t.Key, t.Elem = key.common().Id, elem.common().Id
		return t, nil
	case reflect.Slice:
		if rt.Elem().Kind() == reflect.Uint8 {
			return numbered[idBytes], nil
		}
		t := &sliceType{CommonType: CommonType{Name: name}}
		known[rt] = t
		elem, err := describe(rt.Elem().Name(), rt.Elem())
		if err != nil {
			return nil, err
		}
		number(t)
		number(elem)
		t.Elem = elem.common().Id
		return t, nil
	case reflect.Struct:
		t := &structType{CommonType: CommonType{Name: name}}
		number(t)
		known[rt] = t
		for i := range rt.NumField() {
			f := rt.Field(i)
			if !isSent(&f) {
				continue
			}
			base := mustLookAt(f.Type).base
			fieldTypeName := base.Name()
			if fieldTypeName == "" {
				fieldTypeName = base.String()
			}
			of, err := describe(fieldTypeName, f.Type)
			if err != nil {
				return nil, err
			}
			number(of)
			t.Field = append(t.Field, fieldType{f.Name, of.common().Id})
		}
		return t, nil
	}
	return nil, errors.New("gob NewTypeObject can't handle type: " + rt.String())
}

func isExported(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(first)
}

// isSent reports whether a field travels: it is exported, and neither a channel nor a function nor a pointer to one.
func isSent(field *reflect.StructField) bool {
	if !isExported(field.Name) {
		return false
	}
	t := field.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() != reflect.Chan && t.Kind() != reflect.Func
}

// infoOf returns the number and description of a type, which it gets now if it has none.
func infoOf(ut *userType) (info *typeInfo, err error) {
	rt := ut.base
	if ut.enc != none {
		rt = ut.user
	}
	typeLock.Lock()
	defer typeLock.Unlock()
	if info := infos[rt]; info != nil {
		return info, nil
	}
	t, err := describe(rt.Name(), rt)
	if err != nil {
		return nil, err
	}
	info = &typeInfo{id: t.common().Id}
	if ut.enc != none {
		own, err := describeAs(rt.Name(), ut, rt)
		if err != nil {
			return nil, err
		}
		desc := numbered[own.common().Id].(*methodsType)
		if ut.enc == gobMethods {
			info.wire.GobEncoderT = desc
		} else {
			info.wire.BinaryMarshalerT = desc
		}
	} else {
		switch t := t.(type) {
		case *arrayType:
			info.wire.ArrayT = t
		case *mapType:
			info.wire.MapT = t
		case *sliceType:
			info.wire.SliceT = t
		case *structType:
			info.wire.StructT = t
		}
	}
	infos[rt] = info
	return info, nil
}

func init() {
	basics := []struct {
		name string
		t    reflect.Type
	}{
		{"bool", reflect.TypeFor[bool]()},
		{"int", reflect.TypeFor[int]()},
		{"uint", reflect.TypeFor[uint]()},
		{"float", reflect.TypeFor[float64]()},
		{"bytes", reflect.TypeFor[[]byte]()},
		{"string", reflect.TypeFor[string]()},
		{"complex", reflect.TypeFor[complex128]()},
		{"interface", reflect.TypeFor[any]()},
	}
	for _, basic := range basics {
		t := &CommonType{Name: basic.name}
		known[basic.t] = t
		number(t)
	}
	for len(numbered) < int(idWireType) {
		numbered = append(numbered, &CommonType{Name: fmt.Sprint("_reserved", int(idWireType)-len(numbered)), Id: typeId(len(numbered))})
	}
	wire, err := infoOf(mustLookAt(reflect.TypeFor[wireType]()))
	if err != nil || wire.id != idWireType {
		panic("gob: the types of descriptions have lost their numbers")
	}
	builtin = append([]described(nil), numbered...)
	numbered = numbered[:firstUserId]
	registerBasics()
}
