// Package jsonopts holds the options that encoding/json, its v2 and jsontext share.
package jsonopts

import "reflect"

// NotForPublicUse keeps others from writing options of their own.
type NotForPublicUse struct{}

// Allow is what jsontext.Internal asks for.
var Allow NotForPublicUse

// Options is one option, or several.
type Options interface {
	JSONOptions(NotForPublicUse)
}

// Flags is a set of options that are on or off. The first ten are known to wire/mod.rs, others to codec.rs.
type Flags uint64

const (
	AllowDuplicateNames Flags = 1 << iota
	AllowInvalidUTF8
	EscapeForHTML
	EscapeForJS
	PreserveRawStrings
	CanonicalizeRawInts
	CanonicalizeRawFloats
	Multiline
	SpaceAfterColon
	SpaceAfterComma

	ReorderRawObjects
	Indent
	IndentPrefix
	WithinCall // a method or function of the program has been handed the coder
	NoNewline  // what Marshal writes ends without a line break

	StringifyNumbers
	Deterministic
	FormatNilMapAsNull
	FormatNilSliceAsNull
	OmitZeroStructFields
	MatchCaseInsensitiveNames
	RejectUnknownMembers
	Marshalers
	Unmarshalers
	StringTag
	FormatTag
	FormatTagSupported

	CallMethodsWithLegacySemantics
	FormatByteArrayAsArray
	FormatBytesWithLegacySemantics
	FormatDurationAsNano
	MatchCaseSensitiveDelimiter
	MergeWithLegacySemantics
	OmitEmptyWithLegacySemantics
	ParseBytesWithLooseRFC4648
	ParseTimeWithLooseRFC3339
	ReportErrorsWithLegacySemantics
	StringifyWithLegacySemantics
	UnmarshalArrayFromAnyLength
	UnmarshalAnyWithRawNumber

	// Wire is what reading and writing text depends on.
	Wire          = SpaceAfterComma<<1 - 1
	AnyWhitespace = Multiline | SpaceAfterColon | SpaceAfterComma
	Tags          = StringTag | FormatTag
	// V1 is what tells encoding/json from its v2.
	V1 = AllowDuplicateNames | AllowInvalidUTF8 | EscapeForHTML | EscapeForJS | PreserveRawStrings | Deterministic |
		FormatNilMapAsNull | FormatNilSliceAsNull | MatchCaseInsensitiveNames | CallMethodsWithLegacySemantics |
		FormatByteArrayAsArray | FormatBytesWithLegacySemantics | FormatDurationAsNano | MatchCaseSensitiveDelimiter |
		MergeWithLegacySemantics | OmitEmptyWithLegacySemantics | ParseBytesWithLooseRFC4648 | ParseTimeWithLooseRFC3339 |
		ReportErrorsWithLegacySemantics | StringifyWithLegacySemantics | UnmarshalArrayFromAnyLength
)

// A Bool is an option that is on or off.
type Bool struct {
	Flag Flags
	On   bool
}

func (Bool) JSONOptions(NotForPublicUse) {}

// IndentText and PrefixText are what WithIndent and WithIndentPrefix return.
type (
	IndentText string
	PrefixText string
)

func (IndentText) JSONOptions(NotForPublicUse) {}
func (PrefixText) JSONOptions(NotForPublicUse) {}

// An Extra is an option of a package that this one must not know.
type Extra interface {
	Options
	Put(*Struct)
	Take(*Struct) (any, bool)
}

// Struct holds options: which are said, which of them are on, and what is no flag.
type Struct struct {
	Said, On                 Flags
	Indent, Prefix           string
	Marshalers, Unmarshalers any
	Format                   string
}

func (*Struct) JSONOptions(NotForPublicUse) {}

var (
	DefaultV1 = Struct{Said: V1, On: V1}
	DefaultV2 = Struct{Said: V1}
)

// Has reports whether any of the flags is on.
func (s *Struct) Has(f Flags) bool { return s.On&f != 0 }

func (s *Struct) Set(f Flags, on bool) {
	s.Said |= f
	s.On &^= f
	if on {
		s.On |= f
	}
}

func (s *Struct) Clear(f Flags) {
	s.Said &^= f
	s.On &^= f
}

// Who turns the tag option format on, which Go 1.27 has as an experiment.
type formatTagSupporter interface{ ExperimentalSupportFormatTag() bool }

// Join adds options; later ones win.
func (s *Struct) Join(options ...Options) {
	for _, option := range options {
		switch o := option.(type) {
		case nil:
		case Bool:
			s.Set(o.Flag, o.On)
		case *Struct:
			s.join(o)
		case IndentText:
			s.Set(Multiline|Indent, true)
			s.Indent = string(o)
		case PrefixText:
			s.Set(Multiline|IndentPrefix, true)
			s.Prefix = string(o)
		case Extra:
			o.Put(s)
		case formatTagSupporter:
			s.Set(FormatTagSupported, o.ExperimentalSupportFormatTag())
		default:
			panic("unknown option " + reflect.TypeOf(option).String())
		}
	}
}

func (s *Struct) join(o *Struct) {
	s.Said |= o.Said
	s.On = s.On&^o.Said | o.On
	if o.Said&Indent != 0 {
		s.Indent = o.Indent
	}
	if o.Said&IndentPrefix != 0 {
		s.Prefix = o.Prefix
	}
	if o.Said&Marshalers != 0 {
		s.Marshalers = o.Marshalers
	}
	if o.Said&Unmarshalers != 0 {
		s.Unmarshalers = o.Unmarshalers
	}
	if o.Said&FormatTag != 0 {
		s.Format = o.Format
	}
}

// Get is GetOption: what is said about the option that setter makes.
func Get[T any](options Options, setter func(T) Options) (T, bool) {
	s, ok := options.(*Struct)
	if !ok {
		s = new(Struct)
		s.Join(options)
	}
	var zero T
	switch o := setter(zero).(type) {
	case Bool:
		said := s.Said&o.Flag != 0
		if !said && o.Flag == StringifyNumbers && s.Has(StringTag) {
			return any(true).(T), true
		}
		return any(s.Has(o.Flag)).(T), said
	case IndentText:
		if s.Said&Indent == 0 {
			return zero, false
		}
		return any(s.Indent).(T), true
	case PrefixText:
		if s.Said&IndentPrefix == 0 {
			return zero, false
		}
		return any(s.Prefix).(T), true
	case Extra:
		v, said := o.Take(s)
		return v.(T), said
	case formatTagSupporter:
		return any(s.Has(FormatTagSupported)).(T), s.Said&FormatTagSupported != 0
	default:
		panic("unknown option " + reflect.TypeOf(o).String())
	}
}

// SpreadOut fills in what Multiline means where nothing else is said.
func (s *Struct) SpreadOut() {
	if s.Said&SpaceAfterColon == 0 {
		s.Set(SpaceAfterColon, true)
	}
	if s.Said&SpaceAfterComma == 0 {
		s.Set(SpaceAfterComma, false)
	}
	if s.Said&Indent == 0 {
		s.Set(Indent, true)
		s.Indent = "\t"
	}
}

// SameWhitespace reports whether both lay text out alike.
func (s *Struct) SameWhitespace(o *Struct) bool {
	return s.On&AnyWhitespace == o.On&AnyWhitespace &&
		(!o.Has(Multiline) || s.Indent == o.Indent && s.Prefix == o.Prefix)
}
