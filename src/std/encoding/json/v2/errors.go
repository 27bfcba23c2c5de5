package json

import (
	"encoding/json/internal/jsonopts"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// ErrUnknownName says that an object has a member that the struct has no field for.
var ErrUnknownName = shared.ErrUnknownName

// A SemanticError says that a JSON value and a Go value do not fit.
type SemanticError = shared.SemanticError

var errStringTag = errors.New("invalid use of `string` tag option")

func isSemantic(err error) bool {
	_, ok := err.(*SemanticError)
	return ok
}

func isSyntactic(err error) bool {
	_, ok := err.(*jsontext.SyntacticError)
	return ok
}

// isFatal: reading cannot go on after err.
func isFatal(err error, o *options) bool {
	return !o.Has(jsonopts.ReportErrorsWithLegacySemantics) || isSyntactic(err) || impl.IsIOError(err)
}

// keepFirst is the error that is reported where reading goes on.
func keepFirst(first, next error) error {
	if first != nil {
		return first
	}
	return next
}

// tagged says what is wrong with the options in a field's tag. The option string is right under the flags given.
func tagged(o *options, excuse jsonopts.Flags, formats ...string) error {
	if o.Said&jsonopts.Tags == 0 {
		return nil
	}
	if o.Has(jsonopts.StringTag) && !o.Has(excuse) {
		return errStringTag
	}
	if o.Said&jsonopts.FormatTag != 0 && !slices.Contains(formats, o.Format) {
		return badFormat(o)
	}
	return nil
}

func badFormat(o *options) error { return fmt.Errorf("invalid format flag %q", o.Format) }

// writeError is an error about the value that comes next.
func writeError(e *jsontext.Encoder, t reflect.Type, err error) error {
	x := impl.Encoder(e)
	return (&SemanticError{GoType: t, Err: shared.Whole(err),
		ByteOffset:  e.OutputOffset() + int64(x.GapBefore()),
		JSONPointer: x.Pointer(1),
	}).Marshaling()
}

// readErrorBefore is an error about the value that comes next.
func readErrorBefore(d *jsontext.Decoder, t reflect.Type, err error) error {
	x := impl.Decoder(d)
	var k jsontext.Kind
	if x.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		k = d.PeekKind()
	}
	return (&SemanticError{GoType: t, Err: shared.Whole(err), JSONKind: k,
		ByteOffset:  d.InputOffset() + int64(x.GapBefore()),
		JSONPointer: x.Pointer(1),
	}).Unmarshaling()
}

// skipped is readErrorBefore for where reading may go on behind the value.
func skipped(d *jsontext.Decoder, t reflect.Type, err error) error {
	err = readErrorBefore(d, t, err)
	if impl.Decoder(d).Has(jsonopts.ReportErrorsWithLegacySemantics) {
		if wrong := d.SkipValue(); wrong != nil {
			return wrong
		}
	}
	return err
}

// readError is an error about what was read last.
func readError(d *jsontext.Decoder, t reflect.Type, err error) error {
	return readErrorAt(d, t, err, false)
}

// readErrorShown shows the number or string, too.
func readErrorShown(d *jsontext.Decoder, t reflect.Type, err error) error {
	return readErrorAt(d, t, err, true)
}

func readErrorAt(d *jsontext.Decoder, t reflect.Type, err error, show bool) error {
	x := impl.Decoder(d)
	last := jsontext.Value(x.Previous())
	k := last.Kind()
	offset := d.InputOffset() - int64(len(last))
	if x.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		if k == '[' || k == '{' {
			offset++
		} else {
			offset = d.InputOffset()
		}
	}
	wrong := &SemanticError{GoType: t, Err: shared.Whole(err), JSONKind: k, ByteOffset: offset, JSONPointer: x.Pointer(-1)}
	if show && (k == '"' || k == '0') {
		wrong.JSONValue = last.Clone()
	}
	return wrong.Unmarshaling()
}

// restSkipped is readError for where reading may go on behind the array or object that has begun.
func restSkipped(d *jsontext.Decoder, t reflect.Type, err error) error {
	err = readError(d, t, err)
	if x := impl.Decoder(d); x.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		if wrong := x.SkipRest(); wrong != nil {
			return wrong
		}
	}
	return err
}

// placedWrite gives the error of a method its place; before the call the encoder stood at depth and n.
func placedWrite(e *jsontext.Encoder, t reflect.Type, depth int, n int64, err error) error {
	x := impl.Encoder(e)
	nowDepth, nowN := x.DepthLength()
	wrong := filled(err, t, e.OutputOffset()+int64(x.GapBefore())).Marshaling()
	if wrong.JSONPointer == "" {
		wrong.JSONPointer = x.Pointer(whereNow(depth, n, nowDepth, nowN))
	}
	return wrong
}

func placedRead(d *jsontext.Decoder, t reflect.Type, depth int, n int64, err error) error {
	x := impl.Decoder(d)
	nowDepth, nowN := x.DepthLength()
	last := x.Previous()
	offset := d.InputOffset() - int64(len(last))
	if depth == nowDepth && n == nowN || len(last) == 0 {
		offset = d.InputOffset() + int64(x.GapBefore())
	}
	wrong := filled(err, t, offset).Unmarshaling()
	if wrong.JSONPointer == "" {
		wrong.JSONPointer = x.Pointer(whereNow(depth, n, nowDepth, nowN))
	}
	return wrong
}

func filled(err error, t reflect.Type, offset int64) *SemanticError {
	wrong, ok := err.(*SemanticError)
	if !ok {
		wrong = &SemanticError{Err: err}
	}
	wrong.Err = shared.Whole(wrong.Err)
	if wrong.ByteOffset == 0 {
		wrong.ByteOffset = offset
	}
	if wrong.GoType == nil {
		wrong.GoType = t
	}
	return wrong
}

// whereNow: was nothing read or written in a call, one value, or something else?
func whereNow(depth int, n int64, nowDepth int, nowN int64) int {
	switch {
	case depth == nowDepth && n == nowN:
		return 1
	case depth == nowDepth && n+1 == nowN:
		return -1
	}
	return 0
}

// flattened joins the error of a MarshalJSON or UnmarshalJSON that called this package with that about its value.
func flattened(err error) error {
	outer, ok := err.(*SemanticError)
	if !ok {
		return err
	}
	if inner, ok := outer.Err.(*SemanticError); ok {
		inner.ByteOffset += outer.ByteOffset
		inner.JSONPointer = outer.JSONPointer + inner.JSONPointer
		*outer = *inner
	}
	return err
}

// mustSupport: only methods that have a coder may leave a value to others.
func mustSupport(err error, what string) error {
	if errors.Is(err, errors.ErrUnsupported) {
		return errors.New(what + " may not return errors.ErrUnsupported")
	}
	return err
}

func duplicateName(p jsontext.Pointer, offset int64) error {
	return &jsontext.SyntacticError{ByteOffset: offset, JSONPointer: p, Err: jsontext.ErrDuplicateName}
}

// sameName is duplicateName for the name that was read last.
func sameName(d *jsontext.Decoder) error {
	name := impl.Decoder(d).Previous()
	return duplicateName(d.StackPointer(), d.InputOffset()-int64(len(name)))
}
