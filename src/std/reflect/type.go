// Package reflect looks at the types and values of a running program.
package reflect

import (
	"iter"
	"unsafe"
)

// Type is a Go type. Types are equal if they are ==.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	Methods() iter.Seq[Method]
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	Fields() iter.Seq[StructField]
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	Outs() iter.Seq[Type]
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	common() *rtype
}

// rtype is a type descriptor of the virtual machine (RType in src/bytecode/rtype.rs, which says where these fields
// lie); only natives look at the rest.
type rtype struct {
	size     uintptr
	itself   *rtype
	elem     *rtype
	id       uint32
	kind     uint8
	align    uint8
	inMemory bool
	direct   bool // an interface's data word, or the ptr of a Value, is the value itself
	dataPtr  bool
	named    bool
	plan     unsafe.Pointer // *callPlan, of a func type
}

func typeOf(i any) *rtype
func typeName(t *rtype) string
func typeString(t *rtype) string
func typePkgPath(t *rtype) string

// typeLen is what Len, NumField or NumIn are.
func typeLen(t *rtype) int
func typeNumOut(t *rtype) int
func typeFlags(t *rtype) (comparable, variadic bool, dir int)
func typeKey(t *rtype) *rtype
func typeParam(t *rtype, i int, out bool) *rtype
func typeImplements(t, u *rtype) bool

// typeIdentical compares underlying types, with or without the tags of struct fields.
func typeIdentical(t, u *rtype, tags bool) bool

// TypeOf gives the dynamic type of i, nil for nil.
func TypeOf(i any) Type { return toType(typeOf(i)) }

// TypeFor gives the type T.
func TypeFor[T any]() Type {
	var v *T
	return typeOf(v).elem
}

func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

func (t *rtype) common() *rtype { return t }

func (t *rtype) kindOf() Kind { return Kind(t.kind) }

func (t *rtype) Align() int { return int(t.align) }

func (t *rtype) FieldAlign() int { return int(t.align) }

func (t *rtype) Name() string { return typeName(t) }

func (t *rtype) PkgPath() string { return typePkgPath(t) }

func (t *rtype) Size() uintptr { return t.size }

func (t *rtype) String() string { return typeString(t) }

func (t *rtype) Kind() Kind { return Kind(t.kind) }

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
	return assignable(o, t) || implements(o, t)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return conversion(u.common(), t) != nil
}

// implements reports whether t has the methods of the interface type dst.
func implements(dst, t *rtype) bool {
	return dst.kindOf() == Interface && typeImplements(t, dst)
}

// assignable reports whether a value of type t can be used as one of type dst as it is.
func assignable(dst, t *rtype) bool {
	if dst == t {
		return true
	}
	if dst.named && t.named || dst.kind != t.kind {
		return false
	}
	if dst.kindOf() == Chan && narrowerChan(dst, t) {
		return true
	}
	return typeIdentical(dst, t, true)
}

// narrowerChan reports whether t, a channel of both directions, fits dst.
func narrowerChan(dst, t *rtype) bool {
	_, _, dir := typeFlags(t)
	return ChanDir(dir) == BothDir && !(dst.named && t.named) && dst.elem == t.elem
}

func (t *rtype) Comparable() bool {
	c, _, _ := typeFlags(t)
	return c
}

func (t *rtype) Bits() int {
	if t == nil {
		panic("reflect: Bits of nil Type")
	}
	if k := t.kindOf(); k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if t.kindOf() != Chan {
		panic("reflect: ChanDir of non-chan type " + t.String())
	}
	_, _, dir := typeFlags(t)
	return ChanDir(dir)
}

func (t *rtype) IsVariadic() bool {
	t.mustFunc("IsVariadic")
	return t.variadic()
}

func (t *rtype) variadic() bool {
	_, v, _ := typeFlags(t)
	return v
}

func (t *rtype) Elem() Type {
	switch t.kindOf() {
	case Array, Chan, Map, Pointer, Slice:
		return t.elem
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	if t.kindOf() != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return typeKey(t)
}

func (t *rtype) Len() int {
	if t.kindOf() != Array {
		panic("reflect: Len of non-array type " + t.String())
	}
	return typeLen(t)
}

func (t *rtype) mustFunc(method string) {
	if t.kindOf() != Func {
		panic("reflect: " + method + " of non-func type " + t.String())
	}
}

func (t *rtype) NumIn() int {
	t.mustFunc("NumIn")
	return typeLen(t)
}

func (t *rtype) NumOut() int {
	t.mustFunc("NumOut")
	return typeNumOut(t)
}

func (t *rtype) In(i int) Type {
	t.mustFunc("In")
	return t.param(i, false)
}

func (t *rtype) Out(i int) Type {
	t.mustFunc("Out")
	return t.param(i, true)
}

// param gives a parameter or result type, or fails as an index does.
func (t *rtype) param(i int, out bool) *rtype {
	n := typeLen(t)
	if out {
		n = typeNumOut(t)
	}
	_ = make([]struct{}, n)[i]
	return typeParam(t, i, out)
}

func (t *rtype) Ins() iter.Seq[Type] {
	t.mustFunc("Ins")
	return func(yield func(Type) bool) {
		for i := range typeLen(t) {
			if !yield(typeParam(t, i, false)) {
				return
			}
		}
	}
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.mustFunc("Outs")
	return func(yield func(Type) bool) {
		for i := range typeNumOut(t) {
			if !yield(typeParam(t, i, true)) {
				return
			}
		}
	}
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.kindOf() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.kindOf() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowInt(x int64) bool {
	if k := t.kindOf(); k < Int || k > Int64 {
		panic("reflect: OverflowInt of non-int type " + t.String())
	}
	return overflowInt(t, x)
}

func (t *rtype) OverflowUint(x uint64) bool {
	if k := t.kindOf(); k < Uint || k > Uintptr {
		panic("reflect: OverflowUint of non-uint type " + t.String())
	}
	return overflowUint(t, x)
}

func overflowInt(t *rtype, x int64) bool {
	n := 64 - uint(t.size)*8
	return (x<<n)>>n != x
}

func overflowUint(t *rtype, x uint64) bool {
	n := 64 - uint(t.size)*8
	return (x<<n)>>n != x
}

func overflowFloat32(x float64) bool {
	const largest = 0x1p127 * (1 + (1 - 0x1p-23))
	if x < 0 {
		x = -x
	}
	return largest < x && x <= 0x1.fffffffffffffp1023
}

func (t *rtype) CanSeq() bool {
	switch t.kindOf() {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return t.isIterator(1)
	case Pointer:
		return t.elem.kindOf() == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.kindOf() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.isIterator(2)
	case Pointer:
		return t.elem.kindOf() == Array
	}
	return false
}

// isIterator reports whether range accepts a function of this type with n variables.
func (t *rtype) isIterator(n int) bool {
	if t.kindOf() != Func || typeLen(t) != 1 || typeNumOut(t) != 0 {
		return false
	}
	y := typeParam(t, 0, false)
	if y.kindOf() != Func || typeLen(y) != n || typeNumOut(y) != 1 {
		return false
	}
	b := typeParam(y, 0, true)
	return b.kindOf() == Bool && b.PkgPath() == ""
}
