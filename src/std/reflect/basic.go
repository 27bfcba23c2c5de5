package reflect

import "unsafe"

// Bool gives the truth value.
func (v Value) Bool() bool {
	if v.kind() != Bool {
		panic(&ValueError{"reflect.Value.Bool", v.kind()})
	}
	if v.flag&flagIndir == 0 {
		return v.ptr != nil
	}
	return *(*bool)(v.ptr)
}

// CanInt reports whether Int can be called.
func (v Value) CanInt() bool { return Int <= v.kind() && v.kind() <= Int64 }

// CanUint reports whether Uint can be called.
func (v Value) CanUint() bool { return Uint <= v.kind() && v.kind() <= Uintptr }

// CanFloat reports whether Float can be called.
func (v Value) CanFloat() bool { return v.kind() == Float32 || v.kind() == Float64 }

// CanComplex reports whether Complex can be called.
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

// Int gives a signed number.
func (v Value) Int() int64 {
	k := v.kind()
	if v.flag&flagIndir == 0 && Int <= k && k <= Int64 {
		return int64(uintptr(v.ptr))
	}
	p := v.ptr
	switch k {
	case Int:
		return int64(*(*int)(p))
	case Int8:
		return int64(*(*int8)(p))
	case Int16:
		return int64(*(*int16)(p))
	case Int32:
		return int64(*(*int32)(p))
	case Int64:
		return *(*int64)(p)
	}
	panic(&ValueError{"reflect.Value.Int", k})
}

// Uint gives an unsigned number.
func (v Value) Uint() uint64 {
	k := v.kind()
	if v.flag&flagIndir == 0 && Uint <= k && k <= Uintptr {
		return uint64(uintptr(v.ptr))
	}
	p := v.ptr
	switch k {
	case Uint:
		return uint64(*(*uint)(p))
	case Uint8:
		return uint64(*(*uint8)(p))
	case Uint16:
		return uint64(*(*uint16)(p))
	case Uint32:
		return uint64(*(*uint32)(p))
	case Uint64:
		return *(*uint64)(p)
	case Uintptr:
		return uint64(*(*uintptr)(p))
	}
	panic(&ValueError{"reflect.Value.Uint", k})
}

func float64frombits(b uint64) float64
func float32frombits(b uint32) float32

// Float gives a floating-point number.
func (v Value) Float() float64 {
	k := v.kind()
	indir := v.flag&flagIndir != 0
	switch k {
	case Float64:
		if indir {
			return *(*float64)(v.ptr)
		}
		return float64frombits(uint64(uintptr(v.ptr)))
	case Float32:
		if indir {
			return float64(*(*float32)(v.ptr))
		}
		return float64(float32frombits(uint32(uintptr(v.ptr))))
	}
	panic(&ValueError{"reflect.Value.Float", k})
}

// Complex gives a complex number.
func (v Value) Complex() complex128 {
	switch k := v.kind(); k {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	default:
		panic(&ValueError{"reflect.Value.Complex", k})
	}
}

// String gives a string's text; for other kinds something like "<int Value>".
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes gives the bytes of a slice, or of an array that is a variable.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if v.typ.elem.kindOf() != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if v.typ.elem.kindOf() != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), typeLen(v.typ))
	}
	panic(&ValueError{"reflect.Value.Bytes", v.kind()})
}

// OverflowInt reports whether x does not fit the type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.OverflowInt", v.kind()})
	}
	return overflowInt(v.typ, x)
}

// OverflowUint reports whether x does not fit the type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.OverflowUint", v.kind()})
	}
	return overflowUint(v.typ, x)
}

// OverflowFloat reports whether x does not fit the type.
func (v Value) OverflowFloat(x float64) bool {
	switch v.kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic(&ValueError{"reflect.Value.OverflowFloat", v.kind()})
}

// OverflowComplex reports whether x does not fit the type.
func (v Value) OverflowComplex(x complex128) bool {
	switch v.kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic(&ValueError{"reflect.Value.OverflowComplex", v.kind()})
}

// Set assigns x.
func (v Value) Set(x Value) {
	v.mustBeAssignable()
	x.mustBeExported()
	t := v.typ
	if x.typ != t || x.flag&flagMethod != 0 {
		x = x.assignTo("reflect.Set", t)
	}
	assign(t, v.ptr, x.ptr, x.flag)
}

// SetZero assigns the zero value.
func (v Value) SetZero() {
	v.mustBeAssignable()
	clear_(v.ptr, v.typ.size)
}

// SetBool assigns a truth value.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable()
	v.mustBe(Bool)
	*(*bool)(v.ptr) = x
}

// SetInt assigns a signed number, cut to the type's size.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable()
	switch v.kind() {
	case Int:
		*(*int)(v.ptr) = int(x)
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	case Int64:
		*(*int64)(v.ptr) = x
	default:
		panic(&ValueError{"reflect.Value.SetInt", v.kind()})
	}
}

// SetUint assigns an unsigned number, cut to the type's size.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable()
	switch v.kind() {
	case Uint:
		*(*uint)(v.ptr) = uint(x)
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	case Uint64:
		*(*uint64)(v.ptr) = x
	case Uintptr:
		*(*uintptr)(v.ptr) = uintptr(x)
	default:
		panic(&ValueError{"reflect.Value.SetUint", v.kind()})
	}
}

// SetFloat assigns a floating-point number.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable()
	switch v.kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		panic(&ValueError{"reflect.Value.SetFloat", v.kind()})
	}
}

// SetComplex assigns a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable()
	switch v.kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		panic(&ValueError{"reflect.Value.SetComplex", v.kind()})
	}
}

// SetString assigns a text.
func (v Value) SetString(x string) {
	v.mustBeAssignable()
	v.mustBe(String)
	*(*string)(v.ptr) = x
}

// SetBytes assigns a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable()
	v.mustBe(Slice)
	if v.typ.elem.kindOf() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetPointer assigns an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable()
	v.mustBe(UnsafePointer)
	*(*unsafe.Pointer)(v.ptr) = x
}

// Comparable reports whether the value can be compared without panic.
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return false
	case Array:
		switch v.typ.elem.kindOf() {
		case Interface, Array, Struct:
			for i := range typeLen(v.typ) {
				if !v.Index(i).Comparable() {
					return false
				}
			}
			return true
		}
		return v.typ.Comparable()
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.Comparable()
}

// Equal compares as == does; interfaces by what they hold.
func (v Value) Equal(u Value) bool {
	if v.kind() == Interface {
		v = v.Elem()
	}
	if u.kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.kind() != u.kind() || v.Type() != u.Type() {
		return false
	}
	switch v.kind() {
	case Bool:
		return v.Bool() == u.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == u.Int()
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == u.Uint()
	case Float32, Float64:
		return v.Float() == u.Float()
	case Complex64, Complex128:
		return v.Complex() == u.Complex()
	case String:
		return v.String() == u.String()
	case Chan, Pointer, UnsafePointer:
		return v.pointer() == u.pointer()
	case Array:
		n := v.Len()
		if n == 0 && v.typ.elem.Comparable() {
			return true
		}
		if n == 0 {
			break
		}
		for i := range n {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	}
	panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
}
