package json

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"errors"
	"io"
	"reflect"
	"slices"
)

var errNotObject = errors.New("embedded raw value must be a JSON object")

// writeRest writes the members that have no field of their own: an object as text, or a map. A name that insert refuses
// was there already.
func (f *field) writeRest(e *jsontext.Encoder, v value, o *options, insert func(string) bool) error {
	to := f.at(v, false)
	if to.IsValid() {
		to = to.target(false)
	}
	if !to.IsValid() {
		return nil
	}
	if to.Type() == valueType {
		text, _ := reflect.TypeAssert[jsontext.Value](to.Value)
		return writeMembers(e, text, insert)
	}
	n := to.Len()
	if n == 0 {
		return nil
	}
	t := to.Type()
	k, elem := newValue(t.Key()), newValue(t.Elem())
	write, _ := chooseWriter(f.codec.write, t.Elem(), o)
	member := func(name string) error {
		b, valid := jsonwire.AppendQuote(nil, name, int(o.On&jsonopts.Wire))
		if !valid && !o.Has(jsonopts.AllowInvalidUTF8) {
			return writeError(e, t.Key(), jsonwire.ErrInvalidUTF8)
		}
		if !valid {
			name, _ = jsonwire.Unquote(b)
		}
		if !insert(name) {
			return duplicateName(e.StackPointer().Parent().AppendToken(name), e.OutputOffset())
		}
		if err := e.WriteValue(b); err != nil {
			return err
		}
		return write(e, elem, o)
	}
	names := make([]string, 0, n)
	for iter := to.MapRange(); len(names) < n && iter.Next(); {
		k.SetIterKey(iter)
		if o.Has(jsonopts.Deterministic) && n > 1 {
			names = append(names, k.String())
			continue
		}
		elem.SetIterValue(iter)
		if err := member(k.String()); err != nil {
			return err
		}
	}
	slices.Sort(names)
	for _, name := range names {
		k.SetString(name)
		elem.Set(to.MapIndex(k.Value))
		if err := member(name); err != nil {
			return err
		}
	}
	return nil
}

// writeMembers writes what is in the object text.
func writeMembers(e *jsontext.Encoder, text jsontext.Value, insert func(string) bool) error {
	if len(text) == 0 {
		return nil
	}
	wrong := func(err error) error { return writeError(e, valueType, err) }
	d := impl.NewDecoder(text, nil, nil)
	x := impl.Decoder(d)
	x.Set(jsonopts.AllowDuplicateNames|jsonopts.AllowInvalidUTF8, true)
	token, err := d.ReadToken()
	switch {
	case err == io.EOF:
		return wrong(io.ErrUnexpectedEOF)
	case err != nil:
		return wrong(err)
	case token.Kind() != '{':
		return wrong(errNotObject)
	}
	for d.PeekKind() != '}' {
		raw, kind, err := x.ReadValue()
		if err != nil {
			return wrong(err)
		}
		name := jsonwire.Text(raw, kind)
		if !insert(name) {
			return duplicateName(e.StackPointer().Parent().AppendToken(name), e.OutputOffset())
		}
		if err := e.WriteValue(raw); err != nil {
			return err
		}
		if raw, _, err = x.ReadValue(); err != nil {
			return wrong(err)
		}
		if err := e.WriteValue(raw); err != nil {
			return err
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return wrong(err)
	}
	if err := x.CheckEnd(); err != nil {
		return wrong(err)
	}
	return nil
}

// readRest reads a member that has no field of its own.
func (f *field) readRest(d *jsontext.Decoder, v value, o *options, raw jsontext.Value, name string) error {
	to := f.at(v, true)
	if to.IsValid() {
		to = to.target(true)
	}
	if !to.IsValid() {
		return readErrorBefore(d, f.t, errNilField)
	}
	if to.Type() == valueType {
		text, _ := reflect.TypeAssert[*jsontext.Value](to.Addr())
		return appendMember(d, text, raw)
	}
	t := to.Type()
	if to.IsNil() {
		to.Set(reflect.MakeMap(t))
	}
	k := newValue(t.Key())
	k.SetString(name)
	elem := newValue(t.Elem())
	if old := to.MapIndex(k.Value); old.IsValid() {
		elem.Set(old)
	}
	read, _ := chooseReader(f.codec.read, t.Elem(), o)
	err := read(d, elem, o)
	to.SetMapIndex(k.Value, elem.Value)
	return err
}

// appendMember adds a member to the object text.
func appendMember(d *jsontext.Decoder, text *jsontext.Value, name jsontext.Value) error {
	const space = " \n\r\t"
	b := []byte(*text)
	if len(b) == 0 {
		b = append(b, '{')
	} else {
		b = bytes.TrimRight(b, space)
		body, object := bytes.CutSuffix(b, []byte("}"))
		if !object {
			*text = b
			err := readError(d, valueType, errNotObject)
			if x := impl.Decoder(d); x.Has(jsonopts.ReportErrorsWithLegacySemantics) {
				if wrong := x.SkipRest(); wrong != nil {
					return wrong
				}
			}
			return err
		}
		b = bytes.TrimRight(body, space)
		if n := len(b); n == 0 || b[n-1] != ',' && b[n-1] != '{' {
			b = append(b, ',')
		}
	}
	b = append(append(b, name...), ':')
	value, err := d.ReadValue()
	if err != nil {
		*text = b
		return err
	}
	*text = append(append(b, value...), '}')
	return nil
}
