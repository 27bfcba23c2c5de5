package json

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"fmt"
	"reflect"
)

// How bytes are text.
type byteText struct {
	encode func(dst, src []byte) []byte
	decode func(dst, src []byte) ([]byte, error)
	length func(int) int
}

// byteTextOf knows the formats of bytes, "" among them.
func byteTextOf(format string) (byteText, bool) {
	switch format {
	case "", "base64":
		e := base64.StdEncoding
		return byteText{e.AppendEncode, e.AppendDecode, e.EncodedLen}, true
	case "base64url":
		e := base64.URLEncoding
		return byteText{e.AppendEncode, e.AppendDecode, e.EncodedLen}, true
	case "base32":
		e := base32.StdEncoding
		return byteText{e.AppendEncode, e.AppendDecode, e.EncodedLen}, true
	case "base32hex":
		e := base32.HexEncoding
		return byteText{e.AppendEncode, e.AppendDecode, e.EncodedLen}, true
	case "base16", "hex":
		return byteText{hex.AppendEncode, hex.AppendDecode, hex.EncodedLen}, true
	}
	return byteText{}, false
}

// asBytes makes the codec of a slice or array one of bytes.
func (c *codec) asBytes(t reflect.Type) {
	writeList, readList := c.write, c.read
	named := t.Elem().PkgPath() != ""
	hasWriter := hasAny(t.Elem(), writerTypes)
	isArray := t.Kind() == reflect.Array
	// how tells the format; list: it is that of a list.
	how := func(o *options) (text byteText, list bool, err error) {
		switch {
		case o.Has(jsonopts.StringTag) && !o.Has(jsonopts.ReportErrorsWithLegacySemantics):
			return text, false, errStringTag
		case o.Said&jsonopts.FormatTag != 0:
			if o.Format == "array" {
				o.Clear(jsonopts.FormatTag)
				return text, true, nil
			}
			text, known := byteTextOf(o.Format)
			if !known {
				return text, false, badFormat(o)
			}
			return text, false, nil
		}
		text, _ = byteTextOf("")
		return text, isArray && o.Has(jsonopts.FormatByteArrayAsArray), nil
	}
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		if named && !o.Has(jsonopts.FormatBytesWithLegacySemantics) {
			return writeList(e, v, o)
		}
		formatted := o.Said&jsonopts.FormatTag != 0
		text, list, err := how(o)
		switch {
		case err != nil:
			return writeError(e, t, err)
		case list, !formatted && hasWriter && o.Has(jsonopts.FormatBytesWithLegacySemantics):
			return writeList(e, v, o)
		case o.Has(jsonopts.FormatNilSliceAsNull) && !isArray && v.IsNil():
			return e.WriteToken(jsontext.Null)
		}
		return impl.Encoder(e).AppendRaw('"', true, func(b []byte) ([]byte, error) {
			return text.encode(b, v.Bytes()), nil
		})
	}
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		if named && !o.Has(jsonopts.FormatBytesWithLegacySemantics) {
			return readList(d, v, o)
		}
		formatted := o.Said&jsonopts.FormatTag != 0
		text, list, err := how(o)
		switch {
		case err != nil:
			return skipped(d, t, err)
		case list, !formatted && o.Has(jsonopts.FormatBytesWithLegacySemantics) && d.PeekKind() == '[':
			return readList(d, v, o)
		}
		raw, kind, err := impl.Decoder(d).ReadValue()
		if err != nil {
			return err
		}
		switch raw.Kind() {
		case 'n':
			if !isArray || !o.Has(jsonopts.MergeWithLegacySemantics) {
				v.SetZero()
			}
			return nil
		case '"':
			if err := setBytes(v, []byte(jsonwire.Text(raw, kind)), text, isArray, o); err != nil {
				return readError(d, t, err)
			}
			return nil
		}
		return readError(d, t, nil)
	}
}

func setBytes(v value, src []byte, text byteText, isArray bool, o *options) error {
	b, err := text.decode(v.Bytes()[:0], src)
	if err != nil {
		return err
	}
	if len(src) != text.length(len(b)) && !o.Has(jsonopts.ParseBytesWithLooseRFC4648) {
		// The decoders pass over line breaks.
		at := bytes.IndexAny(src, "\r\n")
		return fmt.Errorf("illegal character %s at offset %d", jsonwire.QuoteRune(string(src[at:])), at)
	}
	if !isArray {
		if b == nil {
			b = []byte{}
		}
		v.SetBytes(b)
		return nil
	}
	to := v.Bytes()
	clear(to[copy(to, b):])
	if len(b) != len(to) && !o.Has(jsonopts.UnmarshalArrayFromAnyLength) {
		return fmt.Errorf("decoded length of %d mismatches array length of %d", len(b), len(to))
	}
	return nil
}
