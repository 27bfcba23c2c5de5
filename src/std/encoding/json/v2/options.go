package json

import (
	"encoding/json/internal/jsonopts"
	shared "encoding/json/internal/shared"
)

// Options is an option of Marshal, Unmarshal and others, of jsontext, or several.
type Options = jsonopts.Options

// Marshaler is what values implement that write themselves as JSON; MarshalerTo is better.
type Marshaler = shared.Marshaler

// MarshalerTo is what values implement that write themselves to an encoder.
type MarshalerTo = shared.MarshalerTo

// Unmarshaler is what values implement that read themselves; UnmarshalerFrom is better.
type Unmarshaler = shared.Unmarshaler

// UnmarshalerFrom is what values implement that read themselves from a decoder.
type UnmarshalerFrom = shared.UnmarshalerFrom

// JoinOptions makes one of several; later ones win.
func JoinOptions(srcs ...Options) Options {
	var o options
	o.Join(srcs...)
	return &o
}

// GetOption returns what is said about the option that setter makes, and whether something is.
func GetOption[T any](opts Options, setter func(T) Options) (T, bool) {
	return jsonopts.Get(opts, setter)
}

// DefaultOptionsV2 is what this package does where nothing is said; it takes encoding/json's defaults back.
func DefaultOptionsV2() Options { return &jsonopts.DefaultV2 }

// StringifyNumbers writes numbers as strings, and reads them so.
func StringifyNumbers(v bool) Options { return jsonopts.Bool{jsonopts.StringifyNumbers, v} }

// Deterministic writes the same value as the same text: maps are sorted.
func Deterministic(v bool) Options { return jsonopts.Bool{jsonopts.Deterministic, v} }

// FormatNilSliceAsNull writes nil slices as null instead of [] or "".
func FormatNilSliceAsNull(v bool) Options { return jsonopts.Bool{jsonopts.FormatNilSliceAsNull, v} }

// FormatNilMapAsNull writes nil maps as null instead of {}.
func FormatNilMapAsNull(v bool) Options { return jsonopts.Bool{jsonopts.FormatNilMapAsNull, v} }

// OmitZeroStructFields leaves fields out that are zero, as if all had the tag option omitzero.
func OmitZeroStructFields(v bool) Options { return jsonopts.Bool{jsonopts.OmitZeroStructFields, v} }

// MatchCaseInsensitiveNames takes members for fields whose names differ in case, hyphens and underscores.
func MatchCaseInsensitiveNames(v bool) Options {
	return jsonopts.Bool{jsonopts.MatchCaseInsensitiveNames, v}
}

// RejectUnknownMembers makes members that the struct has no field for an error.
func RejectUnknownMembers(v bool) Options { return jsonopts.Bool{jsonopts.RejectUnknownMembers, v} }

// WithMarshalers has functions of the program write values of some types.
func WithMarshalers(v *Marshalers) Options { return (*marshalersOption)(v) }

// WithUnmarshalers has functions of the program read values of some types.
func WithUnmarshalers(v *Unmarshalers) Options { return (*unmarshalersOption)(v) }

type (
	marshalersOption   Marshalers
	unmarshalersOption Unmarshalers
)

func (*marshalersOption) JSONOptions(jsonopts.NotForPublicUse)   {}
func (*unmarshalersOption) JSONOptions(jsonopts.NotForPublicUse) {}

func (m *marshalersOption) Put(o *options) {
	o.Set(jsonopts.Marshalers, true)
	o.Marshalers = (*Marshalers)(m)
}

func (*marshalersOption) Take(o *options) (any, bool) {
	if o.Said&jsonopts.Marshalers == 0 {
		return (*Marshalers)(nil), false
	}
	return o.Marshalers, true
}

func (u *unmarshalersOption) Put(o *options) {
	o.Set(jsonopts.Unmarshalers, true)
	o.Unmarshalers = (*Unmarshalers)(u)
}

func (*unmarshalersOption) Take(o *options) (any, bool) {
	if o.Said&jsonopts.Unmarshalers == 0 {
		return (*Unmarshalers)(nil), false
	}
	return o.Unmarshalers, true
}
