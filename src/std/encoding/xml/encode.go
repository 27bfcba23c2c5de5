package xml

import (
	"bufio"
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// Marshal writes a value as XML.
func Marshal(v any) ([]byte, error) { return MarshalIndent(v, "", "") }

// MarshalIndent is Marshal with each element in a line of its own, indented.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := NewEncoder(&b)
	enc.Indent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	if err := enc.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// A Marshaler writes itself: elements that are closed.
type Marshaler interface {
	MarshalXML(e *Encoder, start StartElement) error
}

// A MarshalerAttr is an attribute, or with an empty name none.
type MarshalerAttr interface {
	MarshalXMLAttr(name Name) (Attr, error)
}

// An UnsupportedTypeError says that a type cannot be written.
type UnsupportedTypeError struct{ Type reflect.Type }

func (e *UnsupportedTypeError) Error() string { return "xml: unsupported type: " + e.Type.String() }

// An Encoder writes tokens and values.
type Encoder struct {
	p printer
}

// A printer writes, and knows what is open.
type printer struct {
	w              *bufio.Writer
	enc            *Encoder
	prefix, indent string
	depth          int
	justOpened     bool // nothing stands in the element yet
	newline        bool
	open           []Name // an empty one: where a Marshaler began
	bound          [][]string
	spaces         map[string]string // by prefix
	prefixes       map[string]string // by name space
	numbered       int
	closed         bool
	err            error
}

// NewEncoder writes to w.
func NewEncoder(w io.Writer) *Encoder {
	e := &Encoder{printer{w: bufio.NewWriter(w), spaces: map[string]string{}, prefixes: map[string]string{}}}
	e.p.enc = e
	return e
}

// Indent makes each element begin in a line with prefix and an indent for each level.
func (enc *Encoder) Indent(prefix, indent string) { enc.p.prefix, enc.p.indent = prefix, indent }

// Encode writes a value, and flushes.
func (enc *Encoder) Encode(v any) error {
	if err := enc.p.value(reflect.ValueOf(v), nil, nil); err != nil {
		return err
	}
	return enc.p.w.Flush()
}

// EncodeElement writes a value as an element with this start, and flushes.
func (enc *Encoder) EncodeElement(v any, start StartElement) error {
	if err := enc.p.value(reflect.ValueOf(v), nil, &start); err != nil {
		return err
	}
	return enc.p.w.Flush()
}

// Flush writes what is buffered.
func (enc *Encoder) Flush() error { return enc.p.w.Flush() }

// Close flushes; elements that are open are an error.
func (enc *Encoder) Close() error {
	p := &enc.p
	if p.closed {
		return nil
	}
	p.closed = true
	if err := p.w.Flush(); err != nil {
		return err
	}
	if n := len(p.open); n > 0 {
		return fmt.Errorf("unclosed tag <%s>", p.open[n-1].Local)
	}
	return nil
}

// EncodeToken writes a token.
func (enc *Encoder) EncodeToken(t Token) error {
	p := &enc.p
	switch t := t.(type) {
	case StartElement:
		if err := p.start(&t); err != nil {
			return err
		}
	case EndElement:
		if err := p.end(t.Name); err != nil {
			return err
		}
	case CharData:
		p.put(string(escape(nil, string(t), false)))
	case Comment:
		if bytes.Contains(t, []byte("-->")) {
			return errors.New("xml: EncodeToken of Comment containing --> marker")
		}
		p.put("<!--", string(t), "-->")
	case ProcInst:
		switch {
		case t.Target == "xml" && p.w.Buffered() != 0:
			return errors.New("xml: EncodeToken of ProcInst xml target only valid for xml declaration, first token encoded")
		case !isName(t.Target):
			return errors.New("xml: EncodeToken of ProcInst with invalid Target")
		case bytes.Contains(t.Inst, []byte("?>")):
			return errors.New("xml: EncodeToken of ProcInst containing ?> marker")
		}
		p.put("<?", t.Target)
		if len(t.Inst) > 0 {
			p.put(" ", string(t.Inst))
		}
		p.put("?>")
	case Directive:
		if !balanced(t) {
			return errors.New("xml: EncodeToken of Directive containing wrong < or > markers")
		}
		p.put("<!", string(t), ">")
	default:
		return errors.New("xml: EncodeToken of invalid token type")
	}
	return p.put()
}

// balanced: each < of a directive has its >, outside of quotes and comments.
func balanced(dir Directive) bool {
	depth, quote, comment := 0, byte(0), false
	for i, c := range dir {
		switch {
		case comment:
			comment = !(c == '>' && bytes.HasSuffix(dir[:i+1], []byte("-->")))
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '<':
			if comment = len(dir) > i+4 && string(dir[i:i+4]) == "<!--"; !comment {
				depth++
			}
		case c == '>':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0 && quote == 0 && !comment
}

// put writes texts; the first error stays.
func (p *printer) put(texts ...string) error {
	if p.closed && p.err == nil {
		p.err = errors.New("use of closed Encoder")
	}
	for _, s := range texts {
		if p.err == nil {
			_, p.err = p.w.WriteString(s)
		}
	}
	return p.err
}

// Write makes it an io.Writer.
func (p *printer) Write(b []byte) (int, error) { return len(b), p.put(string(b)) }

// line begins a line, if there are to be any, one level deeper or higher.
func (p *printer) line(change int) {
	if p.prefix == "" && p.indent == "" {
		return
	}
	if change < 0 {
		p.depth--
		opened := p.justOpened
		p.justOpened = false
		if opened {
			return
		}
	}
	if p.newline {
		p.put("\n")
	}
	p.newline = true
	p.put(p.prefix, strings.Repeat(p.indent, p.depth))
	if change > 0 {
		p.depth++
		p.justOpened = true
	}
}

// attrPrefix is the prefix of a name space, which is bound here if it has none.
func (p *printer) attrPrefix(url string) string {
	if prefix := p.prefixes[url]; prefix != "" {
		return prefix
	}
	if url == xmlURL {
		return "xml"
	}
	prefix := strings.TrimRight(url, "/")
	prefix = prefix[strings.LastIndexByte(prefix, '/')+1:]
	if !isName(prefix) || strings.Contains(prefix, ":") {
		prefix = "_"
	}
	if len(prefix) >= 3 && strings.EqualFold(prefix[:3], "xml") {
		prefix = "_" + prefix
	}
	if p.spaces[prefix] != "" {
		for p.numbered++; ; p.numbered++ {
			if other := prefix + "_" + strconv.Itoa(p.numbered); p.spaces[other] == "" {
				prefix = other
				break
			}
		}
	}
	p.prefixes[url], p.spaces[prefix] = prefix, url
	p.put("xmlns:", prefix, `="`, string(escape(nil, url, true)), `" `)
	last := len(p.bound) - 1
	p.bound[last] = append(p.bound[last], prefix)
	return prefix
}

func (p *printer) start(s *StartElement) error {
	if s.Name.Local == "" {
		return errors.New("xml: start tag with no name")
	}
	p.open = append(p.open, s.Name)
	p.bound = append(p.bound, nil)
	p.line(1)
	p.put("<", s.Name.Local)
	if s.Name.Space != "" {
		p.put(` xmlns="`, string(escape(nil, s.Name.Space, true)), `"`)
	}
	for _, a := range s.Attr {
		if a.Name.Local == "" {
			continue
		}
		p.put(" ")
		if a.Name.Space != "" {
			prefix := p.attrPrefix(a.Name.Space)
			p.put(prefix, ":")
		}
		p.put(a.Name.Local, `="`, string(escape(nil, a.Value, true)), `"`)
	}
	p.put(">")
	return nil
}

func (p *printer) end(n Name) error {
	if n.Local == "" {
		return errors.New("xml: end tag with no name")
	}
	last := len(p.open) - 1
	if last < 0 || p.open[last].Local == "" {
		return fmt.Errorf("xml: end tag </%s> without start tag", n.Local)
	}
	if top := p.open[last]; top.Local != n.Local {
		return fmt.Errorf("xml: end tag </%s> does not match start tag <%s>", n.Local, top.Local)
	} else if top != n {
		return fmt.Errorf("xml: end tag </%s> in namespace %s does not match start tag <%s> in namespace %s", n.Local, n.Space, top.Local, top.Space)
	}
	p.open = p.open[:last]
	p.line(-1)
	p.put("</", n.Local, ">")
	if last := len(p.bound) - 1; last >= 0 {
		for _, prefix := range p.bound[last] {
			delete(p.prefixes, p.spaces[prefix])
			delete(p.spaces, prefix)
		}
		p.bound = p.bound[:last]
	}
	return nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct, reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128, reflect.Invalid:
		return false
	}
	return v.IsZero()
}

// startOf is the start that a value that writes itself is given.
func startOf(t reflect.Type, f *field, template *StartElement) StartElement {
	switch {
	case template != nil:
		return StartElement{template.Name, append([]Attr(nil), template.Attr...)}
	case f != nil && f.name != "":
		return StartElement{Name: Name{f.space, f.name}}
	case t.Name() != "":
		return StartElement{Name: Name{Local: t.Name()}}
	}
	return StartElement{Name: Name{Local: t.Elem().Name()}}
}

// value writes a value: as the field f, or with the start of template.
func (p *printer) value(v reflect.Value, f *field, template *StartElement) error {
	if template != nil && template.Name.Local == "" {
		return errors.New("xml: EncodeElement of StartElement with missing name")
	}
	if !v.IsValid() || f != nil && f.kind&omitEmpty != 0 && isEmpty(v) {
		return nil
	}
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	t := v.Type()
	typeOf := func(x any) reflect.Type { return reflect.TypeOf(x) }
	if m, ok := as[Marshaler](v); ok {
		return p.byItself(m, startOf(typeOf(m), f, template))
	}
	if m, ok := as[encoding.TextMarshaler](v); ok {
		start := startOf(typeOf(m), f, template)
		if err := p.start(&start); err != nil {
			return err
		}
		text, err := m.MarshalText()
		if err != nil {
			return err
		}
		p.put(string(escape(nil, string(text), true)))
		return p.end(start.Name)
	}
	if k := v.Kind(); (k == reflect.Slice || k == reflect.Array) && !isBytes(t) {
		for i := range v.Len() {
			if err := p.value(v.Index(i), f, template); err != nil {
				return err
			}
		}
		return nil
	}
	l, err := layoutOf(t)
	if err != nil {
		return err
	}
	start, err := p.named(v, l, f, template)
	if err != nil {
		return err
	}
	for i := range l.fields {
		a := &l.fields[i]
		if a.kind&isAttr == 0 {
			continue
		}
		of := a.of(v, false)
		if a.kind&omitEmpty != 0 && (!of.IsValid() || isEmpty(of)) || of.Kind() == reflect.Interface && of.IsNil() {
			continue
		}
		if err := p.attribute(&start, Name{a.space, a.name}, of); err != nil {
			return err
		}
	}
	if n := l.name; n != nil && start.Name.Space == "" && n.space == "" && n.name == "" && len(p.open) > 0 && p.open[len(p.open)-1].Space != "" {
		start.Attr = append(start.Attr, Attr{Name{"", "xmlns"}, ""})
	}
	if err := p.start(&start); err != nil {
		return err
	}
	if v.Kind() == reflect.Struct {
		err = p.fields(l, v)
	} else {
		var text string
		if text, err = simple(v); err == nil {
			p.put(string(escape(nil, text, true)))
		}
	}
	if err != nil {
		return err
	}
	if err := p.end(start.Name); err != nil {
		return err
	}
	return p.put()
}

// named is the start of an element: with the name that the caller, the value, the field or the type gives.
func (p *printer) named(v reflect.Value, l *layout, f *field, template *StartElement) (s StartElement, err error) {
	if template != nil {
		s = StartElement{template.Name, append([]Attr(nil), template.Attr...)}
	} else if n := l.name; n != nil {
		if n.name != "" {
			s.Name = Name{n.space, n.name}
		} else if own := n.of(v, false); own.IsValid() && own.Type() == nameType && own.Interface().(Name).Local != "" {
			s.Name = own.Interface().(Name)
		}
	}
	if s.Name.Local == "" && f != nil {
		s.Name = Name{f.space, f.name}
	}
	if s.Name.Local == "" {
		name, _, _ := strings.Cut(v.Type().Name(), "[")
		if name == "" {
			return s, &UnsupportedTypeError{v.Type()}
		}
		s.Name.Local = name
	}
	return s, nil
}

func (p *printer) byItself(m Marshaler, start StartElement) error {
	// It may not close what it has not opened.
	p.open = append(p.open, Name{})
	n := len(p.open)
	if err := m.MarshalXML(p.enc, start); err != nil {
		return err
	}
	if len(p.open) > n {
		return fmt.Errorf("xml: %s.MarshalXML wrote invalid XML: <%s> not closed", receiver(m), p.open[len(p.open)-1].Local)
	}
	p.open = p.open[:n-1]
	return nil
}

func (p *printer) attribute(start *StartElement, n Name, v reflect.Value) error {
	add := func(a Attr) { start.Attr = append(start.Attr, a) }
	if m, ok := as[MarshalerAttr](v); ok {
		a, err := m.MarshalXMLAttr(n)
		if err == nil && a.Name.Local != "" {
			add(a)
		}
		return err
	}
	if m, ok := as[encoding.TextMarshaler](v); ok {
		text, err := m.MarshalText()
		if err == nil {
			add(Attr{n, string(text)})
		}
		return err
	}
	if k := v.Kind(); k == reflect.Pointer || k == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Slice && !isBytes(v.Type()) {
		for i := range v.Len() {
			if err := p.attribute(start, n, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if v.Type() == attrType {
		add(v.Interface().(Attr))
		return nil
	}
	text, err := simple(v)
	if err == nil {
		add(Attr{n, text})
	}
	return err
}

// simple is the text of a value that is no struct.
func simple(v reflect.Value) (string, error) {
	switch k := v.Kind(); {
	case reflect.Int <= k && k <= reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	case reflect.Uint <= k && k <= reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10), nil
	case k == reflect.Float32 || k == reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), nil
	case k == reflect.String:
		return v.String(), nil
	case k == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case k == reflect.Slice && isBytes(v.Type()):
		return string(v.Bytes()), nil
	case k == reflect.Array && isBytes(v.Type()):
		b := make([]byte, v.Len())
		reflect.Copy(reflect.ValueOf(b), v)
		return string(b), nil
	}
	return "", &UnsupportedTypeError{v.Type()}
}

func behind(v reflect.Value) reflect.Value {
	for (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && !v.IsNil() {
		v = v.Elem()
	}
	return v
}

// fields writes what is in a struct.
func (p *printer) fields(l *layout, v reflect.Value) error {
	var around []string // elements that are open for the fields' parents
	leave := func(parents []string) error {
		same := 0
		for same < min(len(parents), len(around)) && parents[same] == around[same] {
			same++
		}
		for len(around) > same {
			last := len(around) - 1
			if err := p.end(Name{Local: around[last]}); err != nil {
				return err
			}
			around = around[:last]
		}
		return nil
	}
	for i := range l.fields {
		f := &l.fields[i]
		if f.kind&isAttr != 0 {
			continue
		}
		of := f.of(v, false)
		if !of.IsValid() {
			continue
		}
		mode := f.mode()
		if mode != isInner {
			if err := leave(f.parents); err != nil {
				return err
			}
		}
		switch mode {
		case isCDATA, isText:
			if err := p.text(of, mode == isCDATA); err != nil {
				return err
			}
			continue
		case isComment:
			if err := p.comment(behind(of), v.Type()); err != nil {
				return err
			}
			continue
		case isInner:
			switch raw := behind(of).Interface().(type) {
			case []byte:
				p.put(string(raw))
				continue
			case string:
				p.put(raw)
				continue
			}
		case isElement, isElement | isAny:
			missing := (of.Kind() == reflect.Pointer || of.Kind() == reflect.Interface) && of.IsNil()
			for !missing && len(around) < len(f.parents) {
				name := f.parents[len(around)]
				if err := p.start(&StartElement{Name: Name{Local: name}}); err != nil {
					return err
				}
				around = append(around, name)
			}
		}
		if err := p.value(of, f, nil); err != nil {
			return err
		}
	}
	leave(nil)
	return p.put()
}

func (p *printer) text(v reflect.Value, cdata bool) error {
	var text string
	if m, ok := as[encoding.TextMarshaler](v); ok {
		b, err := m.MarshalText()
		if err != nil {
			return err
		}
		text = string(b)
	} else {
		v = behind(v)
		var err error
		// What is no text is left out.
		if v.Kind() == reflect.Array {
			return nil
		}
		if v.Kind() == reflect.Slice {
			if _, ok := v.Interface().([]byte); !ok {
				return nil
			}
		}
		if text, err = simple(v); err != nil {
			return nil
		}
	}
	if cdata {
		return writeCDATA(p, []byte(text))
	}
	return EscapeText(p, []byte(text))
}

func (p *printer) comment(v reflect.Value, in reflect.Type) error {
	k := v.Kind()
	if k != reflect.String && !(k == reflect.Slice && isBytes(v.Type())) {
		return fmt.Errorf("xml: bad type for comment field of %s", in)
	}
	if v.Len() == 0 {
		return nil
	}
	text, _ := simple(v)
	p.line(0)
	p.put("<!--")
	if strings.Contains(text, "--") {
		return errors.New(`xml: comments must not contain "--"`)
	}
	p.put(text)
	if strings.HasSuffix(text, "-") {
		p.put(" ")
	}
	p.put("-->")
	return nil
}
