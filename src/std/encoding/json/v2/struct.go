package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"reflect"
	"sync"
)

var (
	errNilField  = errors.New("cannot set embedded pointer to unexported struct type")
	errAmbiguous = shared.ErrAmbiguousName
)

type structure struct {
	t      reflect.Type
	once   sync.Once
	fields *fields
	wrong  *SemanticError
}

func structCodec(t reflect.Type) *codec {
	s := &structure{t: t}
	return &codec{write: s.write, read: s.read, structure: s}
}

// prepare finds the fields.
func (s *structure) prepare() { s.once.Do(func() { s.fields, s.wrong = fieldsOf(s.t) }) }

// look finds the fields, and what forbids to use the type.
func (s *structure) look(o *options) *SemanticError {
	s.prepare()
	switch {
	case s.wrong != nil && !o.Has(jsonopts.ReportErrorsWithLegacySemantics):
		return s.wrong
	case s.fields.format != nil && !o.Has(jsonopts.FormatTagSupported):
		return &SemanticError{GoType: s.fields.t, Err: s.fields.format}
	}
	return nil
}

// enterField turns on what the field's tag says; the flags are to be restored.
func (f *field) enter(o *options) {
	if f.string {
		o.Set(jsonopts.StringTag, true)
	}
	if f.format != "" {
		o.Set(jsonopts.FormatTag, true)
		o.Format = f.format
	}
}

// A set of fields, by rank.
type ranks []uint64

// insert reports whether the rank is new.
func (r *ranks) insert(rank int) bool {
	for len(*r) <= rank/64 {
		*r = append(*r, 0)
	}
	word, bit := &(*r)[rank/64], uint64(1)<<(rank%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

func (s *structure) write(e *jsontext.Encoder, v value, o *options) error {
	if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics); err != nil {
		return writeError(e, s.t, err)
	}
	if wrong := s.look(o); wrong != nil {
		return writeError(e, wrong.GoType, wrong.Err)
	}
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	x := impl.Encoder(e)
	x.Last().Loose = true
	legacyEmpty := o.Has(jsonopts.OmitEmptyWithLegacySemantics)
	watch := s.fields.rest != nil && !o.Has(jsonopts.AllowDuplicateNames)
	var written ranks
	for i := range s.fields.list {
		f := &s.fields.list[i]
		to := f.at(v, false)
		if !to.IsValid() {
			continue
		}
		if f.omitzero || o.Has(jsonopts.OmitZeroStructFields) {
			if f.zero == nil && to.IsZero() || f.zero != nil && f.zero(to) {
				continue
			}
		}
		if f.omitempty && legacyEmpty && isEmptyV1(to) {
			continue
		}
		write, chosen := chooseWriter(f.codec.write, f.t, o)
		if f.omitempty && !legacyEmpty && !f.codec.custom && !chosen && f.empty != nil && f.empty(to) {
			continue
		}
		began, before := e.OutputOffset(), x.Last().Name
		if err := s.name(e, f, o); err != nil {
			return err
		}
		said, on := o.Said, o.On
		f.enter(o)
		err := write(e, to, o)
		o.Said, o.On, o.Format = said, on, ""
		if err != nil {
			return err
		}
		if f.omitempty && !legacyEmpty && x.TakeBackEmpty(began, before) {
			continue
		}
		if watch {
			written.insert(f.rank)
		}
	}
	if s.fields.rest != nil {
		insert := func(string) bool { return true }
		if watch {
			insert = func(name string) bool {
				if f := s.fields.find(name, o); f != nil {
					return written.insert(f.rank)
				}
				return x.Last().Insert(name)
			}
		}
		if err := s.fields.rest.writeRest(e, v, o, insert); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

// find is the field that a member of the name would be read into.
func (fs *fields) find(name string, o *options) *field {
	if f := fs.named[name]; f != nil {
		return f
	}
	for _, f := range fs.close(name) {
		if f.takes(name, o) {
			return f
		}
	}
	return nil
}

// name writes a field's name.
func (s *structure) name(e *jsontext.Encoder, f *field, o *options) error {
	x := impl.Encoder(e)
	b := x.Begin('"')
	if f.escape {
		b, _ = jsonwire.AppendQuote(b, f.name, int(o.On&jsonopts.Wire))
	} else {
		b = append(b, f.quoted...)
	}
	x.Buf = b
	last := x.Last()
	last.Name = f.name
	last.N++
	return nil
}

func isEmptyV1(v value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Map, reflect.Slice, reflect.Array:
		return v.Len() == 0
	case reflect.Struct, reflect.Chan, reflect.Func, reflect.Complex64, reflect.Complex128, reflect.UnsafePointer:
		return false
	case reflect.Float32, reflect.Float64:
		return v.Float() == 0
	}
	return v.IsZero()
}

func (s *structure) read(d *jsontext.Decoder, v value, o *options) error {
	if err := tagged(o, jsonopts.ReportErrorsWithLegacySemantics); err != nil {
		return skipped(d, s.t, err)
	}
	token, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch token.Kind() {
	case 'n':
		if !o.Has(jsonopts.MergeWithLegacySemantics) {
			v.SetZero()
		}
		return nil
	case '{':
	default:
		return restSkipped(d, s.t, nil)
	}
	if wrong := s.look(o); wrong != nil {
		return readError(d, wrong.GoType, wrong.Err)
	}
	impl.Decoder(d).Last().Loose = true
	var seen ranks
	var first error
	for d.PeekKind() != '}' {
		if err := s.member(d, v, o, &seen); err != nil {
			if isFatal(err, o) {
				return err
			}
			first = keepFirst(first, err)
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	return first
}

// member reads a name and its value.
func (s *structure) member(d *jsontext.Decoder, v value, o *options, seen *ranks) error {
	x := impl.Decoder(d)
	raw, kind, err := x.ReadValue()
	if err != nil {
		return err
	}
	if raw.Kind() != '"' {
		return nil
	}
	name := x.Text(raw, kind)
	unique := !o.Has(jsonopts.AllowDuplicateNames)
	f := s.fields.named[name]
	if f == nil {
		for _, close := range s.fields.close(name) {
			if !close.takes(name, o) {
				continue
			}
			if f == nil {
				f = close
			} else if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
				return readError(d, s.t, errAmbiguous)
			}
		}
	}
	if f == nil {
		return s.unknown(d, v, o, name, raw)
	}
	if unique && !seen.insert(f.rank) {
		return sameName(d)
	}
	read, _ := chooseReader(f.codec.read, f.t, o)
	said, on := o.Said, o.On
	f.enter(o)
	to := f.at(v, true)
	var first error
	if to.IsValid() {
		err = read(d, to, o)
	} else {
		first = readErrorBefore(d, s.t, errNilField)
		if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
			return first
		}
		err = d.SkipValue()
	}
	o.Said, o.On, o.Format = said, on, ""
	if err != nil && isFatal(err, o) {
		return err
	}
	return keepFirst(first, err)
}

// unknown reads a member that there is no field for.
func (s *structure) unknown(d *jsontext.Decoder, v value, o *options, name string, raw jsontext.Value) error {
	var first error
	if o.Has(jsonopts.RejectUnknownMembers) && s.fields.rest == nil {
		first = readError(d, s.t, ErrUnknownName)
		if !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
			return first
		}
	}
	if !o.Has(jsonopts.AllowDuplicateNames) && !impl.Decoder(d).Last().Insert(name) {
		return sameName(d)
	}
	var err error
	if s.fields.rest == nil {
		err = d.SkipValue()
		if err != nil {
			return err
		}
		return first
	}
	err = s.fields.rest.readRest(d, v, o, raw, name)
	if err != nil && isFatal(err, o) {
		return err
	}
	return keepFirst(first, err)
}
