// Package jsontext reads and writes JSON as text (RFC 8259): streams of tokens and values, which it checks, lays out
// and brings into a canonical form (RFC 8785), without saying what Go values they stand for.
package jsontext

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"strings"
)

// Options is an option of NewEncoder, NewDecoder and others, or several.
type Options = jsonopts.Options

// AllowDuplicateNames lets objects have members of one name.
func AllowDuplicateNames(v bool) Options { return jsonopts.Bool{jsonopts.AllowDuplicateNames, v} }

// AllowInvalidUTF8 takes bytes that are not UTF-8 for U+FFFD.
func AllowInvalidUTF8(v bool) Options { return jsonopts.Bool{jsonopts.AllowInvalidUTF8, v} }

// EscapeForHTML escapes <, > and & in strings.
func EscapeForHTML(v bool) Options { return jsonopts.Bool{jsonopts.EscapeForHTML, v} }

// EscapeForJS escapes U+2028 and U+2029 in strings.
func EscapeForJS(v bool) Options { return jsonopts.Bool{jsonopts.EscapeForJS, v} }

// PreserveRawStrings leaves strings in values and tokens that were read as they are written.
func PreserveRawStrings(v bool) Options { return jsonopts.Bool{jsonopts.PreserveRawStrings, v} }

// CanonicalizeRawInts writes integers in values as RFC 8785 does: those beyond 2⁵³ lose digits.
func CanonicalizeRawInts(v bool) Options { return jsonopts.Bool{jsonopts.CanonicalizeRawInts, v} }

// CanonicalizeRawFloats writes numbers with fraction or exponent in values as RFC 8785 does.
func CanonicalizeRawFloats(v bool) Options { return jsonopts.Bool{jsonopts.CanonicalizeRawFloats, v} }

// ReorderRawObjects sorts the members of objects in values.
func ReorderRawObjects(v bool) Options { return jsonopts.Bool{jsonopts.ReorderRawObjects, v} }

// SpaceAfterColon writes a space behind each colon.
func SpaceAfterColon(v bool) Options { return jsonopts.Bool{jsonopts.SpaceAfterColon, v} }

// SpaceAfterComma writes a space behind each comma.
func SpaceAfterComma(v bool) Options { return jsonopts.Bool{jsonopts.SpaceAfterComma, v} }

// Multiline writes each element and member on a line of its own.
func Multiline(v bool) Options { return jsonopts.Bool{jsonopts.Multiline, v} }

// WithIndent is Multiline with this indent for each level: spaces and tabs.
func WithIndent(indent string) Options {
	if rest := strings.Trim(indent, " \t"); rest != "" {
		panic("json: invalid character " + jsonwire.QuoteRune(rest) + " in indent")
	}
	return jsonopts.IndentText(indent)
}

// WithIndentPrefix is Multiline with this text, spaces and tabs, at the beginning of each line.
func WithIndentPrefix(prefix string) Options {
	if rest := strings.Trim(prefix, " \t"); rest != "" {
		panic("json: invalid character " + jsonwire.QuoteRune(rest) + " in indent prefix")
	}
	return jsonopts.PrefixText(prefix)
}
