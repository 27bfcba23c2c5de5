package asn1

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"
)

func appendBase128(b []byte, v int) []byte {
	shift := 0
	for v>>(shift+7) > 0 {
		shift += 7
	}
	for ; shift > 0; shift -= 7 {
		b = append(b, byte(v>>shift)|0x80)
	}
	return append(b, byte(v&0x7f))
}

// wrap puts tag and length before a body.
func wrap(class, tag int, compound bool, body []byte) []byte {
	first := byte(class << 6)
	if compound {
		first |= 0x20
	}
	out := make([]byte, 0, len(body)+8)
	if tag >= 0x1f {
		out = appendBase128(append(out, first|0x1f), tag)
	} else {
		out = append(out, first|byte(tag))
	}
	if n := len(body); n < 0x80 {
		out = append(out, byte(n))
	} else {
		size := 1
		for n>>(8*size) > 0 {
			size++
		}
		out = append(out, 0x80|byte(size))
		for size--; size >= 0; size-- {
			out = append(out, byte(n>>(8*size)))
		}
	}
	return append(out, body...)
}

func integer(v int64) []byte {
	size := 1
	for w := v; w > 127 || w < -128; w >>= 8 {
		size++
	}
	out := make([]byte, size)
	for i := range out {
		out[i] = byte(v >> (8 * (size - 1 - i)))
	}
	return out
}

func bigInteger(n *big.Int) ([]byte, error) {
	if n == nil {
		return nil, StructuralError{"empty integer"}
	}
	if n.Sign() >= 0 {
		b := n.Bytes()
		if len(b) == 0 || b[0]&0x80 != 0 {
			b = append([]byte{0}, b...)
		}
		return b, nil
	}
	// The complement of its magnitude less one.
	b := new(big.Int).Not(n).Bytes()
	for i := range b {
		b[i] ^= 0xff
	}
	if len(b) == 0 || b[0]&0x80 == 0 {
		b = append([]byte{0xff}, b...)
	}
	return b, nil
}

func oid(v ObjectIdentifier) ([]byte, error) {
	if len(v) < 2 || v[0] > 2 || v[0] < 2 && v[1] >= 40 {
		return nil, StructuralError{"invalid object identifier"}
	}
	out := appendBase128(nil, v[0]*40+v[1])
	for _, part := range v[2:] {
		out = appendBase128(out, part)
	}
	return out, nil
}

// beyondUTC says whether a UTCTime cannot hold t.
func beyondUTC(t time.Time) bool { return t.Year() < 1950 || t.Year() >= 2050 }

func appendTime(t time.Time, generalized bool) ([]byte, error) {
	year := t.Year()
	layout := "060102150405"
	if generalized {
		if year < 0 || year > 9999 {
			return nil, StructuralError{"cannot represent time as GeneralizedTime"}
		}
		layout = "20060102150405"
	} else if beyondUTC(t) {
		return nil, StructuralError{"cannot represent time as UTCTime"}
	}
	out := t.AppendFormat(nil, layout)
	_, offset := t.Zone()
	minutes := offset / 60
	if minutes == 0 {
		return append(out, 'Z'), nil
	}
	sign := byte('+')
	if offset < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Appendf(append(out, sign), "%02d%02d", minutes/60%100, minutes%60), nil
}

func stringBody(s string, tag int) ([]byte, error) {
	for i := range len(s) {
		switch c := s[i]; {
		case tag == TagPrintableString && !isPrintable(c, true, false):
			// The asterisk is common in certificates.
			return nil, StructuralError{"PrintableString contains invalid character"}
		case tag == TagIA5String && c > 127:
			return nil, StructuralError{"IA5String contains invalid character"}
		case tag == TagNumericString && !isNumeric(c):
			return nil, StructuralError{"NumericString contains invalid character"}
		}
	}
	return []byte(s), nil
}

// body is a value without its header.
func body(v reflect.Value, p *params) ([]byte, error) {
	switch x := v.Interface().(type) {
	case Flag:
		return nil, nil
	case time.Time:
		return appendTime(x, p.timeType == TagGeneralizedTime || beyondUTC(x))
	case BitString:
		padding := byte((8 - x.BitLength%8) % 8)
		return append([]byte{padding}, x.Bytes...), nil
	case ObjectIdentifier:
		return oid(x)
	case *big.Int:
		return bigInteger(x)
	}
	t := v.Type()
	switch k := t.Kind(); {
	case k == reflect.Bool:
		if v.Bool() {
			return []byte{0xff}, nil
		}
		return []byte{0}, nil
	case isInteger(k):
		return integer(v.Int()), nil
	case k == reflect.Struct:
		return structBody(v, t)
	case k == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return v.Bytes(), nil
	case k == reflect.Slice:
		parts := make([][]byte, v.Len())
		for i := range parts {
			var err error
			if parts[i], err = field(v.Index(i), params{}); err != nil {
				return nil, err
			}
		}
		if p.set && len(parts) > 1 {
			slices.SortFunc(parts, bytes.Compare)
		}
		return slices.Concat(parts...), nil
	case k == reflect.String:
		return stringBody(v.String(), p.stringType)
	}
	return nil, StructuralError{"unknown Go type"}
}

func structBody(v reflect.Value, t reflect.Type) ([]byte, error) {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return nil, StructuralError{"struct contains unexported fields"}
		}
	}
	var out []byte
	for i := range t.NumField() {
		if i == 0 && t.Field(0).Type == rawContentType {
			if raw := v.Field(0).Bytes(); len(raw) > 0 {
				// It has a header of its own.
				if _, at, err := parseHeader(raw, 0); err == nil {
					raw = raw[at:]
				}
				return raw, nil
			}
			continue
		}
		part, err := field(v.Field(i), parseParams(t.Field(i).Tag.Get("asn1")))
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// field is a value with its header; nothing where it is left out.
func field(v reflect.Value, p params) ([]byte, error) {
	if !v.IsValid() {
		return nil, errors.New("asn1: cannot marshal nil value")
	}
	t := v.Type()
	if t.Kind() == reflect.Interface && t.NumMethod() == 0 {
		return field(v.Elem(), p)
	}
	if t.Kind() == reflect.Slice && v.Len() == 0 && p.omitEmpty {
		return nil, nil
	}
	if p.optional {
		if p.defaultValue == nil {
			if reflect.DeepEqual(v.Interface(), reflect.Zero(t).Interface()) {
				return nil, nil
			}
		} else if isInteger(t.Kind()) && v.Int() == *p.defaultValue {
			return nil, nil
		}
	}
	if raw, ok := v.Interface().(RawValue); ok {
		if len(raw.FullBytes) != 0 {
			return raw.FullBytes, nil
		}
		return wrap(raw.Class, raw.Tag, raw.IsCompound, raw.Bytes), nil
	}
	tag, compound, ok := universal(t)
	if !ok || tag < 0 {
		return nil, StructuralError{fmt.Sprintf("unknown Go type: %v", t)}
	}
	if p.timeType != 0 && tag != TagUTCTime {
		return nil, StructuralError{"explicit time type given to non-time member"}
	}
	if p.stringType != 0 && tag != TagPrintableString {
		return nil, StructuralError{"explicit string type given to non-string member"}
	}
	switch tag {
	case TagPrintableString:
		if p.stringType != 0 {
			tag = p.stringType
		} else if s := v.String(); !allPrintable(s) {
			if !utf8.ValidString(s) {
				return nil, errors.New("asn1: string not valid UTF-8")
			}
			tag = TagUTF8String
		}
	case TagUTCTime:
		if at := v.Interface().(time.Time); p.timeType == TagGeneralizedTime || beyondUTC(at) {
			tag = TagGeneralizedTime
		}
	}
	if p.set {
		if tag != TagSequence {
			return nil, StructuralError{"non sequence tagged as set"}
		}
		tag = TagSet
	}
	p.set = tag == TagSet
	content, err := body(v, &p)
	if err != nil {
		return nil, err
	}
	switch {
	case p.tag == nil:
		return wrap(ClassUniversal, tag, compound, content), nil
	case p.explicit:
		return wrap(p.class(), *p.tag, true, wrap(ClassUniversal, tag, compound, content)), nil
	}
	return wrap(p.class(), *p.tag, compound, content), nil
}

func allPrintable(s string) bool {
	for i := range len(s) {
		if !isPrintable(s[i], false, false) {
			return false
		}
	}
	return true
}

// Marshal is val in DER.
func Marshal(val any) ([]byte, error) { return MarshalWithParams(val, "") }

// MarshalWithParams is Marshal of a field with such a tag.
func MarshalWithParams(val any, params string) ([]byte, error) {
	return field(reflect.ValueOf(val), parseParams(params))
}

