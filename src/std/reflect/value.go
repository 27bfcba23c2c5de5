package reflect

import (
	"strconv"
	"unsafe"
)

// Value is a Go value. Its zero value is no value.
type Value struct {
	typ  *rtype
	ptr  unsafe.Pointer // to the value in memory form
	flag uintptr
}

const (
	flagAddr   = 1 << iota // ptr is a variable's address
	flagClosed             // reached through an unexported field
)

// A ValueError is what a method panics with that the kind of the Value does not have.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func unbox(v any) unsafe.Pointer
func pack(t *rtype, p unsafe.Pointer) any
func newObject(t *rtype) unsafe.Pointer
func newArray(t *rtype, n int) unsafe.Pointer
func boxAs(t *rtype, v any) unsafe.Pointer
func copyValue(t *rtype, to, from unsafe.Pointer)
func isZeroValue(t *rtype, p unsafe.Pointer) bool
func loadInt(t *rtype, p unsafe.Pointer) int64
func loadUint(t *rtype, p unsafe.Pointer) uint64
func loadFloat(t *rtype, p unsafe.Pointer) float64
func loadComplex(t *rtype, p unsafe.Pointer) complex128
func storeInt(t *rtype, p unsafe.Pointer, v uint64)
func storeFloat(t *rtype, p unsafe.Pointer, v float64)
func storeComplex(t *rtype, p unsafe.Pointer, v complex128)
func mapLen(m unsafe.Pointer) int
func mapKeys(t *rtype, m unsafe.Pointer) []unsafe.Pointer
func mapIndex(t *rtype, m, key unsafe.Pointer) unsafe.Pointer
func mapSet(t *rtype, m, key, elem unsafe.Pointer)
func mapDelete(t *rtype, m, key unsafe.Pointer)
func makeMap(t *rtype, n int) unsafe.Pointer
func chanLen(c unsafe.Pointer) (int, int)
func deepEqual(x, y any) bool

// callFunc calls a func value; arguments and results are in memory form.
func callFunc(t *rtype, f unsafe.Pointer, args, results []unsafe.Pointer)

// ValueOf gives the value in i; the zero Value for nil.
func ValueOf(i any) Value {
	t := typeOf(i)
	if t == nil {
		return Value{}
	}
	return Value{t, unbox(i), 0}
}

// New gives a pointer to a new zero value of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	p := newObject(t)
	return Value{pointerTo(t), unsafe.Pointer(&p), 0}
}

// Zero gives the zero value of a type; it cannot be set.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	return Value{typ.common(), newObject(typ.common()), 0}
}

// Indirect gives what a pointer points to, other values as they are.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// DeepEqual reports whether x and y are equal all the way down.
func DeepEqual(x, y any) bool { return deepEqual(x, y) }

func (v Value) must(method string, kinds ...Kind) {
	k := v.Kind()
	for _, want := range kinds {
		if k == want {
			return
		}
	}
	panic(&ValueError{"reflect.Value." + method, k})
}

func (v Value) mustSet(method string) {
	if v.flag&flagClosed != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// closed is what values reached through v inherit.
func (v Value) closed() uintptr { return v.flag & flagClosed }

func (v Value) word() unsafe.Pointer { return *(*unsafe.Pointer)(v.ptr) }

func (v Value) IsValid() bool { return v.typ != nil }

func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return v.typ.Kind()
}

func (v Value) Type() Type {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return v.typ
}

func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

func (v Value) CanSet() bool { return v.flag&(flagAddr|flagClosed) == flagAddr }

func (v Value) CanInterface() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagClosed == 0
}

func (v Value) CanInt() bool { return Int <= v.Kind() && v.Kind() <= Int64 }

func (v Value) CanUint() bool { return Uint <= v.Kind() && v.Kind() <= Uintptr }

func (v Value) CanFloat() bool { return v.Kind() == Float32 || v.Kind() == Float64 }

func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

// Interface gives the value as an any.
func (v Value) Interface() any {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&flagClosed != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return pack(v.typ, v.ptr)
}

func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	p := v.ptr
	return Value{pointerTo(v.typ), unsafe.Pointer(&p), v.closed()}
}

func (v Value) Bool() bool {
	v.must("Bool", Bool)
	return *(*bool)(v.ptr)
}

func (v Value) Int() int64 {
	v.must("Int", Int, Int8, Int16, Int32, Int64)
	return loadInt(v.typ, v.ptr)
}

func (v Value) Uint() uint64 {
	v.must("Uint", Uint, Uint8, Uint16, Uint32, Uint64, Uintptr)
	return loadUint(v.typ, v.ptr)
}

func (v Value) Float() float64 {
	v.must("Float", Float32, Float64)
	return loadFloat(v.typ, v.ptr)
}

func (v Value) Complex() complex128 {
	v.must("Complex", Complex64, Complex128)
	return loadComplex(v.typ, v.ptr)
}

// String gives a string's text; for other kinds something like "<int Value>".
func (v Value) String() string {
	switch v.Kind() {
	case Invalid:
		return "<invalid Value>"
	case String:
		return *(*string)(v.ptr)
	}
	return "<" + v.typ.String() + " Value>"
}

func (v Value) Bytes() []byte {
	v.must("Bytes", Slice)
	if typeElem(v.typ).Kind() != Uint8 {
		panic("reflect.Value.Bytes of non-byte slice")
	}
	return *(*[]byte)(v.ptr)
}

// sliceHeader is a slice of whatever elements.
type sliceHeader struct {
	data unsafe.Pointer
	len  int
	cap  int
}

func (v Value) Len() int {
	switch v.Kind() {
	case Array:
		return v.typ.length()
	case Slice:
		return (*sliceHeader)(v.ptr).len
	case String:
		return len(*(*string)(v.ptr))
	case Map:
		return mapLen(v.word())
	case Chan:
		n, _ := chanLen(v.word())
		return n
	case Pointer:
		if e := typeElem(v.typ); e.Kind() == Array {
			return e.length()
		}
	}
	panic(&ValueError{"reflect.Value.Len", v.Kind()})
}

func (v Value) Cap() int {
	switch v.Kind() {
	case Array:
		return v.typ.length()
	case Slice:
		return (*sliceHeader)(v.ptr).cap
	case Chan:
		_, n := chanLen(v.word())
		return n
	}
	panic(&ValueError{"reflect.Value.Cap", v.Kind()})
}

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, Interface:
		return v.word() == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.Kind()})
}

func (v Value) IsZero() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	}
	return isZeroValue(v.typ, v.ptr)
}

func (v Value) Pointer() uintptr {
	v.must("Pointer", Chan, Func, Map, Pointer, UnsafePointer, Slice, String)
	if p := v.word(); v.Kind() == Func && p != nil {
		// A closure begins with the address of its function, which begins with the address of its code.
		return **(**uintptr)(p)
	}
	return uintptr(v.word())
}

func (v Value) UnsafePointer() unsafe.Pointer {
	v.must("UnsafePointer", Chan, Func, Map, Pointer, UnsafePointer, Slice, String)
	return v.word()
}

func (v Value) UnsafeAddr() uintptr {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// Elem gives what an interface holds or a pointer points to.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		held := ValueOf(pack(v.typ, v.ptr))
		held.flag = v.closed()
		return held
	case Pointer:
		p := v.word()
		if p == nil {
			return Value{}
		}
		return Value{typeElem(v.typ), p, flagAddr | v.closed()}
	}
	panic(&ValueError{"reflect.Value.Elem", v.Kind()})
}

func (v Value) NumField() int {
	v.must("NumField", Struct)
	return v.typ.length()
}

func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	return v.typ.NumMethod()
}

func (v Value) Field(i int) Value {
	v.must("Field", Struct)
	if i < 0 || i >= v.typ.length() {
		panic("reflect: Field index out of range")
	}
	_, pkgPath, typ, _, offset, _ := typeField(v.typ, i)
	f := v.flag
	if pkgPath != "" {
		f |= flagClosed
	}
	return Value{typ, unsafe.Add(v.ptr, offset), f}
}

func (v Value) FieldByIndex(index []int) Value {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && typeElem(v.typ).Kind() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

func (v Value) FieldByName(name string) Value {
	v.must("FieldByName", Struct)
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		e := typeElem(v.typ)
		return Value{e, unsafe.Add(s.data, i*int(e.Size())), flagAddr | v.closed()}
	case Array:
		if uint(i) >= uint(v.typ.length()) {
			panic("reflect: array index out of range")
		}
		e := typeElem(v.typ)
		return Value{e, unsafe.Add(v.ptr, i*int(e.Size())), v.flag}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		r := ValueOf(s[i])
		r.flag = v.closed()
		return r
	}
	panic(&ValueError{"reflect.Value.Index", v.Kind()})
}

// Slice gives v[i:j].
func (v Value) Slice(i, j int) Value {
	switch v.Kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if i < 0 || j < i || j > s.cap {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		out := sliceHeader{s.data, j - i, s.cap - i}
		if out.cap > 0 {
			out.data = unsafe.Add(s.data, i*int(typeElem(v.typ).Size()))
		}
		return Value{v.typ, unsafe.Pointer(&out), v.closed()}
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		s = s[i:j]
		return Value{v.typ, unsafe.Pointer(&s), v.closed()}
	}
	panic(&ValueError{"reflect.Value.Slice", v.Kind()})
}

// fit gives v as a value of type t, for an assignment.
func (v Value) fit(t *rtype, context string) unsafe.Pointer {
	if v.flag&flagClosed != 0 {
		panic("reflect: " + context + " using value obtained using unexported field")
	}
	if v.typ == t {
		return v.ptr
	}
	if v.typ == nil {
		panic(context + ": value of type nil is not assignable to type " + t.String())
	}
	if t.Kind() == Interface {
		if held := pack(v.typ, v.ptr); held == nil || typeImplements(v.typ, t) {
			return boxAs(t, held)
		}
	} else if v.Kind() == t.Kind() && (v.typ.Name() == "" || t.Name() == "") && v.Kind() >= Array && v.Kind() != String && typeElemEqual(v.typ, t) {
		return v.ptr
	}
	panic(context + ": value of type " + v.typ.String() + " is not assignable to type " + t.String())
}

// typeElemEqual says for two types of a composite kind, one of them a literal, whether they are alike.
func typeElemEqual(t, u *rtype) bool {
	switch t.Kind() {
	case Slice, Pointer:
		return typeElem(t) == typeElem(u)
	case Map:
		return typeElem(t) == typeElem(u) && typeKey(t) == typeKey(u)
	}
	return false
}

func (v Value) Set(x Value) {
	v.mustSet("Set")
	copyValue(v.typ, v.ptr, x.fit(v.typ, "reflect.Set"))
}

func (v Value) SetZero() {
	v.mustSet("SetZero")
	copyValue(v.typ, v.ptr, newObject(v.typ))
}

func (v Value) SetBool(x bool) {
	v.mustSet("SetBool")
	v.must("SetBool", Bool)
	*(*bool)(v.ptr) = x
}

func (v Value) SetInt(x int64) {
	v.mustSet("SetInt")
	v.must("SetInt", Int, Int8, Int16, Int32, Int64)
	storeInt(v.typ, v.ptr, uint64(x))
}

func (v Value) SetUint(x uint64) {
	v.mustSet("SetUint")
	v.must("SetUint", Uint, Uint8, Uint16, Uint32, Uint64, Uintptr)
	storeInt(v.typ, v.ptr, x)
}

func (v Value) SetFloat(x float64) {
	v.mustSet("SetFloat")
	v.must("SetFloat", Float32, Float64)
	storeFloat(v.typ, v.ptr, x)
}

func (v Value) SetComplex(x complex128) {
	v.mustSet("SetComplex")
	v.must("SetComplex", Complex64, Complex128)
	storeComplex(v.typ, v.ptr, x)
}

func (v Value) SetString(x string) {
	v.mustSet("SetString")
	v.must("SetString", String)
	*(*string)(v.ptr) = x
}

func (v Value) SetBytes(x []byte) {
	v.mustSet("SetBytes")
	v.must("SetBytes", Slice)
	*(*[]byte)(v.ptr) = x
}

func (v Value) SetLen(n int) {
	v.mustSet("SetLen")
	v.must("SetLen", Slice)
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

// OverflowInt reports whether x does not fit the type.
func (v Value) OverflowInt(x int64) bool {
	v.must("OverflowInt", Int, Int8, Int16, Int32, Int64)
	n := 64 - uint(v.typ.Size())*8
	return (x<<n)>>n != x
}

// OverflowUint reports whether x does not fit the type.
func (v Value) OverflowUint(x uint64) bool {
	v.must("OverflowUint", Uint, Uint8, Uint16, Uint32, Uint64, Uintptr)
	n := 64 - uint(v.typ.Size())*8
	return (x<<n)>>n != x
}

// MakeSlice gives a new slice.
func MakeSlice(typ Type, len, cap int) Value {
	t := typ.common()
	if t.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 || cap < len {
		panic("reflect.MakeSlice: len > cap")
	}
	s := sliceHeader{newArray(typeElem(t), cap), len, cap}
	return Value{t, unsafe.Pointer(&s), 0}
}

// Append appends x to s.
func Append(s Value, x ...Value) Value {
	s.must("Append", Slice)
	e := typeElem(s.typ)
	size := int(e.Size())
	h := *(*sliceHeader)(s.ptr)
	if h.len+len(x) > h.cap {
		n := max(h.len+len(x), 2*h.cap)
		grown := newArray(e, n)
		for i := 0; i < h.len; i++ {
			copyValue(e, unsafe.Add(grown, i*size), unsafe.Add(h.data, i*size))
		}
		h.data, h.cap = grown, n
	}
	for _, v := range x {
		copyValue(e, unsafe.Add(h.data, h.len*size), v.fit(e, "reflect.Append"))
		h.len++
	}
	return Value{s.typ, unsafe.Pointer(&h), 0}
}

// AppendSlice appends the elements of t to s.
func AppendSlice(s, t Value) Value {
	for i := 0; i < t.Len(); i++ {
		s = Append(s, t.Index(i))
	}
	return s
}

// Copy copies elements and gives how many.
func Copy(dst, src Value) int {
	n := min(dst.Len(), src.Len())
	for i := 0; i < n; i++ {
		copyValue(typeElem(dst.typ), dst.Index(i).ptr, src.Index(i).ptr)
	}
	return n
}

// MakeMap gives a new map.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize gives a new map with room for n elements.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	m := makeMap(typ.common(), n)
	return Value{typ.common(), unsafe.Pointer(&m), 0}
}

func (v Value) MapKeys() []Value {
	v.must("MapKeys", Map)
	keys := mapKeys(v.typ, v.word())
	out := make([]Value, len(keys))
	for i, k := range keys {
		out[i] = Value{typeKey(v.typ), k, v.closed()}
	}
	return out
}

func (v Value) MapIndex(key Value) Value {
	v.must("MapIndex", Map)
	p := mapIndex(v.typ, v.word(), key.fit(typeKey(v.typ), "reflect.Value.MapIndex"))
	if p == nil {
		return Value{}
	}
	return Value{typeElem(v.typ), p, v.closed()}
}

// SetMapIndex sets the element for a key; the zero Value as element deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.must("SetMapIndex", Map)
	k := key.fit(typeKey(v.typ), "reflect.Value.SetMapIndex")
	if elem.typ == nil {
		mapDelete(v.typ, v.word(), k)
		return
	}
	if v.IsNil() {
		panic("assignment to entry in nil map")
	}
	mapSet(v.typ, v.word(), k, elem.fit(typeElem(v.typ), "reflect.Value.SetMapIndex"))
}

// MapIter goes over a map.
type MapIter struct {
	m    Value
	keys []Value
	at   int
}

// MapRange gives an iterator over a map.
func (v Value) MapRange() *MapIter {
	v.must("MapRange", Map)
	return &MapIter{m: v, at: -1}
}

// Next goes on to the next entry.
func (it *MapIter) Next() bool {
	if it.at < 0 {
		it.keys = it.m.MapKeys()
	}
	it.at++
	return it.at < len(it.keys)
}

// Key gives the key.
func (it *MapIter) Key() Value { return it.keys[it.at] }

// Value gives the element.
func (it *MapIter) Value() Value { return it.m.MapIndex(it.keys[it.at]) }

// Call calls a function.
func (v Value) Call(in []Value) []Value {
	v.must("Call", Func)
	if v.IsNil() {
		panic("reflect: call of nil function")
	}
	t := v.typ
	n := t.NumIn()
	if t.IsVariadic() {
		if len(in) < n-1 {
			panic("reflect: Call with too few input arguments")
		}
		rest := MakeSlice(t.In(n-1), 0, len(in)-n+1)
		rest = Append(rest, in[n-1:]...)
		in = append(append([]Value(nil), in[:n-1]...), rest)
	}
	if len(in) < n {
		panic("reflect: Call with too few input arguments")
	}
	if len(in) > n {
		panic("reflect: Call with too many input arguments")
	}
	args := make([]unsafe.Pointer, n)
	for i, x := range in {
		args[i] = x.fit(t.In(i).common(), "reflect: Call using argument "+strconv.Itoa(i))
	}
	results := make([]unsafe.Pointer, t.NumOut())
	out := make([]Value, len(results))
	for i := range results {
		rt := t.Out(i).common()
		results[i] = newObject(rt)
		out[i] = Value{rt, results[i], 0}
	}
	callFunc(t, v.word(), args, results)
	return out
}

// Swapper gives a function that swaps two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	v.must("Swapper", Slice)
	e := typeElem(v.typ)
	tmp := newObject(e)
	return func(i, j int) {
		a, b := v.Index(i).ptr, v.Index(j).ptr
		copyValue(e, tmp, a)
		copyValue(e, a, b)
		copyValue(e, b, tmp)
	}
}
