package json

import (
	"encoding"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"io"
	"reflect"
)

var errNotString = errors.New("JSON value must be string type")

var (
	marshalerType       = reflect.TypeFor[Marshaler]()
	marshalerToType     = reflect.TypeFor[MarshalerTo]()
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	unmarshalerFromType = reflect.TypeFor[UnmarshalerFrom]()
	textAppenderType    = reflect.TypeFor[encoding.TextAppender]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()

	writerTypes = []reflect.Type{marshalerToType, marshalerType, textAppenderType, textMarshalerType}
	readerTypes = []reflect.Type{unmarshalerFromType, unmarshalerType, textUnmarshalerType}
)

// has reports whether t or its pointer type has the methods, and whether only the latter.
func has(t, methods reflect.Type) (needsAddress, ok bool) {
	if t.Implements(methods) {
		return false, true
	}
	return true, reflect.PointerTo(t).Implements(methods)
}

func hasAny(t reflect.Type, lists ...[]reflect.Type) bool {
	for _, list := range lists {
		for _, methods := range list {
			if _, ok := has(t, methods); ok {
				return true
			}
		}
	}
	return false
}

// addMethods has the type's own methods do the work, the best of them first.
func (c *codec) addMethods(t reflect.Type) {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface {
		return
	}
	if needsAddress, ok := has(t, textMarshalerType); ok {
		c.writeText(t, needsAddress, "MarshalText", func(v value, b []byte) ([]byte, error) {
			m, _ := reflect.TypeAssert[encoding.TextMarshaler](v.Addr())
			text, err := m.MarshalText()
			return append(b, text...), err
		})
	}
	if needsAddress, ok := has(t, textAppenderType); ok {
		c.writeText(t, needsAddress, "AppendText", func(v value, b []byte) ([]byte, error) {
			m, _ := reflect.TypeAssert[encoding.TextAppender](v.Addr())
			return m.AppendText(b)
		})
	}
	if needsAddress, ok := has(t, marshalerType); ok {
		c.writeJSON(t, needsAddress)
	}
	if needsAddress, ok := has(t, marshalerToType); ok {
		c.writeTo(t, needsAddress)
	}
	if _, ok := has(t, textUnmarshalerType); ok {
		c.readText(t)
	}
	if _, ok := has(t, unmarshalerType); ok {
		c.readJSON(t)
	}
	if _, ok := has(t, unmarshalerFromType); ok {
		c.readFrom(t)
	}
}

// passedOver: encoding/json does not call the method here.
func passedOver(e *jsontext.Encoder, v value, o *options, needsAddress, names bool) bool {
	return o.Has(jsonopts.CallMethodsWithLegacySemantics) &&
		(needsAddress && v.forced || names && impl.Encoder(e).Last().NeedsName())
}

func (c *codec) writeText(t reflect.Type, needsAddress bool, method string, more func(value, []byte) ([]byte, error)) {
	c.custom = true
	otherwise := c.write
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		if passedOver(e, v, o, needsAddress, t.Kind() == reflect.String) {
			return otherwise(e, v, o)
		}
		err := impl.Encoder(e).AppendRaw('"', false, func(b []byte) ([]byte, error) { return more(v, b) })
		if err == nil {
			return nil
		}
		err = mustSupport(err, method+" method")
		if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
			return shared.Legacy.CallError(v.Addr().Interface(), err, method)
		}
		if !isSemantic(err) && !impl.IsIOError(err) {
			err = writeError(e, t, err)
		}
		return err
	}
}

func (c *codec) writeJSON(t reflect.Type, needsAddress bool) {
	c.custom = true
	otherwise := c.write
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		if passedOver(e, v, o, needsAddress, true) {
			return otherwise(e, v, o)
		}
		m, _ := reflect.TypeAssert[Marshaler](v.Addr())
		text, err := m.MarshalJSON()
		return wroteText(e, v, t, o, text, err, "MarshalJSON method", "MarshalJSON")
	}
}

// wroteText writes what a method or function returned.
func wroteText(e *jsontext.Encoder, v value, t reflect.Type, o *options, text []byte, err error, what, method string) error {
	legacy := o.Has(jsonopts.ReportErrorsWithLegacySemantics)
	if err != nil {
		err = mustSupport(err, what)
		if legacy {
			return shared.Legacy.CallError(v.Addr().Interface(), err, method)
		}
		return flattened(writeError(e, t, err))
	}
	err = e.WriteValue(text)
	switch {
	case err == nil:
		return nil
	case legacy:
		return shared.Legacy.CallError(v.Addr().Interface(), err, method)
	case isSyntactic(err):
		return writeError(e, t, err)
	}
	return err
}

func (c *codec) writeTo(t reflect.Type, needsAddress bool) {
	c.custom = true
	otherwise := c.write
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		if passedOver(e, v, o, needsAddress, true) {
			return otherwise(e, v, o)
		}
		m, _ := reflect.TypeAssert[MarshalerTo](v.Addr())
		err := writtenBy(e, v, t, o, m.MarshalJSONTo, "MarshalJSONTo")
		if err == errors.ErrUnsupported {
			return otherwise(e, v, o)
		}
		return err
	}
}

// A coder is what heldToOne has to know of an encoder or a decoder.
type coder interface {
	DepthLength() (int, int64)
	Set(jsonopts.Flags, bool)
}

// heldToOne calls what is handed a coder, and judges by what that has done: nil is one value, ErrUnsupported alone nothing at all, so that the
// value is left to others.
func heldToOne(x coder, call func() error) error {
	depth, n := x.DepthLength()
	x.Set(jsonopts.WithinCall, true)
	err := call()
	x.Set(jsonopts.WithinCall, false)
	nowDepth, nowN := x.DepthLength()
	switch {
	case err == nil && (depth != nowDepth || n+1 != nowN):
		return shared.ErrNotOneValue
	case !errors.Is(err, errors.ErrUnsupported):
		return err
	case depth != nowDepth || n != nowN:
		return shared.ErrChangedAnyway
	}
	return errors.ErrUnsupported
}

// writtenBy calls what is handed the encoder. ErrUnsupported alone: it has left the value to others.
func writtenBy(e *jsontext.Encoder, v value, t reflect.Type, o *options, call func(*jsontext.Encoder) error, method string) error {
	x := impl.Encoder(e)
	depth, n := x.DepthLength()
	err := heldToOne(x, func() error { return call(e) })
	if err == nil || err == errors.ErrUnsupported {
		return err
	}
	if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return shared.Legacy.CallError(v.Addr().Interface(), err, method)
	}
	if impl.IsIOError(err) {
		return err
	}
	return placedWrite(e, t, depth, n, err)
}

func (c *codec) readText(t reflect.Type) {
	c.custom = true
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		text, kind, err := impl.Decoder(d).ReadValue()
		if err != nil {
			return err
		}
		switch text.Kind() {
		case 'n':
			if !o.Has(jsonopts.MergeWithLegacySemantics) {
				v.SetZero()
			}
			return nil
		case '"':
		default:
			return readError(d, t, errNotString)
		}
		m, _ := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr())
		if err = m.UnmarshalText([]byte(jsonwire.Text(text, kind))); err == nil {
			return nil
		}
		err = mustSupport(err, "UnmarshalText method")
		if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) && !isSemantic(err) && !isSyntactic(err) && !impl.IsIOError(err) {
			err = readError(d, t, err)
		}
		return err
	}
}

func (c *codec) readJSON(t reflect.Type) {
	c.custom = true
	otherwise := c.read
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		if o.Has(jsonopts.CallMethodsWithLegacySemantics) && impl.Decoder(d).Last().NeedsName() {
			return otherwise(d, v, o)
		}
		text, err := d.ReadValue()
		if err != nil {
			return err
		}
		m, _ := reflect.TypeAssert[Unmarshaler](v.Addr())
		if err = m.UnmarshalJSON(text); err == nil {
			return nil
		}
		return tookText(d, t, o, err, "UnmarshalJSON method")
	}
}

// tookText words what a method or function said of the text it was given.
func tookText(d *jsontext.Decoder, t reflect.Type, o *options, err error, what string) error {
	err = mustSupport(err, what)
	if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return err
	}
	return flattened(readError(d, t, err))
}

func (c *codec) readFrom(t reflect.Type) {
	c.custom = true
	otherwise := c.read
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		if o.Has(jsonopts.CallMethodsWithLegacySemantics) && impl.Decoder(d).Last().NeedsName() {
			return otherwise(d, v, o)
		}
		m, _ := reflect.TypeAssert[UnmarshalerFrom](v.Addr())
		err := readBy(d, t, o, m.UnmarshalJSONFrom)
		if err == errors.ErrUnsupported {
			return otherwise(d, v, o)
		}
		return err
	}
}

// readBy is writtenBy for reading.
func readBy(d *jsontext.Decoder, t reflect.Type, o *options, call func(*jsontext.Decoder) error) error {
	x := impl.Decoder(d)
	depth, n := x.DepthLength()
	if depth == 1 && x.AtEnd() {
		return io.EOF
	}
	err := heldToOne(x, func() error { return call(d) })
	if err == nil || err == errors.ErrUnsupported {
		return err
	}
	if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		if wrong := x.SkipUntil(depth, n+1); wrong != nil {
			return wrong
		}
		return err
	}
	if isSyntactic(err) || impl.IsIOError(err) {
		return err
	}
	return placedRead(d, t, depth, n, err)
}
