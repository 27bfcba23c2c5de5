// Package html escapes and unescapes text for HTML.
package html

// EscapeString writes <, >, &, ' and " as entities.
func EscapeString(s string) string

// UnescapeString replaces all of HTML's entities by what they stand for.
func UnescapeString(s string) string
