package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshal reads an element into what v points to.
func Unmarshal(data []byte, v any) error { return NewDecoder(bytes.NewReader(data)).Decode(v) }

// Decode reads the next element into what v points to.
func (d *Decoder) Decode(v any) error { return d.DecodeElement(v, nil) }

// DecodeElement is Decode of an element whose start was read already.
func (d *Decoder) DecodeElement(v any, start *StartElement) error {
	val := reflect.ValueOf(v)
	switch {
	case val.Kind() != reflect.Pointer:
		return errors.New("non-pointer passed to Unmarshal")
	case val.IsNil():
		return errors.New("nil pointer passed to Unmarshal")
	}
	return d.unmarshal(val.Elem(), start)
}

// An UnmarshalError says that an element is another one than was expected.
type UnmarshalError string

func (e UnmarshalError) Error() string { return string(e) }

// An Unmarshaler reads itself: all up to its end.
type Unmarshaler interface {
	UnmarshalXML(d *Decoder, start StartElement) error
}

// An UnmarshalerAttr reads itself from an attribute.
type UnmarshalerAttr interface {
	UnmarshalXMLAttr(attr Attr) error
}

func receiver(v any) string {
	t := reflect.TypeOf(v)
	if t.Name() != "" {
		return t.String()
	}
	return "(" + t.String() + ")"
}

func (d *Decoder) byItself(u Unmarshaler, start *StartElement) error {
	// It sees the end of the input where its element ends.
	fence := max(len(d.open)-1, 0)
	d.fences = append(d.fences, fence)
	at := len(d.fences)
	raw := d.noRaw
	d.noRaw = true
	err := u.UnmarshalXML(d, *start)
	d.noRaw = raw
	done := len(d.fences) == at && len(d.open) == fence
	if err == nil || done {
		d.fences = d.fences[:at-1]
	}
	if err == nil && !done {
		err = fmt.Errorf("xml: %s.UnmarshalXML did not consume entire <%s> element", receiver(u), start.Name.Local)
	}
	return err
}

// plainText reads the text of an element, without that of the elements in it.
func (d *Decoder) plainText() ([]byte, error) {
	var text []byte
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case CharData:
			if depth == 1 {
				text = append(text, t...)
			}
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return text, nil
}

func filled(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Pointer {
		return v
	}
	if v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	return v.Elem()
}

// grown is a new element at a slice's end.
func grown(v reflect.Value) (elem reflect.Value, undo func()) {
	n := v.Len()
	v.Grow(1)
	v.SetLen(n + 1)
	return v.Index(n), func() { v.SetLen(n) }
}

func (d *Decoder) attribute(v reflect.Value, a Attr) error {
	v = filled(v)
	if u, ok := as[UnmarshalerAttr](v); ok {
		return u.UnmarshalXMLAttr(a)
	}
	if u, ok := as[encoding.TextUnmarshaler](v); ok {
		return u.UnmarshalText([]byte(a.Value))
	}
	if v.Kind() == reflect.Slice && !isBytes(v.Type()) {
		elem, undo := grown(v)
		err := d.attribute(elem, a)
		if err != nil {
			undo()
		}
		return err
	}
	if v.Type() == attrType {
		v.Set(reflect.ValueOf(a))
		return nil
	}
	return setText(v, []byte(a.Value))
}

const deepest = 10000

// parts are the fields that take what is in an element besides elements with names of their own.
type parts struct {
	text, comment, inner, any reflect.Value
	innerFrom                 int
}

func (d *Decoder) unmarshal(v reflect.Value, start *StartElement) error {
	if len(d.open) > deepest {
		return errors.New("exceeded max depth")
	}
	for start == nil {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if s, ok := t.(StartElement); ok {
			start = &s
		}
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		if e := v.Elem(); e.Kind() == reflect.Pointer && !e.IsNil() {
			v = e
		}
	}
	v = filled(v)
	if u, ok := as[Unmarshaler](v); ok {
		return d.byItself(u, start)
	}
	if u, ok := as[encoding.TextUnmarshaler](v); ok {
		text, err := d.plainText()
		if err != nil {
			return err
		}
		return u.UnmarshalText(text)
	}
	var p parts
	var l *layout
	switch k := v.Kind(); {
	case k == reflect.Interface:
		return d.Skip()
	case k == reflect.Slice && !isBytes(v.Type()):
		elem, undo := grown(v)
		err := d.unmarshal(elem, start)
		if err != nil {
			undo()
		}
		return err
	case k == reflect.Slice, k == reflect.String, reflect.Bool <= k && k <= reflect.Float64:
		p.text = v
	case k != reflect.Struct:
		return errors.New("unknown type " + v.Type().String())
	case v.Type() == nameType:
		v.Set(reflect.ValueOf(start.Name))
	default:
		var err error
		if l, err = layoutOf(v.Type()); err != nil {
			return err
		}
		if err := d.begin(v, l, start, &p); err != nil {
			return err
		}
	}
	return d.body(v, l, &p)
}

// begin fills in the name and the attributes, and finds the fields for what follows.
func (d *Decoder) begin(v reflect.Value, l *layout, start *StartElement, p *parts) error {
	if n := l.name; n != nil {
		if n.name != "" && n.name != start.Name.Local {
			return UnmarshalError("expected element type <" + n.name + "> but have <" + start.Name.Local + ">")
		}
		if n.space != "" && n.space != start.Name.Space {
			has := start.Name.Space
			if has == "" {
				has = "no name space"
			}
			return UnmarshalError("expected element <" + n.name + "> in name space " + n.space + " but have " + has)
		}
		if f := n.of(v, true); f.Type() == nameType {
			f.Set(reflect.ValueOf(start.Name))
		}
	}
	for _, a := range start.Attr {
		var rest *field
		taken := false
		for i := range l.fields {
			switch f := &l.fields[i]; f.mode() {
			case isAttr:
				to := f.of(v, true)
				if a.Name.Local == f.name && (f.space == "" || f.space == a.Name.Space) {
					if err := d.attribute(to, a); err != nil {
						return err
					}
					taken = true
				}
			case isAny | isAttr:
				if rest == nil {
					rest = f
				}
			}
		}
		if !taken && rest != nil {
			if err := d.attribute(rest.of(v, true), a); err != nil {
				return err
			}
		}
	}
	first := func(to *reflect.Value, f *field) bool {
		if to.IsValid() {
			return false
		}
		*to = f.of(v, true)
		return true
	}
	for i := range l.fields {
		switch f := &l.fields[i]; f.mode() {
		case isCDATA, isText:
			first(&p.text, f)
		case isComment:
			first(&p.comment, f)
		case isAny, isAny | isElement:
			first(&p.any, f)
		case isInner:
			if first(&p.inner, f) {
				if d.saved == nil {
					d.saved = new(bytes.Buffer)
				} else {
					p.innerFrom = d.savedSize()
				}
			}
		}
	}
	return nil
}

// body reads up to the element's end.
func (d *Decoder) body(v reflect.Value, l *layout, p *parts) error {
	var text, comment, inner []byte
	for {
		size := 0
		if p.inner.IsValid() {
			size = d.savedSize()
		}
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case StartElement:
			used := false
			if l != nil {
				if used, err = d.path(l, v, nil, &t); err == nil && !used && p.any.IsValid() {
					used = true
					err = d.unmarshal(p.any, &t)
				}
			}
			if err == nil && !used {
				err = d.Skip()
			}
			if err != nil {
				return err
			}
			continue
		case CharData:
			if p.text.IsValid() {
				text = append(text, t...)
			}
			continue
		case Comment:
			if p.comment.IsValid() {
				comment = append(comment, t...)
			}
			continue
		case EndElement:
		default:
			continue
		}
		if p.inner.IsValid() {
			inner = d.saved.Bytes()[p.innerFrom:size]
			if p.innerFrom == 0 {
				d.saved = nil
			}
		}
		break
	}
	if u, ok := as[encoding.TextUnmarshaler](p.text); ok {
		if err := u.UnmarshalText(text); err != nil {
			return err
		}
	} else if err := setText(p.text, text); err != nil {
		return err
	}
	for _, raw := range []struct {
		to   reflect.Value
		data []byte
	}{{p.comment, comment}, {p.inner, inner}} {
		switch raw.to.Kind() {
		case reflect.String:
			raw.to.SetString(string(raw.data))
		case reflect.Slice:
			if isBytes(raw.to.Type()) {
				raw.to.Set(reflect.ValueOf(raw.data))
			}
		}
	}
	return nil
}

// setText sets a value from text.
func setText(v reflect.Value, text []byte) error {
	if !v.IsValid() {
		return nil
	}
	t := v.Type()
	v = filled(v)
	word := strings.TrimSpace(string(text))
	empty := len(text) == 0
	switch k := v.Kind(); {
	case k == reflect.String:
		v.SetString(string(text))
	case k == reflect.Slice && isBytes(v.Type()):
		if empty {
			text = []byte{}
		}
		v.SetBytes(text)
	case k == reflect.Bool, reflect.Int <= k && k <= reflect.Float64:
		if empty {
			v.SetZero()
			return nil
		}
		switch {
		case k == reflect.Bool:
			b, err := strconv.ParseBool(word)
			if err != nil {
				return err
			}
			v.SetBool(b)
		case k <= reflect.Int64:
			n, err := strconv.ParseInt(word, 10, v.Type().Bits())
			if err != nil {
				return err
			}
			v.SetInt(n)
		case k <= reflect.Uintptr:
			n, err := strconv.ParseUint(word, 10, v.Type().Bits())
			if err != nil {
				return err
			}
			v.SetUint(n)
		default:
			f, err := strconv.ParseFloat(word, v.Type().Bits())
			if err != nil {
				return err
			}
			v.SetFloat(f)
		}
	default:
		return errors.New("cannot unmarshal into " + t.String())
	}
	return nil
}

// path looks for the field of an element that lies in parents, and goes into one that fields have as a parent.
func (d *Decoder) path(l *layout, v reflect.Value, parents []string, start *StartElement) (used bool, err error) {
	depth := len(parents)
	var inside []string
fields:
	for i := range l.fields {
		f := &l.fields[i]
		if f.kind&isElement == 0 || len(f.parents) < depth || f.space != "" && f.space != start.Name.Space {
			continue
		}
		for j := range parents {
			if parents[j] != f.parents[j] {
				continue fields
			}
		}
		if len(f.parents) == depth {
			if f.name == start.Name.Local {
				return true, d.unmarshal(f.of(v, true), start)
			}
		} else if f.parents[depth] == start.Name.Local {
			inside = f.parents[:depth+1]
			break
		}
	}
	if inside == nil {
		return false, nil
	}
	for {
		t, err := d.Token()
		if err != nil {
			return true, err
		}
		switch t := t.(type) {
		case StartElement:
			used, err := d.path(l, v, inside, &t)
			if err == nil && !used {
				err = d.Skip()
			}
			if err != nil {
				return true, err
			}
		case EndElement:
			return true, nil
		}
	}
}
