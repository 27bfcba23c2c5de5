package reflect

import (
	"runtime"
	"sync"
	"sync/atomic"
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

// callPlan is what calls of functions of one type need.
type callPlan struct {
	in, out      []*rtype
	inAt, outAt  []uintptr // offsets in a frame
	frame        *rtype
	variadic     bool
	invoke       func(code, receiver, frame unsafe.Pointer)
	invokeMethod func(code, receiver, frame unsafe.Pointer)
}

// plans keeps alive what descriptors refer to.
var plans struct {
	sync.Mutex
	all []*callPlan
}

func (t *rtype) callPlan() *callPlan {
	if p := (*callPlan)(atomic.LoadPointer(&t.plan)); p != nil {
		return p
	}
	return t.makePlan()
}

func (t *rtype) makePlan() *callPlan {
	p := &callPlan{frame: frameOf(t), variadic: t.variadic()}
	for i := range typeLen(t) {
		p.in = append(p.in, typeParam(t, i, false))
		p.inAt = append(p.inAt, fieldOffset(p.frame, i))
	}
	for i := range typeNumOut(t) {
		p.out = append(p.out, typeParam(t, i, true))
		p.outAt = append(p.outAt, fieldOffset(p.frame, len(p.in)+i))
	}
	p.invoke, p.invokeMethod = invoker(t, false), invoker(t, true)
	plans.Lock()
	plans.all = append(plans.all, p)
	plans.Unlock()
	atomic.StorePointer(&t.plan, unsafe.Pointer(p))
	return p
}

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
	plan := t.callPlan()
	n := len(plan.in)
	variadic := plan.variadic
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
		param := plan.in[i]
		if in[i].typ == param && in[i].flag&flagMethod == 0 {
			continue
		}
		if xt := in[i].Type(); !xt.AssignableTo(param) {
			panic("reflect: " + op + " using " + xt.String() + " as type " + param.String())
		}
	}
	if !isSlice && variadic {
		st := plan.in[n]
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

	frame := newObject(plan.frame)
	for i, x := range in {
		x.mustBeExported()
		param := plan.in[i]
		if x.typ != param || x.flag&flagMethod != 0 {
			x = x.assignTo("reflect.Value.Call", param)
		}
		assign(param, unsafe.Add(frame, plan.inAt[i]), x.ptr, x.flag)
	}
	if isMethod {
		plan.invokeMethod(code, receiver, frame)
	} else {
		plan.invoke(code, receiver, frame)
	}
	if len(plan.out) == 0 {
		return nil
	}
	// Results lie in the frame, which must not keep the arguments alive.
	if plan.outAt[0] > 0 {
		clear_(frame, plan.outAt[0])
	}
	results := make([]Value, len(plan.out))
	for i, rt := range plan.out {
		if rt.size == 0 {
			// It must not keep the frame, or what lies behind it, alive.
			results[i] = Zero(rt)
			continue
		}
		results[i] = result(rt, unsafe.Add(frame, plan.outAt[i]))
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
	plan := impl.typ.callPlan()
	in := make([]Value, len(plan.in))
	for i := range in {
		in[i] = result(plan.in[i], unsafe.Add(frame, plan.inAt[i]))
	}
	out := impl.fn(in)
	if len(out) != len(plan.out) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, x := range out {
		rt := plan.out[i]
		if x.typ == nil {
			panic("reflect: function created by MakeFunc using " + functionName(impl.fn) + " returned zero Value")
		}
		if x.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using " + functionName(impl.fn) + " returned value obtained from unexported field")
		}
		x = x.assignTo("reflect.MakeFunc", rt)
		assign(rt, unsafe.Add(frame, plan.outAt[i]), x.ptr, x.flag)
	}
}

func functionName(f func([]Value) []Value) string {
	if fn := runtime.FuncForPC(ValueOf(f).Pointer()); fn != nil {
		return fn.Name()
	}
	return "closure"
}
