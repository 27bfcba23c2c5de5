package reflect

import (
	"runtime"
	"unsafe"
)

// frameOf gives the type of frame objects for functions of a type: the memory of arguments and results. The fields'
// numbers are those of parameters and, after them, results.
func frameOf(t *rtype) *rtype

// invoker gives the function that calls a func value (with a receiver's word first, if method) with a frame.
func invoker(t *rtype, method bool) func(code, receiver, frame unsafe.Pointer)

// madeFunc makes a func value of type t. Called, it calls answer with itself's impl and a frame.
func madeFunc(t *rtype, answer func(*implementation, unsafe.Pointer), impl *implementation) unsafe.Pointer
func fieldOffset(t *rtype, i int) uintptr

// Call calls a function; the last arguments of a variadic one are given one by one.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func)
	v.mustBeExported()
	return v.call("Call", in)
}

// CallSlice calls a variadic function with a slice as the last argument.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func)
	v.mustBeExported()
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	t := v.typ
	isMethod := v.flag&flagMethod != 0
	var code, receiver unsafe.Pointer
	if isMethod {
		t, code, receiver = v.method(op)
	} else {
		code = v.pointer()
	}
	if code == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	isSlice := op == "CallSlice"
	n := typeLen(t)
	variadic := t.variadic()
	if isSlice {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
	} else {
		if variadic {
			n--
		}
		if len(in) < n {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(in) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range in {
		if x.kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range n {
		param := typeParam(t, i, false)
		if in[i].typ == param && in[i].flag&flagMethod == 0 {
			continue
		}
		if xt := in[i].Type(); !xt.AssignableTo(param) {
			panic("reflect: " + op + " using " + xt.String() + " as type " + param.String())
		}
	}
	if !isSlice && variadic {
		st := typeParam(t, n, false)
		m := len(in) - n
		rest := MakeSlice(st, m, m)
		for i := range m {
			x := in[n+i]
			if xt := x.Type(); !xt.AssignableTo(st.elem) {
				panic("reflect: cannot use " + xt.String() + " as type " + st.elem.String() + " in " + op)
			}
			rest.Index(i).Set(x)
		}
		all := make([]Value, n+1)
		copy(all, in[:n])
		all[n] = rest
		in = all
	}

	ft := frameOf(t)
	frame := newObject(ft)
	for i, x := range in {
		x.mustBeExported()
		param := typeParam(t, i, false)
		x = x.assignTo("reflect.Value.Call", param)
		assign(param, unsafe.Add(frame, fieldOffset(ft, i)), x.ptr, x.flag)
	}
	invoker(t, isMethod)(code, receiver, frame)
	out := typeNumOut(t)
	if out == 0 {
		return nil
	}
	results := make([]Value, out)
	for i := range results {
		rt := typeParam(t, i, true)
		off := fieldOffset(ft, len(in)+i)
		if i == 0 {
			// Results lie in the frame, which must not keep the arguments alive.
			clear_(frame, off)
		}
		if rt.size == 0 {
			// It must not keep the frame, or what lies behind it, alive.
			results[i] = Zero(rt)
			continue
		}
		results[i] = result(rt, unsafe.Add(frame, off))
	}
	return results
}

// implementation is what a function made by MakeFunc does.
type implementation struct {
	typ *rtype
	fn  func([]Value) []Value
}

// MakeFunc gives a function of a type that calls fn with its arguments and returns what that does.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	t := typ.common()
	if t.kindOf() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	return Value{t, madeFunc(t, answer, &implementation{t, fn}), flag(Func)}
}

// answer runs an implementation with the arguments in a frame, and puts its results there.
func answer(impl *implementation, frame unsafe.Pointer) {
	t := impl.typ
	ft := frameOf(t)
	in := make([]Value, typeLen(t))
	for i := range in {
		in[i] = result(typeParam(t, i, false), unsafe.Add(frame, fieldOffset(ft, i)))
	}
	out := impl.fn(in)
	if len(out) != typeNumOut(t) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, x := range out {
		rt := typeParam(t, i, true)
		if x.typ == nil {
			panic("reflect: function created by MakeFunc using " + functionName(impl.fn) + " returned zero Value")
		}
		if x.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using " + functionName(impl.fn) + " returned value obtained from unexported field")
		}
		x = x.assignTo("reflect.MakeFunc", rt)
		assign(rt, unsafe.Add(frame, fieldOffset(ft, len(in)+i)), x.ptr, x.flag)
	}
}

func functionName(f func([]Value) []Value) string {
	if fn := runtime.FuncForPC(ValueOf(f).Pointer()); fn != nil {
		return fn.Name()
	}
	return "closure"
}
