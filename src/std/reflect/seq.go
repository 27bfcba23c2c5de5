package reflect

import "iter"

// number goes over the numbers below n.
func number[T int8 | int16 | int32 | int64 | int | uint8 | uint16 | uint32 | uint64 | uint | uintptr](n T, t Type) iter.Seq[Value] {
	return func(yield func(v Value) bool) {
		named := t.PkgPath() != ""
		for i := T(0); i < n; i++ {
			v := ValueOf(i)
			if named {
				v = v.Convert(t)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// indices goes over the numbers below n().
func indices(n func() int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n() {
			if !yield(ValueOf(i)) {
				return
			}
		}
	}
}

// Seq gives what a range statement with one variable goes over.
func (v Value) Seq() iter.Seq[Value] {
	t := v.Type()
	switch v.kind() {
	case Func:
		if !t.common().isIterator(1) {
			break
		}
		return func(yield func(Value) bool) {
			v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0]))}
			})})
		}
	case Int:
		return number(int(v.Int()), t)
	case Int8:
		return number(int8(v.Int()), t)
	case Int16:
		return number(int16(v.Int()), t)
	case Int32:
		return number(int32(v.Int()), t)
	case Int64:
		return number(v.Int(), t)
	case Uint:
		return number(uint(v.Uint()), t)
	case Uint8:
		return number(uint8(v.Uint()), t)
	case Uint16:
		return number(uint16(v.Uint()), t)
	case Uint32:
		return number(uint32(v.Uint()), t)
	case Uint64:
		return number(v.Uint(), t)
	case Uintptr:
		return number(uintptr(v.Uint()), t)
	case Pointer:
		if t.Elem().Kind() != Array {
			break
		}
		return indices(t.Elem().Len)
	case Array, Slice:
		return indices(v.Len)
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + t.String() + " cannot produce iter.Seq[Value]")
}

// Seq2 gives what a range statement with two variables goes over.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	t := v.Type()
	switch v.kind() {
	case Func:
		if !t.common().isIterator(2) {
			break
		}
		return func(yield func(Value, Value) bool) {
			v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1]))}
			})})
		}
	case Pointer:
		if t.Elem().Kind() != Array {
			break
		}
		return v.Elem().Seq2()
	case Array, Slice:
		return func(yield func(Value, Value) bool) {
			for i := range v.Len() {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + t.String() + " cannot produce iter.Seq2[Value, Value]")
}
