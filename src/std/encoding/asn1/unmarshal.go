package asn1

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// deepest is how far values may lie within each other.
const deepest = 10000

// base128 reads a number of seven bits a byte.
func base128(b []byte, at int) (v, next int, err error) {
	var wide int64
	for n := 0; at < len(b); n++ {
		if n == 5 {
			return 0, at, StructuralError{"base 128 integer too large"}
		}
		c := b[at]
		if n == 0 && c == 0x80 {
			return 0, at, SyntaxError{"integer is not minimally encoded"}
		}
		wide = wide<<7 | int64(c&0x7f)
		at++
		if c&0x80 == 0 {
			if wide > math.MaxInt32 {
				return int(wide), at, StructuralError{"base 128 integer too large"}
			}
			return int(wide), at, nil
		}
	}
	return 0, at, SyntaxError{"truncated base 128 integer"}
}

// parseHeader reads tag and length; there is at least one byte.
func parseHeader(b []byte, at int) (h header, next int, err error) {
	if at >= len(b) {
		return h, at, errors.New("asn1: internal error in parseTagAndLength")
	}
	c := b[at]
	at++
	h.class, h.isCompound, h.tag = int(c>>6), c&0x20 != 0, int(c&0x1f)
	if h.tag == 0x1f {
		if h.tag, at, err = base128(b, at); err != nil {
			return h, at, err
		}
		if h.tag < 0x1f {
			return h, at, SyntaxError{"non-minimal tag"}
		}
	}
	if at >= len(b) {
		return h, at, SyntaxError{"truncated tag or length"}
	}
	c = b[at]
	at++
	if c&0x80 == 0 {
		h.length = int(c)
		return h, at, nil
	}
	n := int(c & 0x7f)
	if n == 0 {
		return h, at, SyntaxError{"indefinite length found (not DER)"}
	}
	for range n {
		if at >= len(b) {
			return h, at, SyntaxError{"truncated tag or length"}
		}
		if h.length >= 1<<23 {
			return h, at, StructuralError{"length too large"}
		}
		h.length = h.length<<8 | int(b[at])
		at++
		if h.length == 0 {
			return h, at, StructuralError{"superfluous leading zeros in length"}
		}
	}
	if h.length < 0x80 {
		return h, at, StructuralError{"non-minimal length"}
	}
	return h, at, nil
}

func parseBool(b []byte) (bool, error) {
	if len(b) != 1 || b[0] != 0 && b[0] != 0xff {
		return false, SyntaxError{"invalid boolean"}
	}
	return b[0] != 0, nil
}

func checkInteger(b []byte) error {
	if len(b) == 0 {
		return StructuralError{"empty integer"}
	}
	if len(b) > 1 && (b[0] == 0 && b[1]&0x80 == 0 || b[0] == 0xff && b[1]&0x80 != 0) {
		return StructuralError{"integer not minimally-encoded"}
	}
	return nil
}

func parseInt64(b []byte) (v int64, err error) {
	if err := checkInteger(b); err != nil {
		return 0, err
	}
	if len(b) > 8 {
		return 0, StructuralError{"integer too large"}
	}
	v = int64(int8(b[0]))
	for _, c := range b[1:] {
		v = v<<8 | int64(c)
	}
	return v, nil
}

func parseInt32(b []byte) (int32, error) {
	v, err := parseInt64(b)
	if err == nil && v != int64(int32(v)) {
		err = StructuralError{"integer too large"}
	}
	if err != nil {
		return 0, err
	}
	return int32(v), nil
}

func parseBigInt(b []byte) (*big.Int, error) {
	if err := checkInteger(b); err != nil {
		return nil, err
	}
	v := new(big.Int).SetBytes(b)
	if b[0]&0x80 != 0 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return v, nil
}

func parseBitString(b []byte) (s BitString, err error) {
	if len(b) == 0 {
		return s, SyntaxError{"zero length BIT STRING"}
	}
	padding := int(b[0])
	if padding > 7 || len(b) == 1 && padding > 0 || b[len(b)-1]&(1<<padding-1) != 0 {
		return s, SyntaxError{"invalid padding bits in BIT STRING"}
	}
	return BitString{b[1:], (len(b)-1)*8 - padding}, nil
}

func parseOID(b []byte) (ObjectIdentifier, error) {
	if len(b) == 0 {
		return nil, SyntaxError{"zero length OBJECT IDENTIFIER"}
	}
	oid := make(ObjectIdentifier, 0, len(b)+1)
	for at := 0; at < len(b); {
		v, next, err := base128(b, at)
		if err != nil {
			return nil, err
		}
		at = next
		if len(oid) > 0 {
			oid = append(oid, v)
		} else {
			// The first two in one number.
			first := min(v/40, 2)
			oid = append(oid, first, v-40*first)
		}
	}
	return oid, nil
}

// parseTime reads a time that is written as the layout says, and so would be written again.
func parseTime(b []byte, layout string) (time.Time, error) {
	t, err := time.Parse(layout, string(b))
	if err != nil {
		return t, err
	}
	if again := t.Format(layout); again != string(b) {
		return t, fmt.Errorf("asn1: time did not serialize back to the original value and may be invalid: given %q, but serialized as %q", string(b), again)
	}
	return t, nil
}

func parseUTCTime(b []byte) (time.Time, error) {
	t, err := time.Parse("0601021504Z0700", string(b))
	layout := "0601021504Z0700"
	if err != nil {
		layout = "060102150405Z0700"
		if t, err = time.Parse(layout, string(b)); err != nil {
			return t, err
		}
	}
	if again := t.Format(layout); again != string(b) {
		return t, fmt.Errorf("asn1: time did not serialize back to the original value and may be invalid: given %q, but serialized as %q", string(b), again)
	}
	if t.Year() >= 2050 {
		t = t.AddDate(-100, 0, 0)
	}
	return t, nil
}

func parseGeneralizedTime(b []byte) (time.Time, error) {
	return parseTime(b, "20060102150405.999999999Z0700")
}

func parseString(b []byte, tag int) (string, error) {
	switch tag {
	case TagPrintableString:
		for _, c := range b {
			if !isPrintable(c, true, true) {
				return "", SyntaxError{"PrintableString contains invalid character"}
			}
		}
	case TagNumericString:
		for _, c := range b {
			if !isNumeric(c) {
				return "", SyntaxError{"NumericString contains invalid character"}
			}
		}
	case TagIA5String:
		for _, c := range b {
			if c >= utf8.RuneSelf {
				return "", SyntaxError{"IA5String contains invalid character"}
			}
		}
	case TagT61String, TagGeneralString:
		// GeneralString changes its character sets within; both are taken as Latin 1.
		runes := make([]rune, len(b))
		for i, c := range b {
			runes[i] = rune(c)
		}
		return string(runes), nil
	case TagUTF8String:
		if !utf8.Valid(b) {
			return "", errors.New("asn1: invalid UTF-8 string")
		}
	case TagBMPString:
		return parseBMPString(b)
	default:
		return "", SyntaxError{"internal error: unknown string type " + strconv.Itoa(tag)}
	}
	return string(b), nil
}

// parseBMPString takes UCS-2, without surrogates and what is no character.
func parseBMPString(b []byte) (string, error) {
	if len(b)%2 != 0 {
		return "", errors.New("invalid BMPString")
	}
	// A zero at the end is of languages that end strings so.
	if n := len(b); n >= 2 && b[n-1] == 0 && b[n-2] == 0 {
		b = b[:n-2]
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) > 0; b = b[2:] {
		u := uint16(b[0])<<8 | uint16(b[1])
		if u >= 0xfffe || 0xfdd0 <= u && u <= 0xfdef || 0xd800 <= u && u <= 0xdfff {
			return "", errors.New("invalid BMPString")
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units)), nil
}

func isString(tag int) bool {
	switch tag {
	case TagIA5String, TagGeneralString, TagT61String, TagUTF8String, TagNumericString, TagBMPString, TagPrintableString:
		return true
	}
	return false
}

// parseElements reads a SEQUENCE OF or SET OF.
func parseElements(b []byte, slice reflect.Type, depth int) (reflect.Value, error) {
	none := reflect.Value{}
	elem := slice.Elem()
	want, compound, ok := universal(elem)
	if !ok {
		return none, StructuralError{"unknown Go type for slice"}
	}
	// All tags first: the error of a later one counts more than what is in an earlier.
	count := 0
	for at := 0; at < len(b); count++ {
		h, next, err := parseHeader(b, at)
		if err != nil {
			return none, err
		}
		switch {
		case isString(h.tag):
			h.tag = TagPrintableString
		case h.tag == TagGeneralizedTime:
			h.tag = TagUTCTime
		}
		if want >= 0 && (h.class != ClassUniversal || h.isCompound != compound || h.tag != want) {
			return none, StructuralError{"sequence tag mismatch"}
		}
		if h.length > len(b)-next {
			return none, SyntaxError{"truncated sequence"}
		}
		at = next + h.length
	}
	// Elements are far larger than what may stand for them here.
	out := reflect.MakeSlice(slice, 0, min(count, 10<<20/max(1, int(elem.Size()))))
	for at := 0; out.Len() < count; {
		out = reflect.Append(out, reflect.Zero(elem))
		var err error
		if at, err = parseField(out.Index(out.Len()-1), b, at, params{}, depth); err != nil {
			return out, err
		}
	}
	return out, nil
}

// parseAny reads a value as its own tag says; nil where that is unknown.
func parseAny(b []byte, h header) (any, error) {
	if h.isCompound || h.class != ClassUniversal {
		return nil, nil
	}
	switch h.tag {
	case TagBoolean:
		return parseBool(b)
	case TagInteger:
		return parseInt64(b)
	case TagBitString:
		return parseBitString(b)
	case TagOID:
		return parseOID(b)
	case TagUTCTime:
		return parseUTCTime(b)
	case TagGeneralizedTime:
		return parseGeneralizedTime(b)
	case TagOctetString:
		return b, nil
	case TagGeneralString:
		return nil, nil
	}
	if isString(h.tag) {
		return parseString(b, h.tag)
	}
	return nil, nil
}

// absent gives an optional field its default; false: it may not be absent.
func absent(v reflect.Value, p *params) bool {
	if p.optional && p.defaultValue != nil && isInteger(v.Kind()) {
		v.SetInt(*p.defaultValue)
	}
	return p.optional
}

// parseField reads one value at an offset, and says where the next is.
func parseField(v reflect.Value, b []byte, start int, p params, depth int) (int, error) {
	if depth++; depth > deepest {
		return start, StructuralError{"nesting depth exceeded"}
	}
	if start == len(b) {
		if !absent(v, &p) {
			return start, SyntaxError{"sequence truncated"}
		}
		return start, nil
	}
	t := v.Type()
	h, at, err := parseHeader(b, start)
	if err != nil {
		return at, err
	}
	if t.Kind() == reflect.Interface && t.NumMethod() == 0 {
		if h.length > len(b)-at {
			return at, SyntaxError{"data truncated"}
		}
		found, err := parseAny(b[at:at+h.length], h)
		if err == nil && found != nil {
			v.Set(reflect.ValueOf(found))
		}
		return at + h.length, err
	}
	missing := func(err func() error) (int, error) {
		if absent(v, &p) {
			return start, nil
		}
		return at, err()
	}
	if p.explicit {
		class := ClassContextSpecific
		if p.application {
			class = ClassApplication
		}
		switch {
		case at == len(b):
			return at, StructuralError{"explicit tag has no child"}
		case h.class != class || h.tag != *p.tag || h.length != 0 && !h.isCompound:
			return missing(func() error { return StructuralError{"explicitly tagged member didn't match"} })
		case t == rawValueType:
		case h.length == 0:
			if t != flagType {
				return at, StructuralError{"zero length explicit tag was not an asn1.Flag"}
			}
			v.SetBool(true)
			return at, nil
		default:
			if h, at, err = parseHeader(b, at); err != nil {
				return at, err
			}
		}
	}
	own, compound, ok := universal(t)
	if !ok {
		return at, StructuralError{fmt.Sprintf("unknown Go type: %v", t)}
	}
	// All strings are one Go type, and all times.
	switch {
	case own == TagPrintableString && h.class == ClassUniversal:
		if isString(h.tag) {
			own = h.tag
		}
	case own == TagPrintableString && p.stringType != 0:
		own = p.stringType
	case own == TagUTCTime && h.class == ClassUniversal:
		if h.tag == TagGeneralizedTime {
			own = h.tag
		}
	case own == TagUTCTime && p.timeType != 0:
		own = p.timeType
	}
	if p.set {
		own = TagSet
	}
	class, tag := ClassUniversal, own
	if !p.explicit && p.tag != nil {
		class, tag = p.class(), *p.tag
		if p.private {
			class = ClassPrivate
		}
	}
	any := t == rawValueType
	tagged := !p.explicit && p.tag != nil
	if (!any || tagged) && (h.class != class || h.tag != tag) || !any && h.isCompound != compound {
		return missing(func() error {
			// Printed as a structure of these fields.
			got := struct {
				class, tag, length int
				isCompound         bool
			}(h)
			return StructuralError{fmt.Sprintf("tags don't match (%d vs %+v) %+v %s @%d", tag, got, p, t.Name(), at)}
		})
	}
	if h.length > len(b)-at {
		return at, SyntaxError{"data truncated"}
	}
	next := at + h.length
	return next, fill(v, b[at:next], b[start:next], h, own, depth)
}

// fill puts a value's bytes into v; full are those with the header.
func fill(v reflect.Value, b, full []byte, h header, tag, depth int) (err error) {
	switch p := v.Addr().Interface().(type) {
	case *RawValue:
		*p = RawValue{h.class, h.tag, h.isCompound, b, full}
		return nil
	case *ObjectIdentifier:
		*p, err = parseOID(b)
		return err
	case *BitString:
		*p, err = parseBitString(b)
		return err
	case *time.Time:
		if tag == TagUTCTime {
			*p, err = parseUTCTime(b)
		} else {
			*p, err = parseGeneralizedTime(b)
		}
		return err
	case *Enumerated:
		n, err := parseInt32(b)
		if err == nil {
			*p = Enumerated(n)
		}
		return err
	case *Flag:
		*p = true
		return nil
	case **big.Int:
		n, err := parseBigInt(b)
		if err == nil {
			*p = n
		}
		return err
	}
	switch t := v.Type(); t.Kind() {
	case reflect.Bool:
		value, err := parseBool(b)
		if err == nil {
			v.SetBool(value)
		}
		return err
	case reflect.Int, reflect.Int64:
		n, err := parseInt64(b)
		if err == nil {
			v.SetInt(n)
		}
		return err
	case reflect.Int32:
		n, err := parseInt32(b)
		if err == nil {
			v.SetInt(int64(n))
		}
		return err
	case reflect.Struct:
		return fillStruct(v, t, b, full, depth)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			v.Set(reflect.MakeSlice(t, len(b), len(b)))
			reflect.Copy(v, reflect.ValueOf(b))
			return nil
		}
		elements, err := parseElements(b, t, depth)
		if err == nil {
			v.Set(elements)
		}
		return err
	case reflect.String:
		s, err := parseString(b, tag)
		if err == nil {
			v.SetString(s)
		}
		return err
	}
	return StructuralError{"unsupported: " + v.Type().String()}
}

func fillStruct(v reflect.Value, t reflect.Type, b, full []byte, depth int) error {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return StructuralError{"struct contains unexported fields"}
		}
	}
	at := 0
	for i := range t.NumField() {
		field := t.Field(i)
		if i == 0 && field.Type == rawContentType {
			v.Field(0).Set(reflect.ValueOf(RawContent(full)))
			continue
		}
		var err error
		if at, err = parseField(v.Field(i), b, at, parseParams(field.Tag.Get("asn1")), depth); err != nil {
			return err
		}
	}
	// More at the end is allowed: later versions of a structure add fields.
	return nil
}

// An invalidUnmarshalError says that what Unmarshal was given is no pointer.
type invalidUnmarshalError struct {
	t reflect.Type
}

func (e *invalidUnmarshalError) Error() string {
	switch {
	case e.t == nil:
		return "asn1: Unmarshal recipient value is nil"
	case e.t.Kind() != reflect.Pointer:
		return "asn1: Unmarshal recipient value is non-pointer " + e.t.String()
	}
	return "asn1: Unmarshal recipient value is nil " + e.t.String()
}

// Unmarshal reads one value from b into what val points to; rest is what follows it.
func Unmarshal(b []byte, val any) (rest []byte, err error) { return UnmarshalWithParams(b, val, "") }

// UnmarshalWithParams is Unmarshal of a field with such a tag.
func UnmarshalWithParams(b []byte, val any, params string) (rest []byte, err error) {
	v := reflect.ValueOf(val)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return nil, &invalidUnmarshalError{reflect.TypeOf(val)}
	}
	at, err := parseField(v.Elem(), b, 0, parseParams(params), 0)
	if err != nil {
		return nil, err
	}
	return b[at:], nil
}
