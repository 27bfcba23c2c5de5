// Package json reads and writes JSON (RFC 8259), stricter and with more choice than encoding/json.
//
// How the values of a type are written and read is worked out when the type is first seen: a codec. Text is left to
// jsontext.
package json

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"io"
	"reflect"
	"sync"
)

var impl = jsontext.Internal.Export(&jsonopts.Allow)

type options = jsonopts.Struct

var (
	errDuplicateNamesChanged = errors.New("cannot change duplicate name checks after a JSON object has already begun processing")
	errInvalidUTF8Changed    = errors.New("cannot change UTF-8 checks after a JSON object has already begun processing")
	errWhitespaceChanged     = errors.New("cannot change whitespace formatting within a MarshalEncode call")
)

// Marshal returns v as JSON.
func Marshal(in any, opts ...Options) (out []byte, err error) {
	if text, done, err := marshalNative(in, opts); done {
		return text, err
	}
	e := impl.NewEncoder(nil, opts)
	x := impl.Encoder(e)
	x.Set(jsonopts.NoNewline, true)
	if err := marshal(e, in, &x.Struct); err != nil {
		if x.Has(jsonopts.ReportErrorsWithLegacySemantics) {
			return nil, shared.Legacy.MarshalError(in, err)
		}
		return bytes.Clone(x.Buf), err
	}
	return bytes.Clone(x.Buf), nil
}

// MarshalWrite writes v as JSON, without a line break behind it.
func MarshalWrite(out io.Writer, in any, opts ...Options) (err error) {
	e := impl.NewEncoder(out, opts)
	x := impl.Encoder(e)
	x.Set(jsonopts.NoNewline, true)
	return legacyMarshal(in, marshal(e, in, &x.Struct), &x.Struct)
}

func legacyMarshal(v any, err error, o *options) error {
	if err != nil && o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return shared.Legacy.MarshalError(v, err)
	}
	return err
}

func legacyUnmarshal(v any, err error, o *options) error {
	if err != nil && o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return shared.Legacy.UnmarshalError(v, err)
	}
	return err
}

// MarshalEncode writes v to an encoder, with its options and more.
func MarshalEncode(out *jsontext.Encoder, in any, opts ...Options) (err error) {
	x := impl.Encoder(out)
	if len(opts) > 0 {
		before := x.Struct
		defer func() { x.Struct = before }()
		x.Struct.Join(opts...)
		if err := namesChanged(x.Last().NeedsName(), &before, &x.Struct); err != nil {
			return writeError(out, reflect.TypeOf(in), err)
		}
		if x.Said&jsonopts.AnyWhitespace != 0 {
			if x.Has(jsonopts.Multiline) {
				x.SpreadOut()
			}
			if !before.SameWhitespace(&x.Struct) {
				return writeError(out, reflect.TypeOf(in), errWhitespaceChanged)
			}
		}
	}
	return legacyMarshal(in, marshal(out, in, &x.Struct), &x.Struct)
}

// namesChanged refuses options that change how names are looked at, in the middle of an object.
func namesChanged(within bool, before, after *options) error {
	if !within {
		return nil
	}
	changed := before.On ^ after.On
	switch {
	case changed&jsonopts.AllowDuplicateNames != 0:
		return errDuplicateNamesChanged
	case changed&jsonopts.AllowInvalidUTF8 != 0:
		return errInvalidUTF8Changed
	}
	return nil
}

func marshal(e *jsontext.Encoder, v any, o *options) error {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.Kind() == reflect.Pointer && rv.IsNil() {
		return e.WriteToken(jsontext.Null)
	}
	to := value{rv, true}
	if rv.Kind() == reflect.Pointer {
		to = value{rv.Elem(), false}
	} else {
		to.Value = reflect.New(rv.Type()).Elem()
		to.Set(rv)
	}
	err := writerOf(to.Type(), o)(e, to, o)
	if err != nil && !o.Has(jsonopts.AllowDuplicateNames) {
		impl.Encoder(e).BreakLoose()
	}
	return err
}

// Unmarshal stores what the JSON text says in the variable that v points to.
func Unmarshal(in []byte, out any, opts ...Options) (err error) {
	if done, err := unmarshalNative(in, out, opts); done {
		return err
	}
	d := impl.NewDecoder(in, nil, opts)
	o := &impl.Decoder(d).Struct
	return legacyUnmarshal(out, unmarshal(d, out, o, true), o)
}

// UnmarshalRead is Unmarshal for a stream, which is read to its end.
func UnmarshalRead(in io.Reader, out any, opts ...Options) (err error) {
	d := impl.NewDecoder(nil, in, opts)
	o := &impl.Decoder(d).Struct
	return legacyUnmarshal(out, unmarshal(d, out, o, true), o)
}

// UnmarshalDecode reads one value from a decoder, with its options and more.
func UnmarshalDecode(in *jsontext.Decoder, out any, opts ...Options) (err error) {
	x := impl.Decoder(in)
	if len(opts) > 0 {
		before := x.Struct
		defer func() { x.Struct = before }()
		x.Struct.Join(opts...)
		if err := namesChanged(x.Last().NeedsName(), &before, &x.Struct); err != nil {
			return readErrorBefore(in, reflect.TypeOf(out), err)
		}
	}
	return legacyUnmarshal(out, unmarshal(in, out, &x.Struct, false), &x.Struct)
}

func unmarshal(d *jsontext.Decoder, v any, o *options, last bool) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return (&SemanticError{GoType: reflect.TypeOf(v), Err: shared.ErrNonNilReference}).Unmarshaling()
	}
	x := impl.Decoder(d)
	atEnd := func(err error) error {
		if err == io.EOF && last {
			end := d.InputOffset() + int64(len(d.UnreadBuffer()))
			return &jsontext.SyntacticError{ByteOffset: end, Err: io.ErrUnexpectedEOF}
		}
		return err
	}
	if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		if err := x.CheckNext(last); err != nil {
			return atEnd(err)
		}
	}
	to := value{rv.Elem(), false}
	if err := readerOf(to.Type(), o)(d, to, o); err != nil {
		if !o.Has(jsonopts.AllowDuplicateNames) {
			x.BreakLoose()
		}
		return atEnd(err)
	}
	if last {
		return x.CheckEnd()
	}
	return nil
}

// A value always has an address; forced: the one that the program gave had none.
type value struct {
	reflect.Value
	forced bool
}

func newValue(t reflect.Type) value { return value{reflect.New(t).Elem(), true} }

type (
	writer = func(*jsontext.Encoder, value, *options) error
	reader = func(*jsontext.Decoder, value, *options) error
)

// A codec writes and reads the values of a type. custom: the type, or the package time, has a say in it.
type codec struct {
	write     writer
	read      reader
	custom    bool
	structure *structure // of structs
}

var codecs sync.Map // reflect.Type to *codec

func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c := kindCodec(t)
	switch t.Kind() {
	case reflect.Struct, reflect.Map, reflect.Slice, reflect.Array:
		c.native(t)
	}
	c.addMethods(t)
	c.addTime(t)
	first, _ := codecs.LoadOrStore(t, c)
	return first.(*codec)
}

// writerOf is what writes values of a type, functions of the program included.
func writerOf(t reflect.Type, o *options) writer {
	w, _ := chooseWriter(codecOf(t).write, t, o)
	return w
}

func readerOf(t reflect.Type, o *options) reader {
	r, _ := chooseReader(codecOf(t).read, t, o)
	return r
}

func chooseWriter(w writer, t reflect.Type, o *options) (writer, bool) {
	if o.Marshalers == nil {
		return w, false
	}
	return o.Marshalers.(*Marshalers).choose(w, t)
}

func chooseReader(r reader, t reflect.Type, o *options) (reader, bool) {
	if o.Unmarshalers == nil {
		return r, false
	}
	return o.Unmarshalers.(*Unmarshalers).choose(r, t)
}

func kindCodec(t reflect.Type) *codec {
	switch t.Kind() {
	case reflect.Bool:
		return boolCodec(t)
	case reflect.String:
		return stringCodec(t)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intCodec(t)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return uintCodec(t)
	case reflect.Float32, reflect.Float64:
		return floatCodec(t)
	case reflect.Map:
		return mapCodec(t)
	case reflect.Struct:
		return structCodec(t)
	case reflect.Slice:
		c := sliceCodec(t)
		if t.Elem().Kind() == reflect.Uint8 {
			c.asBytes(t)
		}
		return c
	case reflect.Array:
		c := arrayCodec(t)
		if t.Elem().Kind() == reflect.Uint8 {
			c.asBytes(t)
		}
		return c
	case reflect.Pointer:
		return pointerCodec(t)
	case reflect.Interface:
		return interfaceCodec(t)
	}
	return &codec{
		write: func(e *jsontext.Encoder, v value, o *options) error { return writeError(e, t, nil) },
		read: func(d *jsontext.Decoder, v value, o *options) error {
			if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
				return readErrorBefore(d, t, nil)
			}
			text, err := d.ReadValue()
			if err != nil || text.Kind() == 'n' {
				return err
			}
			return readError(d, t, nil)
		},
	}
}
