// Package xml reads and writes XML 1.0, as tokens and as Go values.
package xml

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
)

// A SyntaxError says what is wrong with the input, and where.
type SyntaxError struct {
	Msg  string
	Line int
}

func (e *SyntaxError) Error() string {
	return "XML syntax error on line " + strconv.Itoa(e.Line) + ": " + e.Msg
}

// A Name is a local name with the name space that it belongs to, or as RawToken gives it the prefix.
type Name struct {
	Space, Local string
}

// An Attr is an attribute.
type Attr struct {
	Name  Name
	Value string
}

// A Token is a StartElement, EndElement, CharData, Comment, ProcInst or Directive.
type Token any

// A StartElement is <name attr="...">.
type StartElement struct {
	Name Name
	Attr []Attr
}

// Copy copies the attributes too.
func (e StartElement) Copy() StartElement {
	e.Attr = append(make([]Attr, 0, len(e.Attr)), e.Attr...)
	return e
}

// End is the EndElement that fits.
func (e StartElement) End() EndElement { return EndElement{e.Name} }

// An EndElement is </name>.
type EndElement struct{ Name Name }

// CharData is text, with entities replaced.
type CharData []byte

// Copy returns a copy.
func (c CharData) Copy() CharData { return CharData(bytes.Clone(c)) }

// A Comment is what stands between <!-- and -->.
type Comment []byte

// Copy returns a copy.
func (c Comment) Copy() Comment { return Comment(bytes.Clone(c)) }

// A ProcInst is <?target inst?>.
type ProcInst struct {
	Target string
	Inst   []byte
}

// Copy copies Inst too.
func (p ProcInst) Copy() ProcInst {
	p.Inst = bytes.Clone(p.Inst)
	return p
}

// A Directive is what stands between <! and >.
type Directive []byte

// Copy returns a copy.
func (d Directive) Copy() Directive { return Directive(bytes.Clone(d)) }

// CopyToken copies a token, so that it stays good when the next one is read.
func CopyToken(t Token) Token {
	switch t := t.(type) {
	case CharData:
		return t.Copy()
	case Comment:
		return t.Copy()
	case Directive:
		return t.Copy()
	case ProcInst:
		return t.Copy()
	case StartElement:
		return t.Copy()
	}
	return t
}

// A TokenReader gives tokens; (nil, io.EOF) at the end.
type TokenReader interface {
	Token() (Token, error)
}

const (
	xmlURL = "http://www.w3.org/XML/1998/namespace"
	// Header is what files usually begin with; Marshal does not write it.
	Header = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
)

// escape appends text with what is special in it replaced; what is no UTF-8 comes out as the replacement character.
func escape(out []byte, s string, newlines bool) []byte

// EscapeText writes text as it may stand in XML.
func EscapeText(w io.Writer, s []byte) error {
	_, err := w.Write(escape(nil, string(s), true))
	return err
}

// Escape is EscapeText without its error.
func Escape(w io.Writer, s []byte) { EscapeText(w, s) }

func writeCDATA(w io.Writer, s []byte) error {
	if len(s) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "<![CDATA[%s]]>", bytes.ReplaceAll(s, []byte("]]>"), []byte("]]]]><![CDATA[>")))
	return err
}
