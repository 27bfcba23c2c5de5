package xml

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Decoder reads tokens and values. Its form is known to mod.rs.
type Decoder struct {
	Strict        bool              // false: mistakes that are common in HTML are let pass
	AutoClose     []string          // not Strict: elements that are closed at once
	Entity        map[string]string // entities besides the five that are built in
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
	DefaultSpace  string // the name space of names that have none

	in       io.ByteReader
	tokens   TokenReader // instead of in
	unread   int         // a byte, or -1
	err      error
	line     int
	lineFrom int64 // offset of the line
	offset   int64

	buf    bytes.Buffer
	saved  *bytes.Buffer // all that is read, for innerxml
	open   []level
	fences []int // how many elements are open around those that are being unmarshaled; the decoder ends there
	spaces map[string]string
	close  *Name // of <name/>, whose end is still to come
	next   Token
	noRaw  bool // in UnmarshalXML
}

// A level is an element that is open, with the prefixes that it has bound: what was bound to them before.
type level struct {
	name  Name
	bound []binding
}

type binding struct {
	prefix, before string
	was            bool
}

// NewDecoder reads from r, which it may read further than is needed unless it is an io.ByteReader.
func NewDecoder(r io.Reader) *Decoder {
	d := &Decoder{Strict: true, unread: -1, line: 1, spaces: map[string]string{}}
	d.from(r)
	return d
}

// NewTokenDecoder reads from a stream of tokens.
func NewTokenDecoder(t TokenReader) *Decoder {
	if d, ok := t.(*Decoder); ok {
		return d
	}
	return &Decoder{Strict: true, unread: -1, line: 1, spaces: map[string]string{}, tokens: t}
}

func (d *Decoder) from(r io.Reader) {
	in, ok := r.(io.ByteReader)
	if !ok {
		in = bufio.NewReader(r)
	}
	d.in = in
}

// InputOffset is where the next token begins.
func (d *Decoder) InputOffset() int64 { return d.offset }

// InputPos is the line and the column, in bytes, both from 1.
func (d *Decoder) InputPos() (line, column int) { return d.line, int(d.offset-d.lineFrom) + 1 }

func (d *Decoder) syntax(format string, args ...any) error {
	return &SyntaxError{fmt.Sprintf(format, args...), d.line}
}

// fail is the end of the input's reading.
func (d *Decoder) fail(format string, args ...any) error {
	d.err = d.syntax(format, args...)
	return d.err
}

// floor is how many elements may not be closed here; fenced: the decoder ends there.
func (d *Decoder) floor() (n int, fenced bool) {
	if n := len(d.fences); n > 0 {
		return d.fences[n-1], true
	}
	return 0, false
}

// Token reads a token, with name spaces resolved, and checks that elements are closed in order.
func (d *Decoder) Token() (Token, error) {
	floor, fenced := d.floor()
	if fenced && len(d.open) == floor {
		return nil, io.EOF
	}
	t := d.next
	d.next = nil
	if t == nil {
		var err error
		if t, err = d.rawToken(); t == nil && err != nil {
			if err == io.EOF && len(d.open) > floor {
				err = d.syntax("unexpected EOF")
			}
			return nil, err
		}
	}
	if !d.Strict && len(d.open) > floor {
		if top := d.open[len(d.open)-1].name; d.closesItself(top) {
			if end, ok := t.(EndElement); !ok || !strings.EqualFold(end.Name.Local, top.Local) {
				d.next, t = t, EndElement{top}
			}
		}
	}
	switch t := t.(type) {
	case StartElement:
		l := level{name: t.Name}
		for _, a := range t.Attr {
			prefix := a.Name.Local
			switch {
			case a.Name.Space == "xmlns":
			case a.Name.Space == "" && prefix == "xmlns":
				prefix = ""
			default:
				continue
			}
			before, was := d.spaces[prefix]
			l.bound = append(l.bound, binding{prefix, before, was})
			d.spaces[prefix] = a.Value
		}
		d.open = append(d.open, l)
		d.resolve(&t.Name, true)
		for i := range t.Attr {
			d.resolve(&t.Attr[i].Name, false)
		}
		return t, nil
	case EndElement:
		if err := d.end(&t.Name); err != nil {
			return nil, err
		}
		return t, nil
	}
	return t, nil
}

func (d *Decoder) closesItself(n Name) bool {
	for _, name := range d.AutoClose {
		if strings.EqualFold(name, n.Local) {
			return true
		}
	}
	return false
}

// resolve replaces a prefix by its name space.
func (d *Decoder) resolve(n *Name, element bool) {
	switch {
	case n.Space == "xmlns", n.Space == "" && (!element || n.Local == "xmlns"):
		return
	case n.Space == "xml":
		n.Space = xmlURL
	}
	if space, ok := d.spaces[n.Space]; ok {
		n.Space = space
	} else if n.Space == "" {
		n.Space = d.DefaultSpace
	}
}

// end closes the element that is open.
func (d *Decoder) end(n *Name) error {
	floor, _ := d.floor()
	if len(d.open) <= floor {
		return d.fail("unexpected end element </%s>", n.Local)
	}
	l := d.open[len(d.open)-1]
	d.open = d.open[:len(d.open)-1]
	switch {
	case l.name.Local != n.Local:
		if !d.Strict {
			// It is closed, and the same end seen again.
			again := *n
			d.close = &again
			*n = l.name
			d.unbind(l)
			return nil
		}
		return d.fail("element <%s> closed by </%s>", l.name.Local, n.Local)
	case l.name.Space != n.Space:
		space := n.Space
		if space == "" {
			space = `""`
		}
		return d.fail("element <%s> in space %s closed by </%s> in space %s", l.name.Local, l.name.Space, n.Local, space)
	}
	d.resolve(n, true)
	d.unbind(l)
	return nil
}

func (d *Decoder) unbind(l level) {
	for i := len(l.bound) - 1; i >= 0; i-- {
		if b := l.bound[i]; b.was {
			d.spaces[b.prefix] = b.before
		} else {
			delete(d.spaces, b.prefix)
		}
	}
}

var errRaw = errors.New("xml: cannot use RawToken from UnmarshalXML method")

// RawToken reads a token as it stands there: prefixes are not resolved, and ends not checked.
func (d *Decoder) RawToken() (Token, error) {
	if d.noRaw {
		return nil, errRaw
	}
	return d.rawToken()
}

func (d *Decoder) get() (byte, bool) {
	if d.err != nil {
		return 0, false
	}
	var b byte
	if d.unread >= 0 {
		b = byte(d.unread)
		d.unread = -1
	} else {
		if b, d.err = d.in.ReadByte(); d.err != nil {
			return 0, false
		}
		if d.saved != nil {
			d.saved.WriteByte(b)
		}
	}
	if b == '\n' {
		d.line++
		d.lineFrom = d.offset + 1
	}
	d.offset++
	return b, true
}

func (d *Decoder) back(b byte) {
	if b == '\n' {
		d.line--
	}
	d.unread = int(b)
	d.offset--
}

// plainRun reads bytes that mean themselves into buf, as many as are to be had without reading on, perhaps none: how many. What is being
// read is text (-1), a value (its quote), or one of the following.
func plainRun(d *Decoder, what int) int

const (
	runOfName  = -2
	runOfCDATA = -3
)

// unfit is where something begins that is no character of XML, or not UTF-8; -1: nowhere.
func unfit(text []byte) int

// must reads a byte where the input cannot end.
func (d *Decoder) must() (byte, bool) {
	b, ok := d.get()
	if !ok && d.err == io.EOF {
		d.fail("unexpected EOF")
	}
	return b, ok
}

// savedSize is how much was saved of what has been looked at.
func (d *Decoder) savedSize() int {
	if d.unread >= 0 {
		return d.saved.Len() - 1
	}
	return d.saved.Len()
}

func (d *Decoder) space() {
	for {
		b, ok := d.get()
		if !ok {
			return
		}
		if b != ' ' && b != '\r' && b != '\n' && b != '\t' {
			d.back(b)
			return
		}
	}
}

// word reads the bytes of a name into buf; false: there are none.
func (d *Decoder) word() bool {
	for n := 0; ; n++ {
		n += plainRun(d, runOfName)
		b, ok := d.must()
		if !ok {
			return false
		}
		if b < utf8.RuneSelf && !isNameByte(b) {
			d.back(b)
			return n > 0
		}
		d.buf.WriteByte(b)
	}
}

func (d *Decoder) name() (string, bool) {
	d.buf.Reset()
	if !d.word() {
		return "", false
	}
	s := d.buf.String()
	if !isName(s) {
		d.fail("invalid XML name: %s", s)
		return "", false
	}
	return s, true
}

// qualified reads a name with a prefix, if it has one.
func (d *Decoder) qualified() (n Name, ok bool) {
	s, ok := d.name()
	if !ok || strings.Count(s, ":") > 1 {
		return n, false
	}
	prefix, local, ok := strings.Cut(s, ":")
	if !ok || prefix == "" || local == "" {
		return Name{Local: s}, true
	}
	return Name{prefix, local}, true
}

// expected is the error of a name that is missing.
func (d *Decoder) expected(what string) error {
	if d.err == nil {
		d.fail("expected %s", what)
	}
	return d.err
}

func (d *Decoder) rawToken() (Token, error) {
	if d.tokens != nil {
		return d.tokens.Token()
	}
	if d.err != nil {
		return nil, d.err
	}
	if n := d.close; n != nil {
		d.close = nil
		return EndElement{*n}, nil
	}
	b, ok := d.get()
	if !ok {
		return nil, d.err
	}
	if b != '<' {
		d.back(b)
		if data := d.text(-1, false); data != nil {
			return CharData(data), nil
		}
		return nil, d.err
	}
	if b, ok = d.must(); !ok {
		return nil, d.err
	}
	switch b {
	case '/':
		n, ok := d.qualified()
		if !ok {
			return nil, d.expected("element name after </")
		}
		d.space()
		if b, ok = d.must(); !ok {
			return nil, d.err
		}
		if b != '>' {
			return nil, d.fail("invalid characters between </%s and >", n.Local)
		}
		return EndElement{n}, nil
	case '?':
		return d.instruction()
	case '!':
		return d.exclamation()
	}
	d.back(b)
	return d.start()
}

// until reads up to an ending, which is not part of what it gives.
func (d *Decoder) until(end string) ([]byte, bool) {
	for {
		b, ok := d.must()
		if !ok {
			return nil, false
		}
		d.buf.WriteByte(b)
		if all := d.buf.Bytes(); b == '>' && bytes.HasSuffix(all, []byte(end)) {
			return all[:len(all)-len(end)], true
		}
	}
}

func (d *Decoder) instruction() (Token, error) {
	target, ok := d.name()
	if !ok {
		return nil, d.expected("target name after <?")
	}
	d.space()
	d.buf.Reset()
	data, ok := d.until("?>")
	if !ok {
		return nil, d.err
	}
	if target == "xml" {
		if version := declared("version", string(data)); version != "" && version != "1.0" {
			d.err = fmt.Errorf("xml: unsupported version %q; only version 1.0 is supported", version)
			return nil, d.err
		}
		if set := declared("encoding", string(data)); set != "" && !strings.EqualFold(set, "utf-8") {
			if d.CharsetReader == nil {
				d.err = fmt.Errorf("xml: encoding %q declared but Decoder.CharsetReader is nil", set)
				return nil, d.err
			}
			in, err := d.CharsetReader(set, d.in.(io.Reader))
			if err != nil {
				d.err = fmt.Errorf("xml: opening charset %q: %w", set, err)
				return nil, d.err
			}
			if in == nil {
				panic("CharsetReader returned a nil Reader for charset " + set)
			}
			d.from(in)
		}
	}
	return ProcInst{target, data}, nil
}

// declared finds a value in an XML declaration.
func declared(name, s string) string {
	for {
		i := strings.Index(s, name+"=")
		if i < 0 || i+len(name)+1 >= len(s) {
			return ""
		}
		quote := s[i+len(name)+1]
		s = s[i+len(name)+2:]
		if quote == '\'' || quote == '"' {
			value, _, ok := strings.Cut(s, string(quote))
			if !ok {
				return ""
			}
			return value
		}
	}
}

func (d *Decoder) exclamation() (Token, error) {
	b, ok := d.must()
	if !ok {
		return nil, d.err
	}
	switch b {
	case '-':
		if b, ok = d.must(); !ok {
			return nil, d.err
		}
		if b != '-' {
			return nil, d.fail("invalid sequence <!- not part of <!--")
		}
		d.buf.Reset()
		for {
			if b, ok = d.must(); !ok {
				return nil, d.err
			}
			all := d.buf.Bytes()
			if bytes.HasSuffix(all, []byte("--")) {
				if b != '>' {
					return nil, d.fail(`invalid sequence "--" not allowed in comments`)
				}
				return Comment(all[:len(all)-2]), nil
			}
			d.buf.WriteByte(b)
		}
	case '[':
		for _, want := range []byte("CDATA[") {
			if b, ok = d.must(); !ok {
				return nil, d.err
			}
			if b != want {
				return nil, d.fail("invalid <![ sequence")
			}
		}
		if data := d.text(-1, true); data != nil {
			return CharData(data), nil
		}
		return nil, d.err
	}
	return d.directive(b)
}

// directive reads up to the > that belongs to it, with a space for each comment in it.
func (d *Decoder) directive(b byte) (Token, error) {
	d.buf.Reset()
	d.buf.WriteByte(b)
	quote, depth, again := byte(0), 0, false
	for {
		ok := true
		if !again {
			b, ok = d.must()
		}
		if !ok {
			return nil, d.err
		}
		if !again && quote == 0 && b == '>' && depth == 0 {
			return Directive(d.buf.Bytes()), nil
		}
		again = false
		d.buf.WriteByte(b)
		switch {
		case b == quote:
			quote = 0
		case quote != 0:
		case b == '\'' || b == '"':
			quote = b
		case b == '>':
			depth--
		case b == '<':
			var seen int
			if b, seen, ok = d.begins("!--"); !ok {
				return nil, d.err
			}
			if seen < 3 {
				d.buf.WriteString("!--"[:seen])
				depth++
				again = true
				continue
			}
			d.buf.Truncate(d.buf.Len() - 1)
			at := d.buf.Len()
			if !d.skipComment() {
				return nil, d.err
			}
			d.buf.Truncate(at)
			d.buf.WriteByte(' ')
		}
	}
}

// begins reads as long as it is the text; the byte that is not, and how many were.
func (d *Decoder) begins(text string) (b byte, seen int, ok bool) {
	for ; seen < len(text); seen++ {
		if b, ok = d.must(); !ok || b != text[seen] {
			return b, seen, ok
		}
	}
	return b, seen, true
}

func (d *Decoder) skipComment() bool {
	var before, last byte
	for {
		b, ok := d.must()
		if !ok {
			return false
		}
		if before == '-' && last == '-' && b == '>' {
			return true
		}
		before, last = last, b
	}
}

func (d *Decoder) start() (Token, error) {
	n, ok := d.qualified()
	if !ok {
		return nil, d.expected("element name after <")
	}
	attrs := []Attr{}
	for {
		d.space()
		b, ok := d.must()
		if !ok {
			return nil, d.err
		}
		if b == '>' {
			return StartElement{n, attrs}, nil
		}
		if b == '/' {
			if b, ok = d.must(); !ok {
				return nil, d.err
			}
			if b != '>' {
				return nil, d.fail("expected /> in element")
			}
			end := n
			d.close = &end
			return StartElement{n, attrs}, nil
		}
		d.back(b)
		var a Attr
		if a.Name, ok = d.qualified(); !ok {
			return nil, d.expected("attribute name in element")
		}
		d.space()
		if b, ok = d.must(); !ok {
			return nil, d.err
		}
		if b != '=' {
			if d.Strict {
				return nil, d.fail("attribute name without = in element")
			}
			d.back(b)
			a.Value = a.Name.Local
		} else {
			d.space()
			value := d.value()
			if value == nil {
				return nil, d.err
			}
			a.Value = string(value)
		}
		attrs = append(attrs, a)
	}
}

// value reads an attribute's value; nil: an error.
func (d *Decoder) value() []byte {
	b, ok := d.must()
	if !ok {
		return nil
	}
	if b == '"' || b == '\'' {
		return d.text(int(b), false)
	}
	if d.Strict {
		d.fail("unquoted or missing attribute value in element")
		return nil
	}
	d.back(b)
	d.buf.Reset()
	for {
		if b, ok = d.must(); !ok {
			return nil
		}
		if !isNameByte(b) || b == '.' {
			d.back(b)
			return append([]byte{}, d.buf.Bytes()...)
		}
		d.buf.WriteByte(b)
	}
}

// text reads text up to a < or the end, or to the quote, or to the end of CDATA; nil: an error.
func (d *Decoder) text(quote int, cdata bool) []byte {
	d.buf.Reset()
	cut := 0
	what := quote
	if cdata {
		what = runOfCDATA
	}
	var before, last byte
	for {
		if last != '\r' && plainRun(d, what) > 0 {
			before, last = 0, 0
		}
		b, ok := d.get()
		if !ok {
			if cdata {
				if d.err == io.EOF {
					d.fail("unexpected EOF in CDATA section")
				}
				return nil
			}
			break
		}
		if quote < 0 && before == ']' && last == ']' && b == '>' {
			if !cdata {
				d.fail("unescaped ]]> not in CDATA section")
				return nil
			}
			cut = 2
			break
		}
		if b == '<' && !cdata {
			if quote >= 0 {
				d.fail("unescaped < inside quoted string")
				return nil
			}
			d.back(b)
			break
		}
		if int(b) == quote {
			break
		}
		if b == '&' && !cdata {
			if !d.entity() {
				return nil
			}
			before, last = 0, 0
			continue
		}
		switch {
		case b == '\r':
			d.buf.WriteByte('\n')
		case b == '\n' && last == '\r':
		default:
			d.buf.WriteByte(b)
		}
		before, last = last, b
	}
	data := d.buf.Bytes()
	data = data[:len(data)-cut]
	if at := unfit(data); at >= 0 {
		if r, n := utf8.DecodeRune(data[at:]); r == utf8.RuneError && n == 1 {
			d.fail("invalid UTF-8")
		} else {
			d.fail("illegal character code %U", r)
		}
		return nil
	}
	if data == nil {
		data = []byte{}
	}
	return data
}

// entity reads what follows & and writes what it stands for; false: an error.
func (d *Decoder) entity() bool {
	at := d.buf.Len()
	d.buf.WriteByte('&')
	b, ok := d.must()
	if !ok {
		return false
	}
	with, known := "", false
	if b == '#' {
		d.buf.WriteByte(b)
		if b, ok = d.must(); !ok {
			return false
		}
		base := 10
		if b == 'x' {
			base = 16
			d.buf.WriteByte(b)
			if b, ok = d.must(); !ok {
				return false
			}
		}
		from := d.buf.Len()
		for '0' <= b && b <= '9' || base == 16 && 'a' <= b|0x20 && b|0x20 <= 'f' {
			d.buf.WriteByte(b)
			if b, ok = d.must(); !ok {
				return false
			}
		}
		if b != ';' {
			d.back(b)
		} else {
			n, err := strconv.ParseUint(string(d.buf.Bytes()[from:]), base, 64)
			d.buf.WriteByte(';')
			if known = err == nil && n <= utf8.MaxRune; known {
				with = string(rune(n))
			}
		}
	} else {
		d.back(b)
		if !d.word() && d.err != nil {
			return false
		}
		if b, ok = d.must(); !ok {
			return false
		}
		if b != ';' {
			d.back(b)
		} else {
			name := string(d.buf.Bytes()[at+1:])
			d.buf.WriteByte(';')
			if isName(name) {
				if with, known = builtin[name]; !known {
					with, known = d.Entity[name]
				}
			}
		}
	}
	if known {
		d.buf.Truncate(at)
		d.buf.WriteString(with)
		return true
	}
	if !d.Strict {
		return true
	}
	text := string(d.buf.Bytes()[at:])
	if !strings.HasSuffix(text, ";") {
		text += " (no semicolon)"
	}
	d.fail("invalid character entity %s", text)
	return false
}

var builtin = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// Skip reads up to the end of the element that is open.
func (d *Decoder) Skip() error {
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case StartElement:
			depth++
		case EndElement:
			if depth == 0 {
				return nil
			}
			depth--
		}
	}
}
