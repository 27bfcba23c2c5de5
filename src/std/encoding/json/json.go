// Package json reads and writes JSON (RFC 7159).
//
// How the values of a type are shown is worked out when the type is first seen (codec.go). The work itself is done in
// Rust, which comes back here when a method of the program is to be called.
package json

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unsafe"
)

// An UnsupportedTypeError says that values of a type cannot be written.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// An UnsupportedValueError says that a value cannot be written: NaN, an infinity, a cycle.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// Deprecated: InvalidUTF8Error is no longer returned.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// A MarshalerError wraps the error of a MarshalJSON or MarshalText, or says that what it wrote is no JSON.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	name := e.sourceFunc
	if name == "" {
		name = "MarshalJSON"
	}
	return "json: error calling " + name + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// A SyntaxError says that a text is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // after how many bytes that was seen
}

func (e *SyntaxError) Error() string { return e.msg }

// An UnmarshalTypeError says that a JSON value does not fit the variable that it was to be stored in.
type UnmarshalTypeError struct {
	Value  string
	Type   reflect.Type
	Offset int64
	Struct string // the root type's name
	Field  string // the path from the root, parts separated by dots
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	text := "json: cannot unmarshal " + e.Value + " into "
	if e.Struct == "" && e.Field == "" {
		text += "Go value"
	} else {
		last := e.Field[strings.LastIndexByte(e.Field, '.')+1:]
		if last == "" || strings.Trim(last, "0123456789") != "" {
			text += "Go struct field "
		}
		text += e.Struct + "." + e.Field
	}
	text += " of type " + e.Type.String()
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// Deprecated: UnmarshalFieldError is no longer returned.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " +
		e.Field.Name + " of type " + e.Type.String()
}

// An InvalidUnmarshalError says that Unmarshal was given no pointer to store into.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// A Number is the text of a JSON number.
type Number string

func (n Number) String() string { return string(n) }

func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// What the natives answer.
const (
	answerDone = iota
	answerWantCodec
	answerWantMethod
	answerFailed
)

type frame struct {
	codec          *codec
	at, list, elem unsafe.Pointer
	i, n, state    int
}

type mapEntry struct {
	name      string
	key, elem unsafe.Pointer
}

func validate(data []byte) (wrong string, at int)
func scanValue(data []byte, from int) (end int, wrong string, short bool)
func compact(src []byte, html bool) string
func indented(src []byte, prefix, indent string) string
func htmlEscape(src []byte) string
func quoted(s string, html bool) string
func unquoted(s string) string

func checkValid(data []byte) error {
	if wrong, at := validate(data); at >= 0 {
		return &SyntaxError{wrong, int64(at)}
	}
	return nil
}

// checkText is checkValid with the words of Compact and Indent.
func checkText(data []byte) error {
	if wrong, at := validate(data); at >= 0 {
		if before, found := strings.CutSuffix(wrong, " after array element"); found {
			wrong = before + " after array value"
		}
		return &SyntaxError{wrong, int64(at)}
	}
	return nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool { return checkValid(data) == nil }

// Compact appends src without the space between its tokens.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := checkText(src); err != nil {
		return err
	}
	dst.WriteString(compact(src, false))
	return nil
}

// Indent appends src with each element on a line of its own, which begins with prefix and an indent for each level.
// Space behind src is kept.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	if err := checkText(src); err != nil {
		return err
	}
	dst.WriteString(indented(src, prefix, indent))
	dst.Write(src[len(bytes.TrimRight(src, " \t\r\n")):])
	return nil
}

// HTMLEscape appends src with what could end a script element escaped in its strings.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.WriteString(htmlEscape(src)) }

// encodeState is known to encode.rs.
type encodeState struct {
	out         []byte
	frames      []frame
	table       *table
	frameType   any
	entryType   any
	html        bool
	hasAddress  bool
	quoted      bool
	isZero      bool
	value       any
	method      int
	text        []byte
	failure     int
	failureType unsafe.Pointer
	failureText string
	failureAt   int

	// For v2 (v2/native.go).
	flags, depth, offset int
	hasWriter            bool
	prefix, indent       string
}

func encodeStart(e *encodeState, v any) int
func encodeResume(e *encodeState) int

// Marshal returns v as JSON.
func Marshal(v any) ([]byte, error) { return marshal(v, true) }

func marshal(v any, html bool) ([]byte, error) {
	e := encodeState{table: withCodecs(), html: html, frameType: frame{}, entryType: mapEntry{}}
	answer := encodeStart(&e, v)
	for {
		switch answer {
		case answerDone:
			return e.out, nil
		case answerWantCodec:
			e.table = withCodecs(reflect.TypeOf(e.value))
		case answerWantMethod:
			if err := e.call(); err != nil {
				return nil, err
			}
		default:
			return nil, e.error()
		}
		answer = encodeResume(&e)
	}
}

// call calls the method that Rust asked for.
func (e *encodeState) call() (err error) {
	e.text = nil
	name := ""
	switch e.method &^ methodKey {
	case methodJSON:
		if name, err = e.callTo(); name == "" || err == errRefused {
			name, err = e.instead()
		}
	case methodText:
		name = "MarshalText"
		e.text, err = e.value.(encoding.TextMarshaler).MarshalText()
	case methodAppendText:
		name = "AppendText"
		e.text, err = e.value.(encoding.TextAppender).AppendText(nil)
	case methodIsZero:
		e.isZero = e.value.(zeroer).IsZero()
	}
	if err != nil {
		err = explained(name, err)
		t := reflect.TypeOf(e.value)
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.PkgPath() == "time" && t.Name() == "Time" {
			// As in Go, package json writes times itself.
			err = errors.New(strings.TrimPrefix(err.Error(), "Time."+name+": "))
		}
		return &MarshalerError{reflect.TypeOf(e.value), err, name}
	}
	return nil
}

// errRefused: a value does not want to write or read itself by a coder, and has not begun to.
var errRefused = errors.New("refused")

// explained takes errors.ErrUnsupported, which only a method that is handed a coder may return, out of an error.
func explained(name string, err error) error {
	if name != "MarshalJSONTo" && errors.Is(err, errors.ErrUnsupported) {
		return errors.New(name + " method may not return errors.ErrUnsupported")
	}
	return err
}

// instead has a value write itself without an encoder, or says that it is to be written as if it had no methods.
func (e *encodeState) instead() (name string, err error) {
	switch v := e.value.(type) {
	case Marshaler:
		e.text, err = v.MarshalJSON()
		return "MarshalJSON", err
	case encoding.TextAppender:
		e.method = methodAppendText
		e.text, err = v.AppendText(nil)
		return "AppendText", err
	case encoding.TextMarshaler:
		e.method = methodText
		e.text, err = v.MarshalText()
		return "MarshalText", err
	}
	e.method = methodPlain
	return "", nil
}

func (e *encodeState) error() error {
	switch e.failure {
	case 1:
		return &UnsupportedTypeError{typeOf(e.failureType)}
	case 2:
		v := reflect.Value{}
		if e.value != nil {
			v = reflect.ValueOf(e.value)
		}
		return &UnsupportedValueError{v, e.failureText}
	case 3:
		if e.failureAt < 0 {
			return &MarshalerError{reflect.TypeOf(e.value), errors.New(e.failureText), "MarshalJSONTo"}
		}
		return &MarshalerError{reflect.TypeOf(e.value), &SyntaxError{e.failureText, int64(e.failureAt)}, "MarshalJSON"}
	}
	if e.failure == 5 {
		return notMembers(e.text)
	}
	return &SyntaxError{e.failureText, int64(e.failureAt)}
}

// typeOf is the type of a descriptor.
func typeOf(typ unsafe.Pointer) reflect.Type {
	// An interface that holds a nil pointer to the type leads to it.
	var v any
	if c := codecs.Load().Find(typ); c != nil {
		(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[0] = c.ptr
	}
	return reflect.TypeOf(v).Elem()
}

// MarshalIndent is Marshal followed by Indent.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return []byte(indented(b, prefix, indent)), nil
}

// decodeState is known to decode/mod.rs.
type decodeState struct {
	data         []byte
	at           int
	frames       []frame
	table        *table
	basic        *basic
	frameType    any
	useNumber    bool
	knownOnly    bool
	failed       bool
	refused      bool // the method that was called last does not take the text
	quoted       bool // what it was called for is in a string
	value        any
	method       int
	text         []byte
	failure      int
	failureType  unsafe.Pointer
	failureAt    int
	failureValue string
	failurePath  string
	failureText  string

	flags, depth, before int // for v2 (v2/native.go)
}

func decodeStart(d *decodeState, v any) int
func decodeResume(d *decodeState) int

// Unmarshal stores what the JSON text says in the variable that v points to.
func Unmarshal(data []byte, v any) error {
	if t := reflect.TypeOf(v); t == nil || t.Kind() != reflect.Pointer || reflect.ValueOf(v).IsNil() {
		return &InvalidUnmarshalError{t}
	}
	if err := checkValid(data); err != nil {
		return err
	}
	d := decodeState{data: data}
	return d.decode(v)
}

// decode reads d.data, which is valid, into what the pointer v points to.
func (d *decodeState) decode(v any) error {
	t := reflect.TypeOf(v)
	d.table = withCodecs(t)
	d.basic = basics
	d.frameType = frame{}
	var first error
	answer := decodeStart(d, v)
	for {
		switch answer {
		case answerDone:
			if first == nil && d.failed {
				return d.error(t.Elem())
			}
			return first
		case answerWantCodec:
			d.table = withCodecs(reflect.TypeOf(d.value))
			if len(d.frames) == 0 {
				d.at = 0
				answer = decodeStart(d, v)
				continue
			}
		case answerWantMethod:
			err := d.call()
			if d.refused = err != nil; d.refused && !d.failed {
				first, d.failed = err, true
			}
		}
		answer = decodeResume(d)
	}
}

func (d *decodeState) call() error {
	switch d.method {
	case methodJSONString:
		// A time, which as in Go stays what it was where the text is none.
		to := reflect.ValueOf(d.value).Elem()
		read := reflect.New(to.Type())
		err := read.Interface().(Unmarshaler).UnmarshalJSON(d.text)
		if err == nil {
			to.Set(read.Elem())
		}
		return err
	case methodJSON:
		if called, err := d.callFrom(); called && err != errRefused {
			return err
		}
		if v, ok := d.value.(Unmarshaler); ok {
			return explained("UnmarshalJSON", v.UnmarshalJSON(d.text))
		}
		d.method = methodPlain
		if _, ok := d.value.(encoding.TextUnmarshaler); ok {
			d.method = methodPlainText
		}
		return nil
	}
	return explained("UnmarshalText", d.value.(encoding.TextUnmarshaler).UnmarshalText(d.text))
}

func (d *decodeState) error(root reflect.Type) error {
	if d.failure == 2 {
		return fmt.Errorf("json: unknown field %q", d.failureValue)
	}
	e := &UnmarshalTypeError{Value: d.failureValue, Type: typeOf(d.failureType), Offset: int64(d.failureAt)}
	if d.failurePath != "" && d.failure != 3 {
		e.Struct = root.Name()
		e.Field = d.failurePath
	}
	if d.failureText != "" {
		e.Err = errors.New(d.failureText)
		if d.failure == 4 {
			e.Err = &SyntaxError{msg: d.failureText}
		} else if d.failureText == strconv.ErrSyntax.Error() {
			e.Err = strconv.ErrSyntax
		}
	}
	return e
}
