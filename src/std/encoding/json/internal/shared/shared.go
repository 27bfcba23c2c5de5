// Package json holds what encoding/json and its v2 have in common, under the name that both have.
package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// Marshaler is what values implement that write themselves as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// Unmarshaler is what values implement that read themselves. The text is valid JSON and must not be kept.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// MarshalerTo is what values implement that write themselves to an encoder: exactly one value, or they return
// errors.ErrUnsupported.
type MarshalerTo interface {
	MarshalJSONTo(*jsontext.Encoder) error
}

// UnmarshalerFrom is what values implement that read themselves from a decoder: exactly one value, or they return
// errors.ErrUnsupported.
type UnmarshalerFrom interface {
	UnmarshalJSONFrom(*jsontext.Decoder) error
}

var (
	ErrUnknownName     = errors.New("unknown object member name")
	ErrAmbiguousName   = errors.New("ambiguous object member name")
	ErrCycle           = errors.New("encountered a cycle")
	ErrNonNilReference = errors.New("value must be passed as a non-nil pointer reference")
	ErrNilInterface    = errors.New("cannot derive concrete type for nil interface with finite type set")
	ErrNotOneValue     = errors.New("must read or write exactly one value")
	ErrChangedAnyway   = errors.New("unsupported calls must not read or write any tokens")
)

// What v2 needs of encoding/json where its options ask for that package's errors and numbers.
var Legacy struct {
	MarshalError   func(root any, err error) error
	UnmarshalError func(root any, err error) error
	CallError      func(value any, err error, method string) error
	NewNumber      func() any
	NumberOf       func(text []byte) any
}

// A ValueError is an error about a value.
type ValueError struct {
	Value any
	Err   error
}

func (e *ValueError) Error() string { return e.Err.Error() }
func (e *ValueError) Unwrap() error { return e.Err }

type requireKeyedLiterals struct{}

type nonComparable [0]func()

// A SemanticError says that a JSON value and a Go value do not fit.
type SemanticError struct {
	requireKeyedLiterals
	nonComparable

	action string // marshal, unmarshal, or nothing

	ByteOffset  int64            // after how many bytes
	JSONPointer jsontext.Pointer // of the JSON value
	JSONKind    jsontext.Kind    // 0: not known
	JSONValue   jsontext.Value   // a number or string, if that matters
	GoType      reflect.Type     // nil: not known

	Err error
}

// Marshaling and Unmarshaling say what was being done, unless that is said already.
func (e *SemanticError) Marshaling() *SemanticError {
	if e.action == "" {
		e.action = "marshal"
	}
	return e
}

func (e *SemanticError) Unmarshaling() *SemanticError {
	if e.action == "" {
		e.action = "unmarshal"
	}
	return e
}

// modal is the word that errors begin with. Go picks one of two at random, so that nobody relies on it.
const modal = "cannot"

func (e *SemanticError) Error() string {
	text := "json: " + modal
	preposition := " with"
	switch e.action {
	case "marshal":
		text += " marshal"
		preposition = " from"
	case "unmarshal":
		text += " unmarshal"
		preposition = " into"
	default:
		text += " handle"
	}
	switch e.JSONKind {
	case 'n':
		text += " JSON null"
	case 'f', 't':
		text += " JSON boolean"
	case '"':
		text += " JSON string"
	case '0':
		text += " JSON number"
	case '{', '}':
		text += " JSON object"
	case '[', ']':
		text += " JSON array"
	default:
		if e.action == "" {
			preposition = ""
		}
	}
	const long = 100
	if n := len(e.JSONValue); n > 0 && n < long {
		text += " " + string(e.JSONValue)
	}
	if e.GoType != nil {
		name := e.GoType.String()
		if len(name) > long {
			name = kindName(e.GoType)
		}
		text += preposition + " Go " + name
	}
	if e.Err == ErrUnknownName || e.Err == ErrAmbiguousName {
		text += ": " + e.Err.Error() + " " + strconv.Quote(e.JSONPointer.LastToken())
		if parent := e.JSONPointer.Parent(); parent != "" {
			text += within(parent)
		}
		return text
	}
	inner, _ := e.Err.(*jsontext.SyntacticError)
	switch {
	case e.JSONPointer != "":
		if inner == nil || !e.JSONPointer.Contains(inner.JSONPointer) {
			text += within(e.JSONPointer)
		}
	case e.ByteOffset > 0:
		if inner == nil || e.ByteOffset > inner.ByteOffset {
			text += " after offset " + strconv.FormatInt(e.ByteOffset, 10)
		}
	}
	if e.Err != nil {
		why := e.Err.Error()
		if inner != nil {
			why = strings.TrimPrefix(why, "jsontext: ")
		}
		text += ": " + why
	}
	return text
}

func (e *SemanticError) Unwrap() error { return e.Err }

func within(p jsontext.Pointer) string {
	return " within " + strconv.Quote(jsonwire.ShortenPointer(string(p), 100))
}

// kindName stands for the name of a type that is too long.
func kindName(t reflect.Type) string {
	if t.Kind() == reflect.Struct && t.Name() == "" {
		for i := range t.NumField() {
			if path := t.Field(i).PkgPath; path != "" {
				return path[strings.LastIndexByte(path, '/')+1:] + ".struct"
			}
		}
	}
	return t.Kind().String()
}

// Whole is err, where the end of the input is always unexpected.
func Whole(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// A coder is an encoder or decoder.
type coder interface {
	StackDepth() int
	StackIndex(int) (jsontext.Kind, int64)
}

// Stringifies reports whether numbers are strings where the coder is.
func Stringifies(options jsontext.Options, c coder) bool {
	on, _ := jsonopts.Get(options, func(on bool) jsontext.Options { return jsonopts.Bool{jsonopts.StringifyNumbers, on} })
	kind, n := c.StackIndex(c.StackDepth())
	return on || kind == '{' && n%2 == 0
}
