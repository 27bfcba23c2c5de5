package reflect

import (
	"iter"
	"unsafe"
)

// sliceHeader is a slice of whatever elements.
type sliceHeader struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// grow makes room for n more elements of type t.
func grow(t *rtype, s *sliceHeader, n int)

// copyElems copies n elements of type t; they may overlap.
func copyElems(t *rtype, to, from unsafe.Pointer, n int)
func chanLen(c unsafe.Pointer) (len, cap int)
func mapLen(m unsafe.Pointer) int

// NumField counts the fields of a struct.
func (v Value) NumField() int {
	v.mustBe(Struct)
	return typeLen(v.typ)
}

// Field gives the i-th field of a struct.
func (v Value) Field(i int) Value {
	if v.kind() != Struct {
		panic(&ValueError{"reflect.Value.Field", v.kind()})
	}
	typ, offset, f := fieldAt(v.typ, i)
	if typ == nil {
		panic("reflect: Field index out of range")
	}
	return Value{typ, unsafe.Add(v.ptr, offset), f | v.flag&(flagStickyRO|flagIndir|flagAddr)}
}

// FieldByIndex gives a field of a field and so on, through pointers to embedded structs.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct)
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && v.typ.elem.kindOf() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// textError is an error of a text.
type textError string

func (e textError) Error() string { return string(e) }

// FieldByIndexErr is FieldByIndex with an error where the way leads through a nil pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct)
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && v.typ.elem.kindOf() == Struct {
			if v.IsNil() {
				return Value{}, textError("reflect: indirection through nil pointer to embedded struct field " + v.typ.elem.Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName gives the field of that name, the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct)
	i, embeds := ownField(v.typ, name)
	if i >= 0 {
		return v.Field(i)
	}
	if !embeds {
		return Value{}
	}
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc gives the field whose name matches.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// Fields goes over the fields with their values.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// Len gives the length.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).len
	case String:
		return len(*(*string)(v.ptr))
	case Array:
		return typeLen(v.typ)
	case Map:
		return mapLen(v.pointer())
	case Chan:
		n, _ := chanLen(v.pointer())
		return n
	case Pointer:
		if e := v.typ.elem; e.kindOf() == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.kind()})
}

// Cap gives the capacity.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).cap
	case Array:
		return typeLen(v.typ)
	case Chan:
		_, n := chanLen(v.pointer())
		return n
	case Pointer:
		if e := v.typ.elem; e.kindOf() == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.kind()})
}

// Index gives the i-th element.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		e := v.typ.elem
		return Value{e, unsafe.Add(s.data, i*int(e.size)), flagAddr | flagIndir | v.flag.ro() | flag(e.kind)}
	case Array:
		if uint(i) >= uint(typeLen(v.typ)) {
			panic("reflect: array index out of range")
		}
		e := v.typ.elem
		return Value{e, unsafe.Add(v.ptr, i*int(e.size)), v.flag&(flagIndir|flagAddr) | v.flag.ro() | flag(e.kind)}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		r := ValueOf(s[i])
		r.flag |= v.flag.ro()
		return r
	}
	panic(&ValueError{"reflect.Value.Index", v.kind()})
}

// sliceOfSlice makes a Value of a slice header.
func headerValue(t *rtype, data unsafe.Pointer, len, cap int, f flag) Value {
	s := &sliceHeader{data, len, cap}
	return Value{t, unsafe.Pointer(s), f | flagIndir | flag(Slice)}
}

// Slice gives v[i:j].
func (v Value) Slice(i, j int) Value {
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		n := typeLen(v.typ)
		return v.reslice("reflect.Value.Slice", sliceOf(v.typ.elem), v.ptr, i, j, n, n)
	case Slice:
		s := (*sliceHeader)(v.ptr)
		return v.reslice("reflect.Value.Slice", v.typ, s.data, i, j, s.cap, s.cap)
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		t := s[i:j]
		return Value{v.typ, unsafe.Pointer(&t), v.flag&flagRO | flagIndir | flag(String)}
	}
	panic(&ValueError{"reflect.Value.Slice", v.kind()})
}

// Slice3 gives v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	switch v.kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		return v.reslice("reflect.Value.Slice3", sliceOf(v.typ.elem), v.ptr, i, j, k, typeLen(v.typ))
	case Slice:
		s := (*sliceHeader)(v.ptr)
		return v.reslice("reflect.Value.Slice3", v.typ, s.data, i, j, k, s.cap)
	}
	panic(&ValueError{"reflect.Value.Slice3", v.kind()})
}

func (v Value) reslice(op string, t *rtype, base unsafe.Pointer, i, j, k, cap int) Value {
	if i < 0 || j < i || k < j || k > cap {
		panic(op + ": slice index out of bounds")
	}
	// The address must stay inside the array.
	if k > i {
		base = unsafe.Add(base, i*int(t.elem.size))
	}
	return headerValue(t, base, j-i, k-i, v.flag.ro())
}

// SetLen sets a slice's length.
func (v Value) SetLen(n int) {
	v.mustBeAssignable()
	v.mustBe(Slice)
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

// SetCap sets a slice's capacity.
func (v Value) SetCap(n int) {
	v.mustBeAssignable()
	v.mustBe(Slice)
	s := (*sliceHeader)(v.ptr)
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// Grow makes room for n more elements.
func (v Value) Grow(n int) {
	v.mustBeAssignable()
	v.mustBe(Slice)
	v.grow(n)
}

func (v Value) grow(n int) {
	s := (*sliceHeader)(v.ptr)
	switch {
	case n < 0:
		panic("reflect.Value.Grow: negative len")
	case s.len+n < 0:
		panic("reflect.Value.Grow: slice overflow")
	case s.len+n > s.cap:
		grow(v.typ.elem, s, n)
	}
}

// extended gives a slice of its own header with n more elements.
func (v Value) extended(n int) Value {
	v.mustBeExported()
	v.mustBe(Slice)
	s := *(*sliceHeader)(v.ptr)
	out := headerValue(v.typ, s.data, s.len, s.cap, 0)
	out.grow(n)
	(*sliceHeader)(out.ptr).len += n
	return out
}

// Append appends the values of x to s.
func Append(s Value, x ...Value) Value {
	s.mustBe(Slice)
	n := s.Len()
	s = s.extended(len(x))
	for i, v := range x {
		s.Index(n + i).Set(v)
	}
	return s
}

// AppendSlice appends the elements of t to s.
func AppendSlice(s, t Value) Value {
	s.mustBe(Slice)
	t.mustBe(Slice)
	if s.typ.elem != t.typ.elem {
		panic("reflect.AppendSlice: " + s.typ.elem.String() + " != " + t.typ.elem.String())
	}
	ns, nt := s.Len(), t.Len()
	s = s.extended(nt)
	Copy(s.Slice(ns, ns+nt), t)
	return s
}

// Copy copies elements and gives how many.
func Copy(dst, src Value) int {
	dk := dst.kind()
	if dk != Array && dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	if dk == Array {
		dst.mustBeAssignable()
	}
	dst.mustBeExported()
	sk := src.kind()
	text := sk == String && dst.typ.elem.kindOf() == Uint8
	if sk != Array && sk != Slice && !text {
		panic(&ValueError{"reflect.Copy", sk})
	}
	src.mustBeExported()
	de := dst.typ.elem
	if !text && de != src.typ.elem {
		panic("reflect.Copy: " + de.String() + " != " + src.typ.elem.String())
	}
	to, from := dst.ptr, src.ptr
	if dk == Slice {
		to = (*sliceHeader)(dst.ptr).data
	}
	if sk != Array {
		// A string begins like a slice.
		from = *(*unsafe.Pointer)(src.ptr)
	}
	n := min(dst.Len(), src.Len())
	copyElems(de, to, from, n)
	return n
}

// MakeSlice gives a new slice.
func MakeSlice(typ Type, len, cap int) Value {
	t := typ.common()
	if t.kindOf() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	return headerValue(t, newArray(t.elem, cap), len, cap, 0)
}

// SliceAt gives a slice of n elements at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	t := typ.common()
	// As many bytes as the elements have, so that unsafe.Slice makes the checks.
	bytes := n
	if t.size > 1 && n > 0 {
		if uintptr(n) > (1<<47)/t.size {
			bytes = -1
		} else {
			bytes = n * int(t.size)
		}
	}
	_ = unsafe.Slice((*byte)(p), bytes)
	return headerValue(sliceOf(t), p, n, n, 0)
}

// Clear removes all entries of a map, and zeroes all elements of a slice.
func (v Value) Clear() {
	switch v.kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		clear_(s.data, uintptr(s.len)*v.typ.elem.size)
	case Map:
		mapClear(v.pointer())
	default:
		panic(&ValueError{"reflect.Value.Clear", v.kind()})
	}
}

// Swapper gives a function that swaps two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.kind()})
	}
	s := (*sliceHeader)(v.ptr)
	e := v.typ.elem
	n, base, size := uint(s.len), s.data, e.size
	tmp := newObject(e)
	return func(i, j int) {
		if uint(i) >= n || uint(j) >= n {
			panic("reflect: slice index out of range")
		}
		a, b := unsafe.Add(base, uintptr(i)*size), unsafe.Add(base, uintptr(j)*size)
		copyElems(e, tmp, a, 1)
		copyElems(e, a, b, 1)
		copyElems(e, b, tmp, 1)
	}
}
