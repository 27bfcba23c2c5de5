package json

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"reflect"
	"unsafe"
)

// What is usual is written and read by natives (decision 040). Where they come upon anything else they ask for it here, and a codec deals with
// that value alone, with the coder made to be where the value is.

// What the natives answer.
const (
	answerDone = iota
	answerWantShape
	answerWantMethod
	answerFailed
	answerWantFlush
	answerDeclined
)

// A frame is an array, object or struct that has begun.
type frame struct {
	shape          *shape
	at, list, elem unsafe.Pointer
	i, n, state    int
}

type mapEntry struct {
	name      string
	key, elem unsafe.Pointer
}

const member = 16 // in the state of a struct that is being written: one member

// writing is known to ../encode.rs.
type writing struct {
	out       []byte
	frames    []frame
	table     *table
	frameType any
	entryType any
	_         [3]bool
	isZero    bool
	value     any
	method    int
	_         []byte
	_         int
	_         unsafe.Pointer
	_         string
	_         int

	flags, depth, offset int
	hasWriter            bool
	prefix, indent       string
}

func encodeStart(w *writing, s *shape, at unsafe.Pointer) int
func encodeAny(w *writing, v any) int
func encodeResume(w *writing) int

// native has the codec try the natives first.
func (c *codec) native(t reflect.Type) {
	write, read := c.write, c.read
	opening := jsontext.Kind('[')
	if k := t.Kind(); k == reflect.Struct || k == reflect.Map {
		opening = '{'
	}
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		if done, err := writeNative(e, v, o, t); done {
			return err
		}
		return write(e, v, o)
	}
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		if d.PeekKind() == opening {
			if done, err := readNative(d, v, o, t); done {
				return err
			}
		}
		return read(d, v, o)
	}
}

// writeNative writes a value, if natives can.
func writeNative(e *jsontext.Encoder, v value, o *options, t reflect.Type) (done bool, err error) {
	x := impl.Encoder(e)
	depth := x.Depth()
	if o.On&^plainWriting != 0 || o.Said&jsonopts.Tags != 0 || depth > deep {
		return false, nil
	}
	last := x.Last()
	if last.NeedsName() || last.Broken() {
		return false, nil
	}
	s := shapeOf(t)
	if s.valueMethod != methodNone {
		return false, nil
	}
	w := writing{
		out: x.Begin('"'), table: shapes.Load(), frameType: frame{}, entryType: mapEntry{},
		flags: int(o.On) | flagV2, depth: depth, hasWriter: x.HasWriter(), prefix: o.Prefix, indent: o.Indent,
	}
	w.offset = int(e.OutputOffset()) - len(x.Buf)
	done, err = w.run(encodeStart(&w, s, v.Addr().UnsafePointer()), &e, nil)
	if done && err == nil {
		last := x.Last()
		last.N++
		err = x.Wrote(w.out)
	}
	return done, err
}

// marshalNative returns v as JSON, if natives can. Where an encoder is needed, one with the options is made.
func marshalNative(v any, opts []Options) (text []byte, done bool, err error) {
	w := writing{table: shapes.Load(), frameType: frame{}, entryType: mapEntry{}, flags: flagV2, depth: 1}
	if w.table == nil {
		shapeOf(anyType)
		w.table = shapes.Load()
	}
	if len(opts) > 0 {
		var o options
		o.Join(opts...)
		if o.On&^plainWriting != 0 || o.Said&jsonopts.Tags != 0 {
			return nil, false, nil
		}
		if o.Has(jsonopts.Multiline) {
			o.SpreadOut()
		}
		w.flags, w.prefix, w.indent = int(o.On)|flagV2, o.Prefix, o.Indent
	}
	var e *jsontext.Encoder
	if done, err = w.run(encodeAny(&w, v), &e, opts); err != nil {
		return bytes.Clone(impl.Encoder(e).Buf), true, err
	}
	return w.out, done, nil
}

// run does what the natives ask for, until they are done. Not done: the value is not theirs. The encoder is made when it is needed.
func (w *writing) run(answer int, to **jsontext.Encoder, opts []Options) (done bool, err error) {
	for {
		switch answer {
		case answerDone:
			return true, nil
		case answerWantShape:
			shapeOf(reflect.TypeOf(w.value))
			w.table = shapes.Load()
		case answerWantFlush:
			x := impl.Encoder(*to)
			w.enter(x)
			if err := x.Wrote(w.out); err != nil {
				return true, err
			}
			w.left(*to)
		case answerWantMethod:
			if len(w.frames) == 0 {
				return false, nil
			}
			v := value{reflect.ValueOf(w.value).Elem(), false}
			if w.method == methodIsZero {
				top := &w.frames[len(w.frames)-1]
				w.isZero = top.shape.codec.structure.fields.list[top.i].zero(v)
				break
			}
			if *to == nil {
				*to = impl.NewEncoder(nil, opts)
				impl.Encoder(*to).Set(jsonopts.NoNewline, true)
			}
			x := impl.Encoder(*to)
			f := w.enter(x)
			x.Buf = w.out
			o := &x.Struct
			said, on := o.Said, o.On
			if f != nil {
				f.enter(o)
			}
			err := codecOf(v.Type()).write(*to, v, o)
			o.Said, o.On, o.Format = said, on, ""
			if err != nil {
				return true, err
			}
			w.left(*to)
		}
		answer = encodeResume(w)
	}
}

// enter makes the encoder be where the natives are; the field that is to be written, if it is one.
func (w *writing) enter(x coderState) (f *field) {
	atName := w.method&methodKey != 0
	x.Last().N++
	for i := range w.frames {
		at := &w.frames[i]
		inner := i == len(w.frames)-1
		n, name := at.i-1, ""
		switch at.shape.kind {
		case kindStruct:
			n = 2*(at.state/member) - 1
			f := &at.shape.codec.structure.fields.list[at.i-1]
			name = f.name
		case kindMap:
			n = 2*at.i - 1
			if inner && atName {
				n++
			}
			if at.i > 0 {
				name = unsafe.Slice((*mapEntry)(at.list), at.i)[at.i-1].name
			}
		}
		if !inner {
			n++
		}
		x.Enter(at.shape.kind == kindStruct || at.shape.kind == kindMap, at.shape.kind == kindStruct || w.loose(at), int64(n), name)
	}
	return fieldOf(w.frames)
}

// loose: nobody need look whether the names of a map's members differ.
func (w *writing) loose(at *frame) bool {
	return at.shape.kind == kindMap && oneText(at.shape.key.t.Kind(), &options{On: jsonopts.Flags(w.flags)})
}

// fieldOf is the field of the innermost struct that is being written or read.
func fieldOf(frames []frame) *field {
	if n := len(frames); n > 0 && frames[n-1].shape.kind == kindStruct && frames[n-1].i > 0 {
		return &frames[n-1].shape.codec.structure.fields.list[frames[n-1].i-1]
	}
	return nil
}

// left takes over what was written since enter.
func (w *writing) left(e *jsontext.Encoder) {
	x := impl.Encoder(e)
	x.LeaveTo(w.depth)
	x.Last().N--
	w.out = x.Buf
	w.offset = int(e.OutputOffset()) - len(x.Buf)
}

type coderState interface {
	Enter(object, loose bool, n int64, name string)
	Last() *jsontext.Level
}

// reading is known to ../decode/mod.rs.
type reading struct {
	data      []byte
	at        int
	frames    []frame
	table     *table
	basic     *basic
	frameType any
	_         [5]bool
	value     any
	method    int
	_         []byte
	failure   int
	_         unsafe.Pointer
	_         int
	_, _, _   string

	flags, depth, before int
}

func decodeStart(r *reading, s *shape, to unsafe.Pointer) int
func decodeAny(r *reading, v any) int
func decodeResume(r *reading) int
func decodeAbandon(r *reading)

// What is wrong with what was read last.
const (
	wrongUnknownName = 1 + iota
	wrongSameName
	wrongNilField
	wrongTooFew
	wrongTooMany
)

// readNative reads the array or object that comes next, if it is all there and natives can.
func readNative(d *jsontext.Decoder, v value, o *options, t reflect.Type) (done bool, err error) {
	x := impl.Decoder(d)
	if o.On&^plainReading != 0 || o.Said&jsonopts.Tags != 0 {
		return false, nil
	}
	last := x.Last()
	if last.NeedsName() || last.Broken() {
		return false, nil
	}
	s := shapeOf(t)
	if s.reader != methodNone {
		return false, nil
	}
	r := reading{table: shapes.Load(), basic: basics, frameType: frame{}, flags: int(o.On) | flagV2, depth: x.Depth()}
	r.data, r.at = x.Buffer()
	done, err = r.run(decodeStart(&r, s, v.Addr().UnsafePointer()), &d, nil)
	if done && err == nil {
		x.GoTo(r.at, r.at)
		x.Last().N++
	}
	return done, err
}

// unmarshalNative reads data, if natives can. Where a decoder is needed, one with the options is made.
func unmarshalNative(data []byte, v any, opts []Options) (done bool, err error) {
	r := reading{data: data, table: shapes.Load(), basic: basics, frameType: frame{}, flags: flagV2, depth: 1}
	if r.table == nil {
		shapeOf(anyType)
		r.table, r.basic = shapes.Load(), basics
	}
	if len(opts) > 0 {
		var o options
		o.Join(opts...)
		if o.On&^plainReading != 0 || o.Said&jsonopts.Tags != 0 {
			return false, nil
		}
		r.flags = int(o.On) | flagV2
	}
	answer := decodeAny(&r, v)
	if answer == answerWantShape {
		t := reflect.TypeOf(v)
		if t.Kind() != reflect.Pointer {
			return false, nil
		}
		shapeOf(t)
		r.table = shapes.Load()
		answer = decodeAny(&r, v)
	}
	var d *jsontext.Decoder
	return r.run(answer, &d, opts)
}

// run does what the natives ask for, until they are done. Not done: the value is not theirs. The decoder is made when it is needed.
func (r *reading) run(answer int, from **jsontext.Decoder, opts []Options) (done bool, err error) {
	for {
		switch {
		case answer == answerDone:
			return true, nil
		case answer == answerDeclined, answer == answerWantMethod && len(r.frames) == 0:
			return false, nil
		case *from == nil:
			*from = impl.NewDecoder(r.data, nil, opts)
		}
		d := *from
		if answer == answerFailed {
			err := r.wrong(d)
			decodeAbandon(r)
			return true, err
		}
		x := impl.Decoder(d)
		o := &x.Struct
		to := value{reflect.ValueOf(r.value).Elem(), false}
		r.enter(d, false)
		said, on := o.Said, o.On
		if f := fieldOf(r.frames); f != nil {
			f.enter(o)
		}
		err := codecOf(to.Type()).read(d, to, o)
		o.Said, o.On, o.Format = said, on, ""
		if err != nil {
			decodeAbandon(r)
			return true, err
		}
		r.at = x.At()
		x.LeaveTo(r.depth)
		x.Last().N--
		answer = decodeResume(r)
	}
}

// enter makes the decoder be before the value that is to be read; behind: be behind it.
func (r *reading) enter(d *jsontext.Decoder, behind bool) {
	x := impl.Decoder(d)
	x.GoTo(r.before, r.before)
	x.Last().N++
	for i := range r.frames {
		at := &r.frames[i]
		inner := i == len(r.frames)-1
		n, name, object, loose := at.i-1, "", true, true
		switch at.shape.kind {
		case kindStruct:
			n = 2*(at.state>>16) - 1
			name = r.name(at)
		case kindMap:
			n = 2*at.i - 1
			if inner && r.method&methodKey != 0 {
				n--
			}
			name = r.name(at)
			loose = oneText(at.shape.key.t.Kind(), &options{On: jsonopts.Flags(r.flags)})
		default:
			object, loose = false, false
		}
		if !inner || behind {
			n++
		}
		x.Enter(object, loose, int64(n), name)
	}
}

// name is the name of the member that is being read.
func (r *reading) name(at *frame) string {
	if at.shape.kind == kindStruct && at.i > 0 {
		if f := &at.shape.fields[at.i-1]; string(r.data[at.n+1:at.n+1+len(f.name)]) == f.name {
			return f.name
		}
	}
	end, kind, _, _ := jsonwire.String(r.data, at.n, int(jsonopts.AllowInvalidUTF8))
	return jsonwire.Text(r.data[at.n:end], kind)
}

// wrong words what natives find wrong.
func (r *reading) wrong(d *jsontext.Decoder) error {
	x := impl.Decoder(d)
	var top *frame
	if n := len(r.frames); n > 0 {
		top = &r.frames[n-1]
	}
	switch r.failure {
	case wrongUnknownName:
		r.enter(d, false)
		x.GoTo(top.n, r.before)
		return readError(d, top.shape.t, ErrUnknownName)
	case wrongSameName:
		r.enter(d, false)
		x.GoTo(top.n, r.before)
		return sameName(d)
	case wrongNilField:
		r.enter(d, false)
		return readErrorBefore(d, top.shape.t, errNilField)
	}
	r.enter(d, true)
	length := errTooFew
	if r.failure == wrongTooMany {
		length = errTooMany
	}
	return readError(d, reflect.TypeOf(r.value).Elem(), length)
}
