package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

var noStruct = reflect.TypeFor[struct{}]()

// nilTag reads the option format of what may be nil: is it null then?
func nilTag(o *options, null jsonopts.Flags) (bool, error) {
	if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics, "emitnull", "emitempty"); err != nil {
		return false, err
	}
	if o.Said&jsonopts.FormatTag != 0 {
		return o.Format == "emitnull", nil
	}
	return o.Has(null), nil
}

// oneText: no two keys of the kind have the same text, so that nobody need look.
func oneText(k reflect.Kind, o *options) bool {
	if k == reflect.String {
		return !o.Has(jsonopts.AllowInvalidUTF8)
	}
	return k >= reflect.Bool && k <= reflect.Uintptr
}

func mapCodec(t reflect.Type) *codec {
	m := &mapping{t: t}
	m.nilKey = t.Key().Kind() == reflect.Pointer && hasAny(t.Key(), []reflect.Type{textMarshalerType, textAppenderType})
	return &codec{write: m.write, read: m.read}
}

type mapping struct {
	t      reflect.Type
	nilKey bool // encoding/json writes nil keys as ""
}

func (m *mapping) write(e *jsontext.Encoder, v value, o *options) error {
	leave, err := enter(e, m.t, v.Value)
	if err != nil {
		return err
	}
	if leave != nil {
		defer leave()
	}
	null, err := nilTag(o, jsonopts.FormatNilMapAsNull)
	if err != nil {
		return writeError(e, m.t, err)
	}
	n := v.Len()
	if n == 0 && null && v.IsNil() {
		return e.WriteToken(jsontext.Null)
	}
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	if n > 0 {
		if err := m.members(e, v, o, n); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

func (m *mapping) members(e *jsontext.Encoder, v value, o *options, n int) error {
	x := impl.Encoder(e)
	keys := codecOf(m.t.Key())
	writeKey, chosen := chooseWriter(keys.write, m.t.Key(), o)
	writeElem := writerOf(m.t.Elem(), o)
	plain := !keys.custom && !chosen
	if plain && oneText(m.t.Key().Kind(), o) {
		x.Last().Loose = true
	}
	k, elem := newValue(m.t.Key()), newValue(m.t.Elem())
	if !o.Has(jsonopts.Deterministic) || n <= 1 {
		for iter := v.MapRange(); iter.Next(); {
			k.SetIterKey(iter)
			if err := m.key(e, k, o, writeKey); err != nil {
				return err
			}
			elem.SetIterValue(iter)
			if err := writeElem(e, elem, o); err != nil {
				return err
			}
		}
		return nil
	}
	type member struct {
		name string
		elem value
	}
	members := make([]member, 0, n)
	elems := reflect.MakeSlice(reflect.SliceOf(m.t.Elem()), n, n)
	asName := plain && m.t.Key().Kind() == reflect.String
	if !asName {
		k = value{}
	}
	for iter := v.MapRange(); len(members) < n && iter.Next(); {
		to := value{elems.Index(len(members)), true}
		to.SetIterValue(iter)
		if asName {
			k.SetIterKey(iter)
			members = append(members, member{k.String(), to})
			continue
		}
		// Keys are written, to see what their names are.
		k = newValue(m.t.Key())
		k.SetIterKey(iter)
		began := e.OutputOffset()
		if err := m.key(e, k, o, writeKey); err != nil {
			return err
		}
		members = append(members, member{x.TakeBackName(began), to})
	}
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	for _, one := range members {
		if err := e.WriteToken(jsontext.String(one.name)); err != nil {
			return err
		}
		if err := writeElem(e, one.elem, o); err != nil {
			return err
		}
	}
	return nil
}

func (m *mapping) key(e *jsontext.Encoder, k value, o *options, write writer) error {
	err := write(e, k, o)
	if err == nil {
		return nil
	}
	if o.Has(jsonopts.CallMethodsWithLegacySemantics) && m.nilKey && errors.Is(err, jsontext.ErrNonStringName) && k.IsNil() {
		if err = e.WriteToken(jsontext.String("")); err == nil {
			return nil
		}
	}
	if wrong, ok := err.(*jsontext.SyntacticError); ok && wrong.Err == jsontext.ErrNonStringName {
		err = writeError(e, k.Type(), err)
	}
	return err
}

func (m *mapping) read(d *jsontext.Decoder, v value, o *options) error {
	if _, err := nilTag(o, 0); err != nil {
		return skipped(d, m.t, err)
	}
	token, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch token.Kind() {
	case 'n':
		v.SetZero()
		return nil
	case '{':
	default:
		return restSkipped(d, m.t, nil)
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(m.t))
	}
	keys := codecOf(m.t.Key())
	readKey, chosen := chooseReader(keys.read, m.t.Key(), o)
	readElem := readerOf(m.t.Elem(), o)
	if !keys.custom && !chosen && oneText(m.t.Key().Kind(), o) {
		impl.Decoder(d).Last().Loose = true
	}
	// Keys that were there before may come once more.
	unique := !o.Has(jsonopts.AllowDuplicateNames)
	var seen reflect.Value
	if unique && v.Len() > 0 {
		seen = reflect.MakeMap(reflect.MapOf(m.t.Key(), noStruct))
	}
	k, elem := newValue(m.t.Key()), newValue(m.t.Elem())
	var first error
	for d.PeekKind() != '}' {
		k.SetZero()
		err := readKey(d, k, o)
		if err == nil && k.Kind() == reflect.Interface && !k.IsNil() && !k.Elem().Type().Comparable() {
			err = readError(d, m.t, fmt.Errorf("invalid incomparable key type %v", k.Elem().Type()))
		}
		if err != nil {
			if isFatal(err, o) {
				return err
			}
			if err := d.SkipValue(); err != nil {
				return err
			}
			first = keepFirst(first, err)
			continue
		}
		elem.SetZero()
		if old := v.MapIndex(k.Value); old.IsValid() {
			if unique && (!seen.IsValid() || seen.MapIndex(k.Value).IsValid()) {
				return sameName(d)
			}
			if !o.Has(jsonopts.MergeWithLegacySemantics) {
				elem.Set(old)
			}
		}
		err = readElem(d, elem, o)
		v.SetMapIndex(k.Value, elem.Value)
		if seen.IsValid() {
			seen.SetMapIndex(k.Value, reflect.Zero(noStruct))
		}
		if err != nil {
			if isFatal(err, o) {
				return err
			}
			first = keepFirst(first, err)
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	return first
}
