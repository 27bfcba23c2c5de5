package json

import (
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

type nonComparable [0]func()

// Marshalers are functions that write values of some types in place of what their types say.
type Marshalers = functions[jsontext.Encoder]

// Unmarshalers are functions that read values of some types in place of what their types say.
type Unmarshalers = functions[jsontext.Decoder]

type functions[Coder any] struct {
	nonComparable

	list   []function[Coder]
	chosen sync.Map // reflect.Type to the function for it, nil if there is none
	ofAny  bool     // one of them may be for what an any is read as
}

type function[Coder any] struct {
	t       reflect.Type
	call    func(*Coder, value, *options) error
	mayPass bool
}

// JoinMarshalers makes one of several; the first that takes a value gets it.
func JoinMarshalers(ms ...*Marshalers) *Marshalers { return joined(ms) }

// JoinUnmarshalers makes one of several; the first that takes a value gets it.
func JoinUnmarshalers(us ...*Unmarshalers) *Unmarshalers { return joined(us) }

func joined[Coder any](all []*functions[Coder]) *functions[Coder] {
	out := new(functions[Coder])
	for _, one := range all {
		if one != nil {
			out.list = append(out.list, one.list...)
			out.ofAny = out.ofAny || one.ofAny
		}
	}
	if len(out.list) == 0 {
		return nil
	}
	return out
}

// choose is what works on values of a type: the functions for it, then what else there is.
func (f *functions[Coder]) choose(otherwise func(*Coder, value, *options) error, t reflect.Type) (func(*Coder, value, *options) error, bool) {
	if f == nil {
		return otherwise, false
	}
	if c, ok := f.chosen.Load(t); ok {
		if c == nil {
			return otherwise, false
		}
		return c.(func(*Coder, value, *options) error), true
	}
	var calls []func(*Coder, value, *options) error
	for _, one := range f.list {
		if !fits(t, one.t) {
			continue
		}
		calls = append(calls, one.call)
		if !one.mayPass {
			break
		}
	}
	if calls == nil {
		f.chosen.Store(t, nil)
		return otherwise, false
	}
	chosen := func(c *Coder, v value, o *options) error {
		for _, call := range calls {
			if err := call(c, v, o); !errors.Is(err, errors.ErrUnsupported) {
				return err
			}
		}
		return otherwise(c, v, o)
	}
	first, _ := f.chosen.LoadOrStore(t, chosen)
	return first.(func(*Coder, value, *options) error), true
}

// MarshalFunc makes fn write values of type T, or whose pointers are of type T, or that implement T.
func MarshalFunc[T any](fn func(T) ([]byte, error)) *Marshalers {
	t := checked[T](true)
	return one(t, false, func(e *jsontext.Encoder, v value, o *options) error {
		text, err := fn(as[T](v, t))
		return wroteText(e, v, t, o, text, err, "marshal function of type func(T) ([]byte, error)", "MarshalFunc")
	})
}

// MarshalToFunc is MarshalFunc for functions that write to the encoder; with errors.ErrUnsupported they leave the value
// to others.
func MarshalToFunc[T any](fn func(*jsontext.Encoder, T) error) *Marshalers {
	t := checked[T](true)
	return one(t, true, func(e *jsontext.Encoder, v value, o *options) error {
		call := func(e *jsontext.Encoder) error { return fn(e, as[T](v, t)) }
		return writtenBy(e, v, t, o, call, "MarshalToFunc")
	})
}

// UnmarshalFunc makes fn read values whose pointers are of type T, or implement T.
func UnmarshalFunc[T any](fn func([]byte, T) error) *Unmarshalers {
	t := checked[T](false)
	return one(t, false, func(d *jsontext.Decoder, v value, o *options) error {
		text, err := d.ReadValue()
		if err != nil {
			return err
		}
		if err = fn(text, as[T](v, t)); err == nil {
			return nil
		}
		return tookText(d, t, o, err, "unmarshal function of type func([]byte, T) error")
	})
}

// UnmarshalFromFunc is UnmarshalFunc for functions that read from the decoder; with errors.ErrUnsupported they leave the
// value to others.
func UnmarshalFromFunc[T any](fn func(*jsontext.Decoder, T) error) *Unmarshalers {
	t := checked[T](false)
	return one(t, true, func(d *jsontext.Decoder, v value, o *options) error {
		return readBy(d, t, o, func(d *jsontext.Decoder) error { return fn(d, as[T](v, t)) })
	})
}

func one[Coder any](t reflect.Type, mayPass bool, call func(*Coder, value, *options) error) *functions[Coder] {
	f := &functions[Coder]{list: []function[Coder]{{t, call, mayPass}}}
	for _, of := range []reflect.Type{anyType, boolType, stringType, float64Type, objectType, listType} {
		f.ofAny = f.ofAny || fits(of, t)
	}
	return f
}

// checked is T, which values must be able to be handed over as.
func checked[T any](writing bool) reflect.Type {
	t := reflect.TypeFor[T]()
	switch {
	case t.Kind() == reflect.Interface, t.Kind() == reflect.Pointer && t.Name() == "":
	case t.Kind() != reflect.Pointer && writing:
	case writing:
		panic(fmt.Sprintf("input type %v must be an interface type, an unnamed pointer type, or a non-pointer type", t))
	default:
		panic(fmt.Sprintf("input type %v must be an interface type or an unnamed pointer type", t))
	}
	return t
}

// fits: a variable of type t can be handed over as `to`.
func fits(t, to reflect.Type) bool {
	switch to.Kind() {
	case reflect.Interface:
		return reflect.PointerTo(t).Implements(to)
	case reflect.Pointer:
		return reflect.PointerTo(t) == to
	}
	return t == to
}

func as[T any](v value, t reflect.Type) T {
	handed := v.Value
	switch t.Kind() {
	case reflect.Interface:
		handed = v.Addr().Convert(t)
	case reflect.Pointer:
		handed = v.Addr()
	}
	out, _ := reflect.TypeAssert[T](handed)
	return out
}
