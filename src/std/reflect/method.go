package reflect

import (
	"iter"
	"unsafe"
)

// Method is a method of a type.
type Method struct {
	Name    string
	PkgPath string // empty for exported methods
	Type    Type   // with the receiver as first parameter, but for methods of interface types
	Func    Value  // a function of that type
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// typeNumMethod counts exported methods; of an interface type, all.
func typeNumMethod(t *rtype) int

// typeMethod gives the type of one of them without receiver.
func typeMethod(t *rtype, i int) (name, pkgPath string, typ *rtype)

// findMethod gives the number of an exported method (of an interface type, of any), or -1.
func findMethod(t *rtype, name string) int

// methodCode gives the func value that runs method i of t, a type that is no interface, on an interface's data word.
func methodCode(t *rtype, i int) unsafe.Pointer

// methodOfIface gives the same for method i of the interface type t, for values of type dynamic.
func methodOfIface(t *rtype, i int, dynamic *rtype) unsafe.Pointer

// methodFunc makes a func value of a method: the receiver, of type recv, is the first parameter.
func methodFunc(recv, typ *rtype, code unsafe.Pointer) unsafe.Pointer

// boundFunc makes a func value of type typ of a method and a receiver in an interface's data word.
func boundFunc(typ *rtype, code, receiver unsafe.Pointer) unsafe.Pointer

func (t *rtype) NumMethod() int { return typeNumMethod(t) }

func (t *rtype) Method(i int) (m Method) {
	if i < 0 || i >= typeNumMethod(t) {
		panic("reflect: Method index out of range")
	}
	var typ *rtype
	m.Name, m.PkgPath, typ = typeMethod(t, i)
	m.Index = i
	if t.kindOf() == Interface {
		m.Type = typ
		return m
	}
	n := typeLen(typ)
	in := make([]*rtype, 1, n+1)
	in[0] = t
	for j := range n {
		in = append(in, typeParam(typ, j, false))
	}
	out := make([]*rtype, typeNumOut(typ))
	for j := range out {
		out[j] = typeParam(typ, j, true)
	}
	mt := funcOf(in, out, typ.variadic())
	m.Type = mt
	m.Func = Value{mt, methodFunc(t, typ, methodCode(t, i)), flag(Func)}
	return m
}

func (t *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range typeNumMethod(t) {
			if !yield(t.Method(i)) {
				return
			}
		}
	}
}

func (t *rtype) MethodByName(name string) (m Method, ok bool) {
	i := findMethod(t, name)
	if i < 0 {
		return Method{}, false
	}
	return t.Method(i), true
}

// Method gives the i-th method of the value as a function; its receiver is v.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(typeNumMethod(v.typ)) {
		panic("reflect: Method index out of range")
	}
	if v.typ.kindOf() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	fl := v.flag.ro() | (v.flag & flagIndir)
	fl |= flag(Func) | flag(i)<<flagMethodShift | flagMethod
	return Value{v.typ, v.ptr, fl}
}

// NumMethod counts the methods that Method gives.
func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return typeNumMethod(v.typ)
}

// MethodByName gives a method by its name, the zero Value if there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	i := findMethod(v.typ, name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

// Methods goes over the methods with their values.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		t := v.Type()
		for i := range v.NumMethod() {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// method gives, of a Value that is a method, the type of the function without receiver, the code, and the receiver as an
// interface's data word.
func (v Value) method(op string) (typ *rtype, code, receiver unsafe.Pointer) {
	i := int(v.flag >> flagMethodShift)
	_, pkgPath, typ := typeMethod(v.typ, i)
	if pkgPath != "" {
		panic("reflect: " + op + " of unexported method")
	}
	if v.typ.kindOf() == Interface {
		held := ifaceElem(v.ptr)
		if held.typ == nil {
			panic("reflect: " + op + " of method on nil interface value")
		}
		return typ, methodOfIface(v.typ, i, held.typ), held.ptr
	}
	receiver = v.ptr
	if v.flag&flagIndir != 0 {
		if v.typ.direct {
			receiver = loadDirect(v.typ, v.ptr)
		} else if v.flag&flagAddr != 0 {
			// The method must not see what later becomes of the variable.
			receiver = copied(v.typ, v.ptr)
		}
	}
	return typ, methodCode(v.typ, i), receiver
}

// methodValue makes an ordinary func value of a Value that is a method.
func methodValue(op string, v Value) Value {
	typ, code, receiver := v.method(op)
	return Value{typ, boundFunc(typ, code, receiver), v.flag.ro() | flag(Func)}
}
