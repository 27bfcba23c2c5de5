package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"errors"
	"reflect"
)

var (
	errTooFew  = errors.New("too few array elements")
	errTooMany = errors.New("too many array elements")
)

func sliceCodec(t reflect.Type) *codec {
	empty := reflect.MakeSlice(t, 0, 0)
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			leave, err := enter(e, t, v.Value)
			if err != nil {
				return err
			}
			if leave != nil {
				defer leave()
			}
			null, err := nilTag(o, jsonopts.FormatNilSliceAsNull)
			if err != nil {
				return writeError(e, t, err)
			}
			if null && v.IsNil() {
				return e.WriteToken(jsontext.Null)
			}
			return writeElements(e, t, v, o, false)
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if _, err := nilTag(o, 0); err != nil {
				return skipped(d, t, err)
			}
			token, err := d.ReadToken()
			if err != nil {
				return err
			}
			switch token.Kind() {
			case 'n':
				v.SetZero()
				return nil
			case '[':
			default:
				return restSkipped(d, t, nil)
			}
			read := readerOf(t.Elem(), o)
			// What lies in the capacity is used again; only what grew is known to be zero.
			used := true
			room := v.Cap()
			if room > 0 {
				v.SetLen(room)
			}
			n := 0
			var first error
			for d.PeekKind() != ']' {
				if n == room {
					v.Grow(1)
					room = v.Cap()
					v.SetLen(room)
					used = false
				}
				elem := value{v.Index(n), false}
				n++
				if used && !o.Has(jsonopts.MergeWithLegacySemantics) {
					elem.SetZero()
				}
				if err := read(d, elem, o); err != nil {
					if isFatal(err, o) {
						v.SetLen(n)
						return err
					}
					first = keepFirst(first, err)
				}
			}
			if n == 0 {
				v.Set(empty)
			} else {
				v.SetLen(n)
			}
			if _, err := d.ReadToken(); err != nil {
				return err
			}
			return first
		},
	}
}

func writeElements(e *jsontext.Encoder, t reflect.Type, v value, o *options, forced bool) error {
	if err := e.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	write := writerOf(t.Elem(), o)
	for i := range v.Len() {
		if err := write(e, value{v.Index(i), forced}, o); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndArray)
}

func arrayCodec(t reflect.Type) *codec {
	n := t.Len()
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics); err != nil {
				return writeError(e, t, err)
			}
			return writeElements(e, t, v, o, v.forced)
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics); err != nil {
				return skipped(d, t, err)
			}
			token, err := d.ReadToken()
			if err != nil {
				return err
			}
			switch token.Kind() {
			case 'n':
				if !o.Has(jsonopts.MergeWithLegacySemantics) {
					v.SetZero()
				}
				return nil
			case '[':
			default:
				return restSkipped(d, t, nil)
			}
			read := readerOf(t.Elem(), o)
			i := 0
			var first, length error
			for d.PeekKind() != ']' {
				if i >= n {
					if err := d.SkipValue(); err != nil {
						return err
					}
					length = errTooMany
					continue
				}
				elem := value{v.Index(i), v.forced}
				if !o.Has(jsonopts.MergeWithLegacySemantics) {
					elem.SetZero()
				}
				i++
				if err := read(d, elem, o); err != nil {
					if isFatal(err, o) {
						return err
					}
					first = keepFirst(first, err)
				}
			}
			for ; i < n; i++ {
				v.Index(i).SetZero()
				length = errTooFew
			}
			if _, err := d.ReadToken(); err != nil {
				return err
			}
			if length != nil && !o.Has(jsonopts.UnmarshalArrayFromAnyLength) {
				return readError(d, t, length)
			}
			return first
		},
	}
}
