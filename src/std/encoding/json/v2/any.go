package json

import (
	"encoding/json/internal/jsonopts"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
)

// writeAny writes what an any holds; what is most often there without reflect.
func writeAny(e *jsontext.Encoder, v any, o *options) error {
	switch v := v.(type) {
	case nil:
		return e.WriteToken(jsontext.Null)
	case bool:
		return e.WriteToken(jsontext.Bool(v))
	case string:
		return e.WriteToken(jsontext.String(v))
	case float64:
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return e.WriteToken(jsontext.Float(v))
		}
	case map[string]any:
		return writeObject(e, v, o)
	case []any:
		return writeList(e, v, o)
	}
	to := newValue(reflect.TypeOf(v))
	to.Set(reflect.ValueOf(v))
	return writerOf(to.Type(), o)(e, to, o)
}

func writeObject(e *jsontext.Encoder, m map[string]any, o *options) error {
	leave, err := enter(e, objectType, reflect.ValueOf(m))
	if err != nil {
		return err
	}
	if leave != nil {
		defer leave()
	}
	if m == nil && o.Has(jsonopts.FormatNilMapAsNull) {
		return e.WriteToken(jsontext.Null)
	}
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	if !o.Has(jsonopts.AllowInvalidUTF8) {
		impl.Encoder(e).Last().Loose = true
	}
	member := func(name string, v any) error {
		if err := e.WriteToken(jsontext.String(name)); err != nil {
			return err
		}
		return writeAny(e, v, o)
	}
	if o.Has(jsonopts.Deterministic) && len(m) > 1 {
		names := make([]string, 0, len(m))
		for name := range m {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if err := member(name, m[name]); err != nil {
				return err
			}
		}
	} else {
		for name, v := range m {
			if err := member(name, v); err != nil {
				return err
			}
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

func writeList(e *jsontext.Encoder, list []any, o *options) error {
	leave, err := enter(e, listType, reflect.ValueOf(list))
	if err != nil {
		return err
	}
	if leave != nil {
		defer leave()
	}
	if list == nil && o.Has(jsonopts.FormatNilSliceAsNull) {
		return e.WriteToken(jsontext.Null)
	}
	if err := e.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	for _, v := range list {
		if err := writeAny(e, v, o); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndArray)
}

// readAny reads any value as what an any holds then.
func readAny(d *jsontext.Decoder, o *options) (any, error) {
	switch d.PeekKind() {
	case '{':
		return readObject(d, o)
	case '[':
		return readList(d, o)
	}
	x := impl.Decoder(d)
	text, kind, err := x.ReadValue()
	if err != nil {
		return nil, err
	}
	switch text.Kind() {
	case 'n':
		return nil, nil
	case '"':
		return x.Text(text, kind), nil
	case '0':
		if o.Has(jsonopts.UnmarshalAnyWithRawNumber) {
			return shared.Legacy.NumberOf(text), nil
		}
		f, err := strconv.ParseFloat(string(text), 64)
		if err != nil {
			return 0.0, readErrorShown(d, float64Type, errors.Unwrap(err))
		}
		return f, nil
	}
	return text.Kind() == 't', nil
}

func readObject(d *jsontext.Decoder, o *options) (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return map[string]any(nil), err
	}
	m := map[string]any{}
	if !o.Has(jsonopts.AllowInvalidUTF8) {
		impl.Decoder(d).Last().Loose = true
	}
	var first error
	for d.PeekKind() != '}' {
		token, err := d.ReadToken()
		if err != nil {
			return m, err
		}
		name := token.String()
		if _, there := m[name]; there {
			return m, sameName(d)
		}
		v, err := readAny(d, o)
		m[name] = v
		if err != nil {
			if isFatal(err, o) {
				return m, err
			}
			// As in Go: here it is the last mistake that counts.
			first = err
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return m, err
	}
	return m, first
}

func readList(d *jsontext.Decoder, o *options) (any, error) {
	if _, err := d.ReadToken(); err != nil {
		return []any(nil), err
	}
	list := []any{}
	var first error
	for d.PeekKind() != ']' {
		v, err := readAny(d, o)
		list = append(list, v)
		if err != nil {
			if isFatal(err, o) {
				return list, err
			}
			first = keepFirst(first, err)
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return list, err
	}
	return list, first
}
