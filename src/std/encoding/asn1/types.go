// Package asn1 reads and writes DER, by reflection.
package asn1

import (
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
)

const (
	TagBoolean         = 1
	TagInteger         = 2
	TagBitString       = 3
	TagOctetString     = 4
	TagNull            = 5
	TagOID             = 6
	TagEnum            = 10
	TagUTF8String      = 12
	TagSequence        = 16
	TagSet             = 17
	TagNumericString   = 18
	TagPrintableString = 19
	TagT61String       = 20
	TagIA5String       = 22
	TagUTCTime         = 23
	TagGeneralizedTime = 24
	TagGeneralString   = 27
	TagBMPString       = 30
)

const (
	ClassUniversal       = 0
	ClassApplication     = 1
	ClassContextSpecific = 2
	ClassPrivate         = 3
)

// A StructuralError says that the data is well-formed, but not for the Go type that takes it.
type StructuralError struct {
	Msg string
}

func (e StructuralError) Error() string { return "asn1: structure error: " + e.Msg }

// A SyntaxError says that the data is not DER.
type SyntaxError struct {
	Msg string
}

func (e SyntaxError) Error() string { return "asn1: syntax error: " + e.Msg }

// A BitString is bits from the highest of the first byte on.
type BitString struct {
	Bytes     []byte
	BitLength int
}

// At is the bit at the index; 0 outside.
func (b BitString) At(i int) int {
	if i < 0 || i >= b.BitLength {
		return 0
	}
	return int(b.Bytes[i/8]>>(7-i%8)) & 1
}

// RightAlign has the padding in front.
func (b BitString) RightAlign() []byte {
	shift := 8 - b.BitLength%8
	if shift == 8 || len(b.Bytes) == 0 {
		return b.Bytes
	}
	out := make([]byte, len(b.Bytes))
	var carry byte
	for i, v := range b.Bytes {
		out[i] = carry<<(8-shift) | v>>shift
		carry = v
	}
	return out
}

// NullRawValue is a value of NULL.
var NullRawValue = RawValue{Tag: TagNull}

// NullBytes is NULL in DER.
var NullBytes = []byte{TagNull, 0}

// An ObjectIdentifier is a path of numbers.
type ObjectIdentifier []int

func (oi ObjectIdentifier) Equal(other ObjectIdentifier) bool {
	if len(oi) != len(other) {
		return false
	}
	for i, v := range oi {
		if v != other[i] {
			return false
		}
	}
	return true
}

func (oi ObjectIdentifier) String() string {
	text := make([]byte, 0, 32)
	for i, v := range oi {
		if i > 0 {
			text = append(text, '.')
		}
		text = strconv.AppendInt(text, int64(v), 10)
	}
	return string(text)
}

// An Enumerated is an ENUMERATED.
type Enumerated int

// A Flag takes any data and is true if there is some.
type Flag bool

// A RawValue is a value that has not been looked into.
type RawValue struct {
	Class, Tag int
	IsCompound bool
	Bytes      []byte
	FullBytes  []byte // tag and length included
}

// A RawContent as a structure's first field keeps the structure's DER.
type RawContent []byte

var (
	bitStringType  = reflect.TypeFor[BitString]()
	oidType        = reflect.TypeFor[ObjectIdentifier]()
	enumeratedType = reflect.TypeFor[Enumerated]()
	flagType       = reflect.TypeFor[Flag]()
	timeType       = reflect.TypeFor[time.Time]()
	rawValueType   = reflect.TypeFor[RawValue]()
	rawContentType = reflect.TypeFor[RawContent]()
	bigIntType     = reflect.TypeFor[*big.Int]()
)

// header is what stands before a value's bytes.
type header struct {
	class, tag, length int
	isCompound         bool
}

// params is what a field's tag says. The fields' order and kinds are seen in the text of an error.
type params struct {
	optional     bool
	explicit     bool
	application  bool
	private      bool
	defaultValue *int64
	tag          *int
	stringType   int
	timeType     int
	set          bool
	omitEmpty    bool
}

func parseParams(text string) (p params) {
	tagged := func() {
		if p.tag == nil {
			p.tag = new(int)
		}
	}
	for part := range strings.SplitSeq(text, ",") {
		switch part {
		case "optional":
			p.optional = true
		case "explicit":
			p.explicit = true
			tagged()
		case "application":
			p.application = true
			tagged()
		case "private":
			p.private = true
			tagged()
		case "set":
			p.set = true
		case "omitempty":
			p.omitEmpty = true
		case "generalized":
			p.timeType = TagGeneralizedTime
		case "utc":
			p.timeType = TagUTCTime
		case "ia5":
			p.stringType = TagIA5String
		case "printable":
			p.stringType = TagPrintableString
		case "numeric":
			p.stringType = TagNumericString
		case "utf8":
			p.stringType = TagUTF8String
		default:
			if s, ok := strings.CutPrefix(part, "default:"); ok {
				if v, err := strconv.ParseInt(s, 10, 64); err == nil {
					p.defaultValue = &v
				}
			} else if s, ok := strings.CutPrefix(part, "tag:"); ok {
				if v, err := strconv.Atoi(s); err == nil {
					p.tag = &v
				}
			}
		}
	}
	return p
}

// class is the class of the field's tag, which it has.
func (p *params) class() int {
	switch {
	case p.application:
		return ClassApplication
	case p.private:
		return ClassPrivate
	}
	return ClassContextSpecific
}

func isInteger(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Int64 }

// universal is the tag that a Go type has without anything said; -1: any.
func universal(t reflect.Type) (tag int, compound, ok bool) {
	switch t {
	case rawValueType:
		return -1, false, true
	case oidType:
		return TagOID, false, true
	case bitStringType:
		return TagBitString, false, true
	case timeType:
		return TagUTCTime, false, true
	case enumeratedType:
		return TagEnum, false, true
	case bigIntType:
		return TagInteger, false, true
	}
	switch k := t.Kind(); {
	case k == reflect.Bool:
		return TagBoolean, false, true
	case isInteger(k):
		return TagInteger, false, true
	case k == reflect.Struct:
		return TagSequence, true, true
	case k == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return TagOctetString, false, true
	case k == reflect.Slice && strings.HasSuffix(t.Name(), "SET"):
		return TagSet, true, true
	case k == reflect.Slice:
		return TagSequence, true, true
	case k == reflect.String:
		return TagPrintableString, false, true
	}
	return 0, false, false
}

// isPrintable says whether a PrintableString may hold c; asterisk and ampersand are common there, though not allowed.
func isPrintable(c byte, asterisk, ampersand bool) bool {
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', '\'' <= c && c <= ')', '+' <= c && c <= '/':
		return true
	case c == '*':
		return asterisk
	case c == '&':
		return ampersand
	}
	return c == ' ' || c == ':' || c == '=' || c == '?'
}

func isNumeric(c byte) bool { return '0' <= c && c <= '9' || c == ' ' }
