package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
)

var (
	anyType     = reflect.TypeFor[any]()
	boolType    = reflect.TypeFor[bool]()
	stringType  = reflect.TypeFor[string]()
	float64Type = reflect.TypeFor[float64]()
	objectType  = reflect.TypeFor[map[string]any]()
	listType    = reflect.TypeFor[[]any]()
)

// quotedV1: encoding/json's option string for what is no number.
func quotedV1(o *options) bool {
	return o.Has(jsonopts.StringTag) && o.Has(jsonopts.StringifyWithLegacySemantics)
}

const excuseV1 = jsonopts.StringifyWithLegacySemantics | jsonopts.ReportErrorsWithLegacySemantics

func boolCodec(t reflect.Type) *codec {
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := tagged(o, excuseV1); err != nil {
				return writeError(e, t, err)
			}
			if quotedV1(o) {
				return e.WriteToken(jsontext.String(strconv.FormatBool(v.Bool())))
			}
			return e.WriteToken(jsontext.Bool(v.Bool()))
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := tagged(o, excuseV1); err != nil {
				return skipped(d, t, err)
			}
			quoted := quotedV1(o)
			token, err := d.ReadToken()
			if err != nil {
				return err
			}
			switch k := token.Kind(); {
			case k == 'n':
				if !o.Has(jsonopts.MergeWithLegacySemantics) {
					v.SetBool(false)
				}
				return nil
			case (k == 't' || k == 'f') && !quoted:
				v.SetBool(token.Bool())
				return nil
			case k == '"' && quoted:
				switch token.String() {
				case "true":
					v.SetBool(true)
				case "false":
					v.SetBool(false)
				case "null":
					if !o.Has(jsonopts.MergeWithLegacySemantics) {
						v.SetBool(false)
					}
				default:
					return readErrorShown(d, t, strconv.ErrSyntax)
				}
				return nil
			}
			return restSkipped(d, t, nil)
		},
	}
}

func stringCodec(t reflect.Type) *codec {
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := tagged(o, excuseV1); err != nil {
				return writeError(e, t, err)
			}
			if !quotedV1(o) {
				return e.WriteToken(jsontext.String(v.String()))
			}
			b, valid := jsonwire.AppendQuote(nil, v.String(), int(o.On&jsonopts.Wire))
			if !valid && !o.Has(jsonopts.AllowInvalidUTF8) {
				return writeError(e, t, &jsontext.SyntacticError{Err: jsonwire.ErrInvalidUTF8})
			}
			b, _ = jsonwire.AppendQuoteBytes(nil, b, 0)
			return e.WriteValue(b)
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := tagged(o, excuseV1); err != nil {
				return skipped(d, t, err)
			}
			quoted := quotedV1(o)
			x := impl.Decoder(d)
			text, kind, err := x.ReadValue()
			if err != nil {
				return err
			}
			switch text.Kind() {
			case 'n':
				if !o.Has(jsonopts.MergeWithLegacySemantics) {
					v.SetString("")
				}
				return nil
			case '"':
				s := x.Text(text, kind)
				if quoted {
					if s == "null" {
						if !o.Has(jsonopts.MergeWithLegacySemantics) {
							v.SetString("")
						}
						return nil
					}
					b, err := jsontext.AppendUnquote(nil, s)
					if err != nil {
						return readError(d, t, err)
					}
					s = string(b)
				}
				v.SetString(s)
				return nil
			}
			return readError(d, t, nil)
		},
	}
}

// numberTag: numbers may have the option string, but no format.
func numberTag(o *options) error { return tagged(o, ^jsonopts.Flags(0)) }

// asString: numbers are strings here.
func asString(name bool, o *options) bool {
	return name || o.Has(jsonopts.StringifyNumbers|jsonopts.StringTag)
}

// writeNumber writes the digits that more appends, in quotes where numbers are strings.
func writeNumber(e *jsontext.Encoder, o *options, more func([]byte) []byte) error {
	x := impl.Encoder(e)
	k := jsontext.Kind('0')
	if asString(x.Last().NeedsName(), o) {
		k = '"'
	}
	return x.AppendRaw(k, true, func(b []byte) ([]byte, error) { return more(b), nil })
}

// readNumber reads a number, or a string where numbers are that; null and mistakes are dealt with.
func readNumber(d *jsontext.Decoder, t reflect.Type, v value, o *options, set func(text string, quoted bool) error) error {
	x := impl.Decoder(d)
	quoted := asString(x.Last().NeedsName(), o)
	text, kind, err := x.ReadValue()
	if err != nil {
		return err
	}
	k := text.Kind()
	switch {
	case k == 'n':
		if !o.Has(jsonopts.MergeWithLegacySemantics) {
			v.SetZero()
		}
		return nil
	case k == '"' && quoted:
		s := jsonwire.Text(text, kind)
		legacy := o.Has(jsonopts.StringifyWithLegacySemantics)
		err := set(s, true)
		if err != nil && legacy && s == "null" {
			if !o.Has(jsonopts.MergeWithLegacySemantics) {
				v.SetZero()
			}
			return nil
		}
		if err != nil {
			return readErrorShown(d, t, err)
		}
		return nil
	case k == '0' && !quoted:
		if err := set(string(text), false); err != nil {
			return readErrorShown(d, t, err)
		}
		return nil
	}
	return readError(d, t, nil)
}

func intCodec(t reflect.Type) *codec {
	bits := t.Bits()
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := numberTag(o); err != nil {
				return writeError(e, t, err)
			}
			n := v.Int()
			return writeNumber(e, o, func(b []byte) []byte { return strconv.AppendInt(b, n, 10) })
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := numberTag(o); err != nil {
				return skipped(d, t, err)
			}
			return readNumber(d, t, v, o, func(text string, quoted bool) error {
				n, err := strconv.ParseInt(text, 10, bits)
				if err == nil && !(quoted && o.Has(jsonopts.StringifyWithLegacySemantics)) && !plainDigits(text, true) {
					return strconv.ErrSyntax
				}
				if err != nil {
					return numberError(err, text, quoted, o, true)
				}
				v.SetInt(n)
				return nil
			})
		},
	}
}

// plainDigits: a number as JSON has them.
func plainDigits(text string, signed bool) bool {
	if signed && text != "" && text[0] == '-' {
		text = text[1:]
	}
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text == "0" || text != "" && text[0] != '0'
}

func numberError(err error, text string, quoted bool, o *options, signed bool) error {
	if !(quoted && o.Has(jsonopts.StringifyWithLegacySemantics)) && !plainDigits(text, signed) {
		return strconv.ErrSyntax
	}
	return errors.Unwrap(err)
}

func uintCodec(t reflect.Type) *codec {
	bits := t.Bits()
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := numberTag(o); err != nil {
				return writeError(e, t, err)
			}
			n := v.Uint()
			return writeNumber(e, o, func(b []byte) []byte { return strconv.AppendUint(b, n, 10) })
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := numberTag(o); err != nil {
				return skipped(d, t, err)
			}
			return readNumber(d, t, v, o, func(text string, quoted bool) error {
				n, err := strconv.ParseUint(text, 10, bits)
				if err == nil && !(quoted && o.Has(jsonopts.StringifyWithLegacySemantics)) && !plainDigits(text, false) {
					return strconv.ErrSyntax
				}
				if err != nil {
					return numberError(err, text, quoted, o, false)
				}
				v.SetUint(n)
				return nil
			})
		},
	}
}

func floatCodec(t reflect.Type) *codec {
	bits := t.Bits()
	// Without the option string, which numbers may have.
	format := func(o *options) error { return tagged(o, ^jsonopts.Flags(0), "nonfinite") }
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error {
			if err := format(o); err != nil {
				return writeError(e, t, err)
			}
			f := v.Float()
			if math.IsNaN(f) || math.IsInf(f, 0) {
				if o.Said&jsonopts.FormatTag != 0 {
					return e.WriteToken(jsontext.Float(f))
				}
				err := fmt.Errorf("unsupported value: %v", f)
				if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
					err = &shared.ValueError{v.Interface(), err}
				}
				return writeError(e, t, err)
			}
			return writeNumber(e, o, func(b []byte) []byte { return jsonwire.AppendFloat(b, f, bits) })
		},
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if err := format(o); err != nil {
				return skipped(d, t, err)
			}
			if o.Said&jsonopts.FormatTag != 0 && d.PeekKind() == '"' {
				return readNonFinite(d, t, v, o, bits)
			}
			return readNumber(d, t, v, o, func(text string, quoted bool) error {
				return setFloat(v, text, quoted, o, bits)
			})
		},
	}
}

func setFloat(v value, text string, quoted bool, o *options, bits int) error {
	if quoted && !o.Has(jsonopts.StringifyWithLegacySemantics) {
		if n, wrong := jsonwire.Number([]byte(text)); wrong != jsonwire.Nothing || n != len(text) {
			return strconv.ErrSyntax
		}
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		return errors.Unwrap(err)
	}
	v.SetFloat(f)
	return nil
}

// readNonFinite reads a string that may stand for NaN or an infinity.
func readNonFinite(d *jsontext.Decoder, t reflect.Type, v value, o *options, bits int) error {
	x := impl.Decoder(d)
	quoted := asString(x.Last().NeedsName(), o)
	raw, kind, err := x.ReadValue()
	if err != nil {
		return err
	}
	text := jsonwire.Text(raw, kind)
	switch text {
	case "NaN":
		v.SetFloat(math.NaN())
		return nil
	case "Infinity":
		v.SetFloat(math.Inf(1))
		return nil
	case "-Infinity":
		v.SetFloat(math.Inf(-1))
		return nil
	}
	if !quoted {
		return readError(d, t, nil)
	}
	err = setFloat(v, text, true, o, bits)
	switch {
	case err == nil:
		return nil
	case o.Has(jsonopts.StringifyWithLegacySemantics) && text == "null":
		if !o.Has(jsonopts.MergeWithLegacySemantics) {
			v.SetFloat(0)
		}
		return nil
	}
	return readErrorShown(d, t, err)
}
