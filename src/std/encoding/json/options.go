package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// Options is an option of encoding/json/v2 that makes it do as this package does, or several.
type Options = jsonopts.Options

// DefaultOptionsV1 is all of them: with it v2 does what this package does.
func DefaultOptionsV1() Options { return &jsonopts.DefaultV1 }

// CallMethodsWithLegacySemantics calls methods of pointer types only on what had an address, and for names of members
// only those that write text.
func CallMethodsWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.CallMethodsWithLegacySemantics, v}
}

// FormatByteArrayAsArray writes arrays of bytes as lists of numbers.
func FormatByteArrayAsArray(v bool) Options { return jsonopts.Bool{jsonopts.FormatByteArrayAsArray, v} }

// FormatBytesWithLegacySemantics writes slices of any byte type as text, unless that has methods.
func FormatBytesWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.FormatBytesWithLegacySemantics, v}
}

// FormatDurationAsNano writes durations as numbers of nanoseconds.
func FormatDurationAsNano(v bool) Options { return jsonopts.Bool{jsonopts.FormatDurationAsNano, v} }

// MatchCaseSensitiveDelimiter takes hyphens and underscores in names seriously.
func MatchCaseSensitiveDelimiter(v bool) Options {
	return jsonopts.Bool{jsonopts.MatchCaseSensitiveDelimiter, v}
}

// MergeWithLegacySemantics says what becomes of what was there, as this package does it.
func MergeWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.MergeWithLegacySemantics, v}
}

// OmitEmptyWithLegacySemantics makes the tag option omitempty ask for Go values that are empty.
func OmitEmptyWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.OmitEmptyWithLegacySemantics, v}
}

// ParseBytesWithLooseRFC4648 passes over line breaks in bytes.
func ParseBytesWithLooseRFC4648(v bool) Options {
	return jsonopts.Bool{jsonopts.ParseBytesWithLooseRFC4648, v}
}

// ParseTimeWithLooseRFC3339 reads times as package time does.
func ParseTimeWithLooseRFC3339(v bool) Options {
	return jsonopts.Bool{jsonopts.ParseTimeWithLooseRFC3339, v}
}

// ReportErrorsWithLegacySemantics reports this package's errors, and reads on after those about values.
func ReportErrorsWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.ReportErrorsWithLegacySemantics, v}
}

// StringifyWithLegacySemantics gives the tag option string the meaning that it has here.
func StringifyWithLegacySemantics(v bool) Options {
	return jsonopts.Bool{jsonopts.StringifyWithLegacySemantics, v}
}

// UnmarshalArrayFromAnyLength reads lists that are shorter or longer than the array.
func UnmarshalArrayFromAnyLength(v bool) Options {
	return jsonopts.Bool{jsonopts.UnmarshalArrayFromAnyLength, v}
}

func init() {
	shared.Legacy.MarshalError = marshalError
	shared.Legacy.UnmarshalError = unmarshalError
	shared.Legacy.CallError = func(v any, err error, method string) error {
		return &MarshalerError{reflect.TypeOf(v), err, method}
	}
	shared.Legacy.NewNumber = func() any { return new(Number) }
	shared.Legacy.NumberOf = func(text []byte) any { return Number(text) }
}

// marshalError makes an error of v2 one of this package.
func marshalError(root any, err error) error {
	switch e := err.(type) {
	case *shared.SemanticError:
		if e.Err == nil {
			return &UnsupportedTypeError{e.GoType}
		}
		var v reflect.Value
		if about, ok := errors.AsType[*shared.ValueError](e.Err); ok {
			v = reflect.ValueOf(about.Value)
		}
		text := e.Err.Error()
		if e.Err == shared.ErrCycle && e.GoType != nil {
			text += " via " + e.GoType.String()
		}
		return &UnsupportedValueError{v, strings.TrimPrefix(text, "unsupported value: ")}
	case *MarshalerError:
		e.Err = syntaxError(e.Err)
		return e
	}
	return syntaxError(err)
}

func unmarshalError(root any, err error) error {
	e, ok := err.(*shared.SemanticError)
	if !ok {
		return syntaxError(err)
	}
	switch e.Err {
	case shared.ErrNonNilReference:
		return &InvalidUnmarshalError{e.GoType}
	case shared.ErrUnknownName:
		return fmt.Errorf("json: unknown field %q", e.JSONPointer.LastToken())
	}
	wrong := &UnmarshalTypeError{Type: e.GoType, Offset: e.ByteOffset}
	why := e.Err
	if why == shared.ErrNilInterface {
		why = nil
	}
	switch e.JSONKind {
	case 'n', '"', '0':
		wrong.Value = e.JSONKind.String()
	case 'f', 't':
		wrong.Value = "bool"
	case '[', ']':
		wrong.Value = "array"
	case '{', '}':
		wrong.Value = "object"
	}
	if text := string(e.JSONValue); text != "" {
		if (why == strconv.ErrRange || why == strconv.ErrSyntax) && isNumber(e.GoType) {
			wrong.Value = "number"
			if e.JSONKind == '"' {
				text, _ = jsonwire.Unquote(e.JSONValue)
			}
			why = nil
		}
		wrong.Value += " " + text
	}
	if t := reflect.TypeOf(root); t != nil && e.JSONPointer != "" {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		wrong.Struct = t.Name()
	}
	wrong.Field = strings.ReplaceAll(strings.TrimPrefix(string(e.JSONPointer), "/"), "/", ".")
	wrong.Err = syntaxError(why)
	return wrong
}

func isNumber(t reflect.Type) bool {
	return t != nil && reflect.Int <= t.Kind() && t.Kind() <= reflect.Float64
}

// syntaxError words an error about the text as this package does.
func syntaxError(err error) error {
	in := jsontext.Internal.Export(&jsonopts.Allow)
	e, ok := err.(*jsontext.SyntacticError)
	if !ok {
		if in.IsIOError(err) {
			return errors.Unwrap(err)
		}
		return err
	}
	if in.IsIOError(e.Err) {
		return errors.Unwrap(e.Err)
	}
	if e.Err == io.ErrUnexpectedEOF {
		e.Err = errors.New("unexpected end of JSON input")
	}
	text := e.Err.Error()
	if at := strings.Index(text, " (expecting"); at >= 0 && !strings.Contains(text, " in literal") {
		text = text[:at]
	}
	for _, words := range [...][2]string{
		{"object name", "object key"},
		{"at start of value", "looking for beginning of value"},
		{"at start of string", "looking for beginning of object key string"},
		{"after object value", "after object key:value pair"},
		{"in number", "in numeric literal"},
	} {
		text = strings.ReplaceAll(text, words[0], words[1])
	}
	return &SyntaxError{text, e.ByteOffset}
}
