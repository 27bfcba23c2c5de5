package reflect

import (
	"runtime"
	"unsafe"
)

// Value is a Go value. Its zero value is no value.
type Value struct {
	typ *rtype

	// With flagIndir the address of the value in memory form. Without, the value itself, of a type that is
	// direct: what the data word of an interface is.
	ptr unsafe.Pointer

	flag
}

// flag holds the kind and how the value was come by. Natives know the bits (values.rs).
type flag uintptr

const (
	flagKindMask    flag = 1<<5 - 1
	flagStickyRO    flag = 1 << 5 // reached through an unexported field that is not embedded
	flagEmbedRO     flag = 1 << 6 // reached through an unexported embedded field
	flagIndir       flag = 1 << 7
	flagAddr        flag = 1 << 8 // ptr is a variable's address
	flagMethod      flag = 1 << 9 // method number flag>>flagMethodShift of the value
	flagMethodShift      = 10
	flagRO               = flagStickyRO | flagEmbedRO
)

func (f flag) kind() Kind { return Kind(f & flagKindMask) }

// ro is what a value made of another inherits.
func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

// methodName is the exported method of Value that is being called, for messages.
func methodName() string {
	var pcs [5]uintptr
	n := runtime.Callers(1, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	for {
		frame, more := frames.Next()
		const prefix = "reflect.Value."
		name := frame.Function
		if len(name) > len(prefix) && name[:len(prefix)] == prefix {
			if c := name[len(prefix)]; 'A' <= c && c <= 'Z' {
				return name
			}
		}
		if !more {
			return "unknown method"
		}
	}
}

func (f flag) mustBe(want Kind) {
	if Kind(f&flagKindMask) != want {
		panic(&ValueError{methodName(), f.kind()})
	}
}

func (f flag) mustBeExported() {
	if f == 0 || f&flagRO != 0 {
		f.failExported()
	}
}

func (f flag) failExported() {
	if f == 0 {
		panic(&ValueError{methodName(), Invalid})
	}
	panic("reflect: " + methodName() + " using value obtained using unexported field")
}

func (f flag) mustBeAssignable() {
	if f&(flagRO|flagAddr) != flagAddr {
		f.failAssignable()
	}
}

func (f flag) failAssignable() {
	if f == 0 || f&flagRO != 0 {
		f.failExported()
	}
	panic("reflect: " + methodName() + " using unaddressable value")
}

// ValueOf gives the value in i; the zero Value for nil.
func ValueOf(i any) Value

// ifaceElem gives the value in the interface at p.
func ifaceElem(p unsafe.Pointer) Value

// packed gives the value in an interface; what is in a variable is copied.
func packed(v Value) any

func newObject(t *rtype) unsafe.Pointer
func newArray(t *rtype, n int) unsafe.Pointer

// newIface gives a variable that holds an interface.
func newIface(v any) unsafe.Pointer

// copied gives a new variable with the value at p.
func copied(t *rtype, p unsafe.Pointer) unsafe.Pointer

// loadDirect gives the value of a direct type at p.
func loadDirect(t *rtype, p unsafe.Pointer) unsafe.Pointer

// assign writes a value, at from or (flagIndir) itself there, to a variable.
func assign(t *rtype, to, from unsafe.Pointer, f flag)
func clear_(p unsafe.Pointer, size uintptr)
func isZeroAt(t *rtype, p unsafe.Pointer) bool
func deepEqual(x, y any) bool

// fieldAt gives a field's type (nil: there is none), its offset, and as flag its kind and whether it is closed.
func fieldAt(t *rtype, i int) (typ *rtype, offset uintptr, f flag)

// pointer is the word of a value of a pointer's size.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// New gives a pointer to a new zero value of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{pointerTo(t), newObject(t), flag(Pointer)}
}

// NewAt gives a pointer to a value of a type at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{pointerTo(typ.common()), p, flag(Pointer)}
}

// Zero gives the zero value of a type; it cannot be set.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	if t.direct {
		return Value{t, nil, flag(t.kind)}
	}
	if t.size <= zeroBytes {
		return Value{t, zeros(), flag(t.kind) | flagIndir}
	}
	return Value{t, newObject(t), flag(t.kind) | flagIndir}
}

// zeros gives the address of zeroBytes bytes that are zero and stay so.
func zeros() unsafe.Pointer

const zeroBytes = 1024

// Indirect gives what a pointer points to, other values as they are.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// DeepEqual reports whether x and y are equal all the way down.
func DeepEqual(x, y any) bool { return deepEqual(x, y) }

// IsValid reports whether v is a value.
func (v Value) IsValid() bool { return v.flag != 0 }

// Kind gives the kind, Invalid for the zero Value.
func (v Value) Kind() Kind { return Kind(v.flag & flagKindMask) }

// Type gives the type.
func (v Value) Type() Type {
	if v.flag != 0 && v.flag&flagMethod == 0 {
		return v.typ
	}
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	_, _, typ := typeMethod(v.typ, int(v.flag>>flagMethodShift))
	return typ
}

// CanAddr reports whether v is a variable.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether v can be changed.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// CanInterface reports whether Interface can be called.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// Interface gives the value as an any.
func (v Value) Interface() (i any) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.iface()
}

// iface does not ask whether it may.
func (v Value) iface() any {
	if v.flag&flagMethod != 0 {
		v = methodValue("Interface", v)
	}
	return packed(v)
}

// TypeAssert is v.Interface().(T).
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	t, ok := v.iface().(T)
	return t, ok
}

// InterfaceData gives two words of no meaning.
func (v Value) InterfaceData() [2]uintptr {
	v.mustBe(Interface)
	words := *(*[2]uintptr)(v.ptr)
	if e := v.Elem(); e.flag&flagIndir != 0 && holdsOnePointer(e.typ) {
		// gc has the pointer itself in the interface, gorun a box around it.
		words[1] = *(*uintptr)(e.ptr)
	}
	return words
}

// holdsOnePointer: whether gc keeps values of a type in interfaces as they are.
func holdsOnePointer(t Type) bool {
	switch t.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		return true
	case Array:
		return t.Len() == 1 && holdsOnePointer(t.Elem())
	case Struct:
		return t.NumField() == 1 && holdsOnePointer(t.Field(0).Type)
	}
	return false
}

// Addr gives the address of a variable.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	p := v.ptr
	if v.flag&flagIndir == 0 {
		// Somebody has set the flag on a value of his own accord (go-spew does, through unsafe): the address of a copy then.
		p = newObject(v.typ)
		assign(v.typ, p, v.ptr, v.flag)
	}
	return Value{pointerTo(v.typ), p, v.flag&flagRO | flag(Pointer)}
}

// UnsafeAddr gives the address of a variable.
func (v Value) UnsafeAddr() uintptr {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// IsNil reports whether v is nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Func:
		if v.flag&flagMethod != 0 {
			return false
		}
		return v.pointer() == nil
	case Chan, Map, Pointer, UnsafePointer, Slice, Interface:
		return v.pointer() == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.kind()})
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return false
	}
	if v.flag&flagIndir == 0 {
		switch v.kind() {
		case Float32, Float64:
			return v.Float() == 0
		}
		return v.ptr == nil
	}
	return isZeroAt(v.typ, v.ptr)
}

// Pointer gives the address in a value of one of the kinds that have one.
func (v Value) Pointer() uintptr {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, String:
		return uintptr(v.address())
	}
	panic(&ValueError{"reflect.Value.Pointer", v.kind()})
}

// UnsafePointer does the same.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, String:
		return v.address()
	}
	panic(&ValueError{"reflect.Value.UnsafePointer", v.kind()})
}

func (v Value) address() unsafe.Pointer {
	if v.flag&flagMethod != 0 {
		v = methodValue("Pointer", v)
	}
	p := v.pointer()
	if v.kind() == Func && p != nil {
		// A closure begins with the address of its function, which begins with the address of its code.
		return **(**unsafe.Pointer)(p)
	}
	return p
}

// Elem gives what an interface holds or a pointer points to.
func (v Value) Elem() Value {
	switch v.kind() {
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		t := v.typ.elem
		return Value{t, p, v.flag&flagRO | flagIndir | flagAddr | flag(t.kind)}
	case Interface:
		held := ifaceElem(v.ptr)
		if held.flag != 0 {
			held.flag |= v.flag.ro()
		}
		return held
	}
	panic(&ValueError{"reflect.Value.Elem", v.kind()})
}

// assignTo gives v as a value of type t.
func (v Value) assignTo(context string, t *rtype) Value {
	if v.typ == t && v.flag&flagMethod == 0 {
		return v
	}
	if v.flag&flagMethod != 0 {
		v = methodValue(context, v)
	}
	switch {
	case assignable(t, v.typ):
		return Value{t, v.ptr, v.flag&(flagAddr|flagIndir) | v.flag.ro() | flag(t.kind)}
	case implements(t, v.typ):
		if v.kind() == Interface && v.IsNil() {
			return Value{t, newObject(t), flagIndir | flag(Interface)}
		}
		return Value{t, newIface(v.iface()), flagIndir | flag(Interface)}
	}
	from := "nil"
	if v.typ != nil {
		from = v.typ.String()
	}
	panic(context + ": value of type " + from + " is not assignable to type " + t.String())
}
