package reflect

import (
	"strconv"
	"unsafe"
)

// Convert converts the value to type t.
func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = methodValue("Convert", v)
	}
	to := t.common()
	convert := conversion(to, v.typ)
	if convert == nil {
		panic("reflect.Value.Convert: value of type " + v.typ.String() + " cannot be converted to type " + to.String())
	}
	return convert(v, to)
}

// CanConvert reports whether Convert would succeed.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.kind() == Slice {
		switch to := t.common(); {
		case to.kindOf() == Array:
			return typeLen(to) <= v.Len()
		case to.kindOf() == Pointer && to.elem.kindOf() == Array:
			return typeLen(to.elem) <= v.Len()
		}
	}
	return true
}

// conversion says how values of type t become ones of type dst; nil: they do not.
func conversion(dst, t *rtype) func(Value, *rtype) Value {
	dk := dst.kindOf()
	switch t.kindOf() {
	case Int, Int8, Int16, Int32, Int64:
		switch dk {
		case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
			return func(v Value, t *rtype) Value { return makeInt(v, uint64(v.Int()), t) }
		case Float32, Float64:
			return func(v Value, t *rtype) Value { return makeFloat(v, float64(v.Int()), t) }
		case String:
			return func(v Value, t *rtype) Value {
				s := "\uFFFD"
				if x := v.Int(); int64(rune(x)) == x {
					s = string(rune(x))
				}
				return makeString(v, s, t)
			}
		}
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		switch dk {
		case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
			return func(v Value, t *rtype) Value { return makeInt(v, v.Uint(), t) }
		case Float32, Float64:
			return func(v Value, t *rtype) Value { return makeFloat(v, float64(v.Uint()), t) }
		case String:
			return func(v Value, t *rtype) Value {
				s := "\uFFFD"
				if x := v.Uint(); uint64(rune(x)) == x {
					s = string(rune(x))
				}
				return makeString(v, s, t)
			}
		}
	case Float32, Float64:
		switch dk {
		case Int, Int8, Int16, Int32, Int64:
			return func(v Value, t *rtype) Value { return makeInt(v, uint64(int64(v.Float())), t) }
		case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
			return func(v Value, t *rtype) Value { return makeInt(v, uint64(v.Float()), t) }
		case Float32, Float64:
			return func(v Value, t *rtype) Value {
				if v.kind() == Float32 && t.kindOf() == Float32 {
					// A NaN keeps its bits.
					return Value{t, v.ptr, v.flag.ro() | v.flag&(flagIndir) | flag(Float32)}.settled(v)
				}
				return makeFloat(v, v.Float(), t)
			}
		}
	case Complex64, Complex128:
		if dk == Complex64 || dk == Complex128 {
			return func(v Value, t *rtype) Value { return makeComplex(v, v.Complex(), t) }
		}
	case String:
		if dk == Slice {
			switch dst.elem.kindOf() {
			case Uint8:
				return func(v Value, t *rtype) Value { return makeBytes(v, []byte(v.String()), t) }
			case Int32:
				return func(v Value, t *rtype) Value { return makeRunes(v, []rune(v.String()), t) }
			}
		}
	case Slice:
		if dk == String {
			switch t.elem.kindOf() {
			case Uint8:
				return func(v Value, t *rtype) Value { return makeString(v, string(*(*[]byte)(v.ptr)), t) }
			case Int32:
				return func(v Value, t *rtype) Value { return makeString(v, string(*(*[]rune)(v.ptr)), t) }
			}
		}
		if dk == Pointer && dst.elem.kindOf() == Array && t.elem == dst.elem.elem {
			return func(v Value, t *rtype) Value {
				return Value{t, v.arrayUnder(typeLen(t.elem), "pointer to array"), v.flag.ro() | flag(Pointer)}
			}
		}
		if dk == Array && t.elem == dst.elem {
			return func(v Value, t *rtype) Value {
				p := v.arrayUnder(typeLen(t), "array")
				if p == nil {
					return Value{t, newObject(t), v.flag.ro() | flagIndir | flag(Array)}
				}
				return Value{t, copied(t, p), v.flag.ro() | flagIndir | flag(Array)}
			}
		}
	case Chan:
		if dk == Chan && narrowerChan(dst, t) {
			return convertDirect
		}
	}
	if typeIdentical(dst, t, false) {
		return convertDirect
	}
	if dk == Pointer && !dst.named && t.kindOf() == Pointer && !t.named && typeIdentical(dst.elem, t.elem, false) {
		return convertDirect
	}
	if implements(dst, t) {
		return func(v Value, t *rtype) Value {
			if v.kind() == Interface && v.IsNil() {
				return Value{t, newObject(t), v.flag.ro() | flagIndir | flag(Interface)}
			}
			return Value{t, newIface(v.iface()), v.flag.ro() | flagIndir | flag(Interface)}
		}
	}
	return nil
}

// settled gives v apart from the variable that it may have come from.
func (v Value) settled(from Value) Value {
	if from.flag&flagAddr != 0 {
		return copyValue(v.typ, v.ptr, v.flag.ro())
	}
	return v
}

func convertDirect(v Value, t *rtype) Value {
	return Value{t, v.ptr, v.flag.ro() | v.flag&flagIndir | flag(t.kind)}.settled(v)
}

// arrayUnder gives the address of the first of at least n elements.
func (v Value) arrayUnder(n int, what string) unsafe.Pointer {
	s := (*sliceHeader)(v.ptr)
	if n > s.len {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(s.len) + " to " + what + " with length " + strconv.Itoa(n))
	}
	return s.data
}

// makeInt cuts the bits to t's size; like the others it inherits from v what has to be.
func makeInt(v Value, bits uint64, t *rtype) Value {
	switch t.kindOf() {
	case Int8:
		bits = uint64(int8(bits))
	case Int16:
		bits = uint64(int16(bits))
	case Int32:
		bits = uint64(int32(bits))
	case Uint8:
		bits = uint64(uint8(bits))
	case Uint16:
		bits = uint64(uint16(bits))
	case Uint32:
		bits = uint64(uint32(bits))
	}
	return Value{t, unsafe.Pointer(uintptr(bits)), v.flag.ro() | flag(t.kind)}
}

func makeFloat(v Value, x float64, t *rtype) Value {
	p := newObject(t)
	if t.kindOf() == Float32 {
		*(*float32)(p) = float32(x)
	} else {
		*(*float64)(p) = x
	}
	return Value{t, p, v.flag.ro() | flagIndir | flag(t.kind)}
}

func makeComplex(v Value, x complex128, t *rtype) Value {
	p := newObject(t)
	if t.kindOf() == Complex64 {
		*(*complex64)(p) = complex64(x)
	} else {
		*(*complex128)(p) = x
	}
	return Value{t, p, v.flag.ro() | flagIndir | flag(t.kind)}
}

func makeString(v Value, s string, t *rtype) Value {
	return Value{t, unsafe.Pointer(&s), v.flag.ro() | flagIndir | flag(String)}
}

func makeBytes(v Value, b []byte, t *rtype) Value {
	return Value{t, unsafe.Pointer(&b), v.flag.ro() | flagIndir | flag(Slice)}
}

func makeRunes(v Value, r []rune, t *rtype) Value {
	return Value{t, unsafe.Pointer(&r), v.flag.ro() | flagIndir | flag(Slice)}
}
