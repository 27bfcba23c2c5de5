// Package reflect looks at the types and values of a running program.
package reflect

import "strconv"

// Kind is the kind of a type.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{
	"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
	"float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr", "slice", "string",
	"struct", "unsafe.Pointer",
}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir is the direction of a channel type.
type ChanDir int

const (
	RecvDir ChanDir             = 1 << iota // <-chan
	SendDir                                 // chan<-
	BothDir = RecvDir | SendDir             // chan
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// Type is a Go type. Types are equal if they are ==.
type Type interface {
	Align() int
	FieldAlign() int
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	FieldByName(name string) (StructField, bool)
	In(i int) Type
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type

	common() *rtype
}

// rtype is a type descriptor of the virtual machine; only natives look into it.
type rtype struct {
	_ uintptr
}

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

func typeOf(i any) *rtype
func typeKind(t *rtype) int
func typeName(t *rtype) string
func typeString(t *rtype) string
func typePkgPath(t *rtype) string

// typeNumbers gives size, alignment, number of exported methods, and what Len, NumField or NumIn are.
func typeNumbers(t *rtype) (size, align, methods, length, outs int)
func typeFlags(t *rtype) (comparable, variadic bool, dir int)
func typeElem(t *rtype) *rtype
func typeKey(t *rtype) *rtype
func typeParam(t *rtype, i int, out bool) *rtype
func typeField(t *rtype, i int) (name, pkgPath string, typ *rtype, tag string, offset int, embedded bool)
func typeImplements(t, u *rtype) bool
func pointerTo(t *rtype) *rtype
func sliceOf(t *rtype) *rtype

// TypeOf gives the dynamic type of i, nil for nil.
func TypeOf(i any) Type { return toType(typeOf(i)) }

// TypeFor gives the type T.
func TypeFor[T any]() Type {
	var v *T
	return TypeOf(v).Elem()
}

// PointerTo gives the type of pointers to t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf gives the type of slices of t.
func SliceOf(t Type) Type { return sliceOf(t.common()) }

func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

func (t *rtype) common() *rtype { return t }

func (t *rtype) need(method string, kinds ...Kind) {
	for _, k := range kinds {
		if t.Kind() == k {
			return
		}
	}
	panic("reflect: " + method + " of invalid type " + t.String())
}

func (t *rtype) Align() int {
	_, align, _, _, _ := typeNumbers(t)
	return align
}

func (t *rtype) FieldAlign() int { return t.Align() }

func (t *rtype) NumMethod() int {
	_, _, n, _, _ := typeNumbers(t)
	return n
}

func (t *rtype) Name() string { return typeName(t) }

func (t *rtype) PkgPath() string { return typePkgPath(t) }

func (t *rtype) Size() uintptr {
	size, _, _, _, _ := typeNumbers(t)
	return uintptr(size)
}

func (t *rtype) String() string { return typeString(t) }

func (t *rtype) Kind() Kind { return Kind(typeKind(t)) }

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return typeImplements(t, u.common())
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	o := u.common()
	return t == o || o.Kind() == Interface && typeImplements(t, o)
}

func (t *rtype) Comparable() bool {
	c, _, _ := typeFlags(t)
	return c
}

func (t *rtype) Bits() int {
	if k := t.Kind(); k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.Size()) * 8
}

func (t *rtype) ChanDir() ChanDir {
	t.need("ChanDir", Chan)
	_, _, dir := typeFlags(t)
	return ChanDir(dir)
}

func (t *rtype) IsVariadic() bool {
	t.need("IsVariadic", Func)
	_, v, _ := typeFlags(t)
	return v
}

func (t *rtype) Elem() Type {
	t.need("Elem", Array, Chan, Map, Pointer, Slice)
	return toType(typeElem(t))
}

func (t *rtype) Key() Type {
	t.need("Key", Map)
	return toType(typeKey(t))
}

func (t *rtype) length() int {
	_, _, _, n, _ := typeNumbers(t)
	return n
}

func (t *rtype) Len() int {
	t.need("Len", Array)
	return t.length()
}

func (t *rtype) NumField() int {
	t.need("NumField", Struct)
	return t.length()
}

func (t *rtype) NumIn() int {
	t.need("NumIn", Func)
	return t.length()
}

func (t *rtype) NumOut() int {
	t.need("NumOut", Func)
	_, _, _, _, n := typeNumbers(t)
	return n
}

func (t *rtype) In(i int) Type {
	t.need("In", Func)
	if i < 0 || i >= t.NumIn() {
		panic("reflect: Func index out of bounds")
	}
	return toType(typeParam(t, i, false))
}

func (t *rtype) Out(i int) Type {
	t.need("Out", Func)
	if i < 0 || i >= t.NumOut() {
		panic("reflect: Func index out of bounds")
	}
	return toType(typeParam(t, i, true))
}

func (t *rtype) Field(i int) StructField {
	t.need("Field", Struct)
	if i < 0 || i >= t.NumField() {
		panic("reflect: Field index out of bounds")
	}
	name, pkgPath, typ, tag, offset, embedded := typeField(t, i)
	return StructField{name, pkgPath, toType(typ), StructTag(tag), uintptr(offset), []int{i}, embedded}
}

// FieldByName looks at the fields of the struct itself and then, level by level, of what it embeds.
func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.need("FieldByName", Struct)
	type level struct {
		t     *rtype
		index []int
	}
	next := []level{{t, nil}}
	seen := map[*rtype]bool{}
	for len(next) > 0 {
		current := next
		next = nil
		var found StructField
		count := 0
		for _, l := range current {
			if seen[l.t] {
				continue
			}
			seen[l.t] = true
			for i := 0; i < l.t.NumField(); i++ {
				f := l.t.Field(i)
				f.Index = append(append([]int(nil), l.index...), i)
				if f.Name == name {
					found = f
					count++
					continue
				}
				if f.Anonymous {
					e := f.Type.common()
					if e.Kind() == Pointer {
						e = typeElem(e)
					}
					if e.Kind() == Struct {
						next = append(next, level{e, f.Index})
					}
				}
			}
		}
		if count > 0 {
			return found, count == 1
		}
	}
	return StructField{}, false
}
