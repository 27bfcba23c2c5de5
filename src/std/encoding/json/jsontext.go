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
)

// This file and options.go are part of a program only if it names something that leads here (decision 024); otherwise
// without_jsontext.go stands in their place.

// Marshaler is what values implement that write themselves as JSON.
type Marshaler = shared.Marshaler

// Unmarshaler is what values implement that read themselves. The text is valid JSON and must not be kept.
type Unmarshaler = shared.Unmarshaler

// A RawMessage is a JSON value as text, to be read later or written as it is.
type RawMessage = jsontext.Value

var (
	rawType             = reflect.TypeFor[RawMessage]()
	marshalerToType     = reflect.TypeFor[shared.MarshalerTo]()
	unmarshalerFromType = reflect.TypeFor[shared.UnmarshalerFrom]()
)

func writesTo(t reflect.Type) bool { return t.Implements(marshalerToType) }

func readsFrom(t reflect.Type) bool { return t.Implements(unmarshalerFromType) }

// callTo has the value write itself to an encoder, if it does that; the method's name.
func (e *encodeState) callTo() (name string, err error) {
	m, ok := e.value.(shared.MarshalerTo)
	if !ok {
		return "", nil
	}
	e.text, err = writtenBy(m, e.html)
	return "MarshalJSONTo", err
}

// callFrom has the value read itself from a decoder, if it does that.
func (d *decodeState) callFrom() (called bool, err error) {
	u, ok := d.value.(shared.UnmarshalerFrom)
	if !ok {
		return false, nil
	}
	return true, d.readBy(u)
}

// writtenBy is what a value writes to an encoder.
func writtenBy(m shared.MarshalerTo, html bool) ([]byte, error) {
	in := jsontext.Internal.Export(&jsonopts.Allow)
	e := in.NewEncoder(nil, []Options{&jsonopts.DefaultV1, jsontext.EscapeForHTML(html)})
	x := in.Encoder(e)
	x.Set(jsonopts.WithinCall|jsonopts.NoNewline, true)
	err := m.MarshalJSONTo(e)
	if depth, n := x.DepthLength(); err == nil && (depth != 1 || n != 1) {
		err = shared.ErrNotOneValue
	} else if errors.Is(err, errors.ErrUnsupported) {
		if depth == 1 && n == 0 {
			return nil, errRefused
		}
		err = shared.ErrChangedAnyway
	}
	if err != nil {
		return nil, syntaxError(err)
	}
	return x.Buf, nil
}

// notMembers says why the text of an embedded value cannot be written.
func notMembers(text []byte) error {
	in := jsontext.Internal.Export(&jsonopts.Allow)
	d := in.NewDecoder(text, nil, []Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)})
	token, err := d.ReadToken()
	switch {
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	case err == nil && token.Kind() != '{':
		err = errors.New("embedded raw value must be a JSON object")
	}
	for err == nil && d.PeekKind() != '}' {
		if _, err = d.ReadValue(); err == nil {
			_, err = d.ReadValue()
		}
	}
	if err == nil {
		_, err = d.ReadToken()
	}
	if err == nil {
		err = in.Decoder(d).CheckEnd()
	}
	return &UnsupportedValueError{reflect.Value{}, err.Error()}
}

// readBy has a value read itself from a decoder.
func (d *decodeState) readBy(u shared.UnmarshalerFrom) error {
	in := jsontext.Internal.Export(&jsonopts.Allow)
	from := in.NewDecoder(d.text, nil, []Options{&jsonopts.DefaultV1})
	x := in.Decoder(from)
	x.Set(jsonopts.WithinCall, true)
	if d.useNumber {
		x.Set(jsonopts.UnmarshalAnyWithRawNumber, true)
	}
	if d.knownOnly {
		x.Set(jsonopts.RejectUnknownMembers, true)
	}
	err := u.UnmarshalJSONFrom(from)
	if depth, n := x.DepthLength(); err == nil && (depth != 1 || n != 1) {
		err = shared.ErrNotOneValue
	} else if errors.Is(err, errors.ErrUnsupported) {
		if depth == 1 && n == 0 {
			return errRefused
		}
		err = shared.ErrChangedAnyway
	}
	if err == nil {
		return nil
	}
	return unmarshalError(u, err)
}

// MarshalJSONTo writes the number.
func (n Number) MarshalJSONTo(enc *jsontext.Encoder) error {
	text := string(n)
	if text == "" {
		text = "0"
	}
	b := []byte(text)
	quoted := shared.Stringifies(enc.Options(), enc)
	if quoted {
		b = []byte(`"` + text + `"`)
	}
	if end, wrong := jsonwire.Number([]byte(text)); wrong != jsonwire.Nothing || end != len(text) {
		return fmt.Errorf("cannot parse %q as JSON number: %w", b, strconv.ErrSyntax)
	}
	return enc.WriteValue(b)
}

// UnmarshalJSONFrom reads a number, or a string that has one.
func (n *Number) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	quoted := shared.Stringifies(dec.Options(), dec)
	v, err := dec.ReadValue()
	if err != nil {
		return err
	}
	k := v.Kind()
	switch {
	case k == 'n':
		if keep, _ := jsonopts.Get(dec.Options(), MergeWithLegacySemantics); !keep {
			*n = ""
		}
		return nil
	case k == '"':
		text, _ := jsonwire.Unquote(v)
		if end, wrong := jsonwire.Number([]byte(text)); wrong != jsonwire.Nothing || end != len(text) {
			return &shared.SemanticError{JSONKind: k, JSONValue: v.Clone(), GoType: numberType, Err: strconv.ErrSyntax}
		}
		*n = Number(text)
		return nil
	case k == '0' && !quoted:
		*n = Number(v)
		return nil
	}
	return &shared.SemanticError{JSONKind: k, GoType: numberType}
}
