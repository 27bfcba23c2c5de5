package json

import (
	"encoding"
	"encoding/json/internal/jsonopts"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"reflect"
)

func pointerCodec(t reflect.Type) *codec {
	twice := t.Elem().Kind() == reflect.Pointer
	// The option string of encoding/json reaches through one pointer only.
	through := func(o *options) error {
		if !twice || !quotedV1(o) {
			return nil
		}
		if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
			return errStringTag
		}
		o.Clear(jsonopts.StringTag)
		return nil
	}
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			leave, err := enter(e, t, v.Value)
			if err != nil {
				return err
			}
			if leave != nil {
				defer leave()
			}
			if err := through(o); err != nil {
				return writeError(e, t, err)
			}
			if v.IsNil() {
				return e.WriteToken(jsontext.Null)
			}
			return writerOf(t.Elem(), o)(e, value{v.Elem(), false}, o)
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if d.PeekKind() == 'n' {
				if _, err := d.ReadToken(); err != nil {
					return err
				}
				v.SetZero()
				return nil
			}
			if err := through(o); err != nil {
				return skipped(d, t, err)
			}
			read := readerOf(t.Elem(), o)
			if v.IsNil() {
				v.Set(reflect.New(t.Elem()))
			}
			if err := read(d, value{v.Elem(), false}, o); err != nil {
				return err
			}
			if quotedV1(o) && string(impl.Decoder(d).Previous()) == `"null"` {
				v.SetZero()
			}
			return nil
		},
	}
}

func interfaceCodec(t reflect.Type) *codec {
	isAny := t == anyType
	// What encoding/json calls even on nil pointers.
	var methods reflect.Type
	for _, m := range writerTypes {
		if t.Implements(m) {
			methods = t
			break
		}
	}
	check := func(o *options) error {
		if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics); err != nil {
			return err
		}
		if quotedV1(o) {
			o.Clear(jsonopts.StringTag)
		}
		return nil
	}
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := check(o); err != nil {
				return writeError(e, t, err)
			}
			if v.IsNil() {
				return e.WriteToken(jsontext.Null)
			}
			held := v.Elem()
			if methods != nil && o.Has(jsonopts.CallMethodsWithLegacySemantics) && held.Kind() == reflect.Pointer && held.IsNil() {
				held = wrapped(methods, held)
			}
			if isAny && !o.Has(jsonopts.StringifyNumbers|jsonopts.Tags) && (o.Marshalers == nil || !o.Marshalers.(*Marshalers).ofAny) {
				if k := held.Kind(); k == reflect.Map || k == reflect.Slice {
					if done, err := writeNative(e, v, o, anyType); done {
						return err
					}
				}
				return writeAny(e, held.Interface(), o)
			}
			to := newValue(held.Type())
			to.Set(held)
			return writerOf(to.Type(), o)(e, to, o)
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := check(o); err != nil {
				return skipped(d, t, err)
			}
			return readInterface(d, t, v, o)
		},
	}
}

// wrapped hides that a nil pointer is one, so that its method is called.
func wrapped(methods reflect.Type, held reflect.Value) reflect.Value {
	switch methods {
	case marshalerToType:
		return reflect.ValueOf(struct{ MarshalerTo }{held.Interface().(MarshalerTo)})
	case marshalerType:
		return reflect.ValueOf(struct{ Marshaler }{held.Interface().(Marshaler)})
	case textAppenderType:
		return reflect.ValueOf(struct{ encoding.TextAppender }{held.Interface().(encoding.TextAppender)})
	case textMarshalerType:
		return reflect.ValueOf(struct{ encoding.TextMarshaler }{held.Interface().(encoding.TextMarshaler)})
	}
	return held
}

func readInterface(d *jsontext.Decoder, t reflect.Type, v value, o *options) error {
	null := d.PeekKind() == 'n'
	if o.Has(jsonopts.MergeWithLegacySemantics) && !v.IsNil() {
		held := v.Elem()
		if held.Kind() != reflect.Pointer || held.IsNil() {
			v.SetZero()
		} else if null && held.Elem().Kind() == reflect.Pointer {
			if _, err := d.ReadToken(); err != nil {
				return err
			}
			held.Elem().SetZero()
			return nil
		}
	}
	if null {
		if _, err := d.ReadToken(); err != nil {
			return err
		}
		v.SetZero()
		return nil
	}
	var to value
	if !v.IsNil() {
		to = newValue(v.Elem().Type())
		to.Set(v.Elem())
	} else {
		if t == anyType && !o.Has(jsonopts.AllowDuplicateNames|jsonopts.FormatTag) && (o.Unmarshalers == nil || !o.Unmarshalers.(*Unmarshalers).ofAny) {
			if k := d.PeekKind(); k == '{' || k == '[' {
				if done, err := readNative(d, v, o, anyType); done {
					return err
				}
			}
			got, err := readAny(d, o)
			if got != nil {
				v.Set(reflect.ValueOf(got))
			}
			return err
		}
		if t.NumMethod() > 0 {
			return skipped(d, t, shared.ErrNilInterface)
		}
		switch d.PeekKind() {
		case 'f', 't':
			to = newValue(boolType)
		case '"':
			to = newValue(stringType)
		case '0':
			to = newValue(float64Type)
			if o.Has(jsonopts.UnmarshalAnyWithRawNumber) {
				to = value{reflect.ValueOf(shared.Legacy.NewNumber()).Elem(), true}
			}
		case '{':
			to = newValue(objectType)
		case '[':
			to = newValue(listType)
		default:
			_, err := d.ReadValue()
			return err
		}
	}
	err := readerOf(to.Type(), o)(d, to, o)
	v.Set(to.Value)
	return err
}
