package gob

import (
	"encoding"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/bits"
	"reflect"
	"sync"
)

// An Encoder writes values to a stream, each preceded by the descriptions of types that the stream does not have yet.
// It is safe for use by several goroutines.
type Encoder struct {
	mutex sync.Mutex
	w     io.Writer
	sent  map[reflect.Type]typeId
	err   error
}

// NewEncoder returns an Encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{w: w, sent: map[reflect.Type]typeId{}}
}

// Encode writes e, with what it points to. A nil pointer at the top is a mistake of the program: Encode panics.
func (enc *Encoder) Encode(e any) error {
	return enc.EncodeValue(reflect.ValueOf(e))
}

// EncodeValue is Encode for a reflect.Value.
func (enc *Encoder) EncodeValue(value reflect.Value) error {
	if !value.IsValid() {
		return errors.New("gob: cannot encode nil value")
	}
	if value.Kind() == reflect.Pointer && value.IsNil() {
		panic("gob: cannot encode nil pointer of type " + value.Type().String())
	}
	enc.mutex.Lock()
	defer enc.mutex.Unlock()
	ut, err := lookAt(value.Type())
	if err != nil {
		return err
	}
	enc.err = nil
	out := &message{}
	enc.defineType(enc.w, out, ut)
	if enc.err == nil {
		out.int(int64(enc.sent[ut.base]))
		enc.put(out, enc.w, value, ut)
	}
	if enc.err == nil {
		enc.send(enc.w, out)
	}
	return enc.err
}

func (enc *Encoder) note(err error) {
	if enc.err == nil {
		enc.err = err
	}
}

// send writes a message, preceded by its length, in one call of Write, and empties it.
func (enc *Encoder) send(w io.Writer, m *message) {
	if len(m.data) >= tooBig {
		enc.note(errors.New("gob: encoder: message too big"))
		return
	}
	framed := &message{data: make([]byte, 0, len(m.data)+9)}
	framed.uint(uint64(len(m.data)))
	_, err := w.Write(append(framed.data, m.data...))
	m.data = m.data[:0]
	if err != nil {
		enc.note(err)
	}
}

// defineType sees to it that the stream has the description of a type that a value of it needs. A description ends the message
// that is being written: what it has so far (inside an interface, part of the value) goes to w before it, in one message with it.
func (enc *Encoder) defineType(w io.Writer, m *message, ut *userType) {
	rt := ut.base
	if ut.enc != none {
		rt = ut.user
	}
	if _, ok := enc.sent[rt]; ok {
		return
	}
	sent := enc.describe(w, m, rt)
	if enc.err != nil || sent {
		return
	}
	// A basic type, or one whose description went out under another name of it.
	info, err := infoOf(ut)
	if err != nil {
		enc.note(err)
		return
	}
	enc.sent[rt] = info.id
}

// describe sends the description of rt where it needs one, and those of what it is made of.
func (enc *Encoder) describe(w io.Writer, m *message, rt reflect.Type) bool {
	ut := mustLookAt(rt)
	if ut.enc == none {
		switch ut.base.Kind() {
		case reflect.Slice:
			if ut.base.Elem().Kind() == reflect.Uint8 {
				return false
			}
		case reflect.Array, reflect.Map, reflect.Struct:
		default:
			return false
		}
	}
	actual := ut.base
	if _, ok := enc.sent[actual]; ok {
		return false
	}
	info, err := infoOf(ut)
	if err != nil {
		enc.note(err)
		return false
	}
	m.int(-int64(info.id))
	enc.put(m, w, reflect.ValueOf(info.wire), mustLookAt(reflect.TypeFor[wireType]()))
	enc.send(w, m)
	if enc.err != nil {
		return false
	}
	enc.sent[ut.base] = info.id
	enc.sent[ut.user] = info.id
	switch actual.Kind() {
	case reflect.Struct:
		for i := range actual.NumField() {
			if f := actual.Field(i); isExported(f.Name) {
				enc.describe(w, m, f.Type)
			}
		}
	case reflect.Array, reflect.Slice:
		enc.describe(w, m, actual.Elem())
	case reflect.Map:
		enc.describe(w, m, actual.Key())
		enc.describe(w, m, actual.Elem())
	}
	return true
}

// put appends a value of type ut to m; w is where descriptions go that the contents of interfaces need.
func (enc *Encoder) put(m *message, w io.Writer, value reflect.Value, ut *userType) {
	defer caught(&enc.err)
	c := codecOf(ut)
	indir := ut.indir
	if ut.enc != none {
		indir = ut.encIndir
	}
	for ; indir > 0; indir-- {
		value = reflect.Indirect(value)
	}
	if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return
	}
	if !c.isStruct {
		m.uint(0) // instead of a field's number
		if c.check != nil {
			c.check(value)
		}
	}
	c.put(&writer{enc, m, w}, value)
}

// message is what is written in one piece.
type message struct {
	data []byte
}

func (m *message) Write(p []byte) (int, error) {
	m.data = append(m.data, p...)
	return len(p), nil
}

// uint: below 128 one byte, else the negated number of bytes, then these, the highest first.
func (m *message) uint(x uint64) {
	if x < 128 {
		m.data = append(m.data, byte(x))
		return
	}
	n := (bits.Len64(x) + 7) / 8
	data := binary.BigEndian.AppendUint64(append(m.data, byte(-n)), x<<(64-8*n))
	m.data = data[:len(data)-8+n]
}

// int: the lowest bit says that the others are complemented.
func (m *message) int(i int64) {
	if i < 0 {
		m.uint(uint64(^i)<<1 | 1)
	} else {
		m.uint(uint64(i) << 1)
	}
}

// float: its bytes are reversed, as those of round numbers are mostly zeros at the end.
func (m *message) float(f float64) {
	m.uint(bits.ReverseBytes64(math.Float64bits(f)))
}

func (m *message) bytes(b []byte) {
	m.uint(uint64(len(b)))
	m.data = append(m.data, b...)
}

func (m *message) string(s string) {
	m.uint(uint64(len(s)))
	m.data = append(m.data, s...)
}

// writer is what values are put into.
type writer struct {
	enc *Encoder
	*message
	types io.Writer // where descriptions go
}

// codec knows how values of one type are written. The pointers before them have been followed.
type codec struct {
	isStruct bool
	check    func(v reflect.Value)      // fails where the value cannot be sent at all; may be nil
	zero     func(v reflect.Value) bool // whether a struct leaves a field out; nil: never
	put      func(w *writer, v reflect.Value)
	indir    int // pointers to follow
}

// codecLock guards codecs, codecs in the making among them: only its holder may build.
var (
	codecLock sync.Mutex
	codecs    sync.Map // reflect.Type to *codec, finished ones only
)

func codecOf(ut *userType) *codec {
	rt := ut.user
	if c, ok := codecs.Load(rt); ok {
		return c.(*codec)
	}
	codecLock.Lock()
	defer codecLock.Unlock()
	b := codecBuilder{}
	c := b.codec(rt)
	for t, c := range b {
		codecs.Store(t, c)
	}
	return c
}

// codecBuilder holds the codecs that are being built, so that recursive types find themselves.
type codecBuilder map[reflect.Type]*codec

func (b codecBuilder) codec(rt reflect.Type) *codec {
	if c, ok := codecs.Load(rt); ok {
		return c.(*codec)
	}
	if c := b[rt]; c != nil {
		return c
	}
	ut := mustLookAt(rt)
	if _, err := infoOf(ut); err != nil {
		fail(err)
	}
	c := &codec{indir: ut.indir}
	b[rt] = c
	if ut.enc != none {
		b.methods(c, ut)
		return c
	}
	switch t := ut.base; t.Kind() {
	case reflect.Bool:
		c.zero = func(v reflect.Value) bool { return !v.Bool() }
		c.put = func(w *writer, v reflect.Value) {
			if v.Bool() {
				w.uint(1)
			} else {
				w.uint(0)
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.zero = func(v reflect.Value) bool { return v.Int() == 0 }
		c.put = func(w *writer, v reflect.Value) { w.int(v.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		c.zero = func(v reflect.Value) bool { return v.Uint() == 0 }
		c.put = func(w *writer, v reflect.Value) { w.uint(v.Uint()) }
	case reflect.Float32, reflect.Float64:
		c.zero = func(v reflect.Value) bool { return v.Float() == 0 }
		c.put = func(w *writer, v reflect.Value) { w.float(v.Float()) }
	case reflect.Complex64, reflect.Complex128:
		c.zero = func(v reflect.Value) bool { return v.Complex() == 0 }
		c.put = func(w *writer, v reflect.Value) {
			w.float(real(v.Complex()))
			w.float(imag(v.Complex()))
		}
	case reflect.String:
		c.zero = func(v reflect.Value) bool { return v.Len() == 0 }
		c.put = func(w *writer, v reflect.Value) { w.string(v.String()) }
	case reflect.Slice:
		c.zero = func(v reflect.Value) bool { return v.Len() == 0 }
		if t.Elem().Kind() == reflect.Uint8 {
			c.put = func(w *writer, v reflect.Value) { w.bytes(v.Bytes()) }
		} else {
			c.put = b.elements(t)
		}
	case reflect.Array:
		c.put = b.elements(t)
	case reflect.Map:
		key, elem := b.codec(t.Key()), b.codec(t.Elem())
		c.zero = reflect.Value.IsNil
		c.put = func(w *writer, v reflect.Value) {
			w.uint(uint64(v.Len()))
			for each := v.MapRange(); each.Next(); {
				key.putInMap(w, each.Key())
				elem.putInMap(w, each.Value())
			}
		}
		if t == stringMap {
			putAny := c.put
			c.put = func(w *writer, v reflect.Value) {
				if !v.CanInterface() {
					putAny(w, v)
					return
				}
				m := v.Interface().(map[string]string)
				w.uint(uint64(len(m)))
				for k, e := range m {
					w.string(k)
					w.string(e)
				}
			}
		}
	case reflect.Interface:
		c.zero = func(v reflect.Value) bool { return !v.IsValid() || v.IsNil() }
		c.put = putInterface
	case reflect.Struct:
		c.isStruct = true
		b.fields(c, t)
	default:
		failf("can't happen: encode type %s", rt)
	}
	return c
}

// elements writes arrays and slices.
func (b codecBuilder) elements(t reflect.Type) func(w *writer, v reflect.Value) {
	elem := b.codec(t.Elem())
	fast := putSlice[t.Elem().Kind()]
	return func(w *writer, v reflect.Value) {
		n := v.Len()
		w.uint(uint64(n))
		if fast != nil && (v.Kind() == reflect.Slice || v.CanAddr()) && fast(w, v.Slice(0, n)) {
			return
		}
		for i := range n {
			at := follow(v.Index(i), elem.indir)
			if elem.indir > 0 && at.Kind() == reflect.Pointer && at.IsNil() {
				failf("encodeArray: nil element")
			}
			elem.putElem(w, at)
		}
	}
}

// follow goes through at most n pointers and stops before one that is nil.
func follow(v reflect.Value, n int) reflect.Value {
	for ; n > 0 && !v.IsNil(); n-- {
		v = v.Elem()
	}
	return v
}

func (c *codec) putElem(w *writer, v reflect.Value) {
	if c.check != nil {
		c.check(v)
	}
	c.put(w, v)
}

func (c *codec) putInMap(w *writer, v reflect.Value) {
	for n := c.indir; n > 0 && v.IsValid(); n-- {
		v = reflect.Indirect(v)
	}
	if !v.IsValid() {
		failf("encodeReflectValue: nil element")
	}
	c.putElem(w, v)
}

type codecField struct {
	*codec
	index int
}

// fields writes a struct: the fields that are not zero, each after how far its number is from that of the last one.
func (b codecBuilder) fields(c *codec, t reflect.Type) {
	fields := []codecField{}
	c.put = func(w *writer, v reflect.Value) {
		last := -1
		for i := range fields {
			f := &fields[i]
			at := v.Field(f.index)
			if f.indir > 0 {
				if at = follow(at, f.indir); at.Kind() == reflect.Pointer && at.IsNil() {
					continue
				}
			}
			if f.check != nil {
				f.check(at)
			}
			if f.zero != nil && f.zero(at) {
				continue
			}
			w.uint(uint64(i - last))
			last = i
			f.put(w, at)
		}
		w.uint(0)
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if isSent(&f) {
			fields = append(fields, codecField{b.codec(f.Type), i})
		}
	}
	if t.NumField() > 0 && len(fields) == 0 {
		failf("type %s has no exported fields", t)
	}
}

// methods writes what a type's own methods return.
func (b codecBuilder) methods(c *codec, ut *userType) {
	c.indir = max(ut.encIndir, 0)
	of := receiver(ut.user, ut.encIndir)
	if ut.encIndir == -1 {
		c.check = func(v reflect.Value) {
			if !v.CanAddr() {
				failf("unaddressable value of type %s", of)
			}
		}
	}
	c.zero = func(v reflect.Value) bool { return ut.encIndir != -1 && v.IsZero() }
	c.put = func(w *writer, v reflect.Value) {
		if ut.encIndir == -1 {
			v = v.Addr()
		}
		var data []byte
		var err error
		if ut.enc == gobMethods {
			data, err = v.Interface().(GobEncoder).GobEncode()
		} else {
			data, err = v.Interface().(encoding.BinaryMarshaler).MarshalBinary()
		}
		if err != nil {
			fail(err)
		}
		w.bytes(data)
	}
}

// putInterface writes the name of the content's type, its number, and the content as a message of its own.
func putInterface(w *writer, v reflect.Value) {
	content := v.Elem()
	if content.Kind() == reflect.Pointer && content.IsNil() {
		failf("gob: cannot encode nil pointer of type %s inside interface", content.Type())
	}
	if v.IsNil() {
		w.uint(0)
		return
	}
	ut := mustLookAt(content.Type())
	name, ok := nameOfType.Load(ut.base)
	if !ok {
		failf("type not registered for interface: %s", ut.base)
	}
	w.string(name.(string))
	enc := w.enc
	enc.defineType(w.types, w.message, ut)
	w.int(int64(enc.sent[ut.base]))
	inner := &message{}
	enc.put(inner, w.message, content, ut)
	if enc.err == nil {
		enc.send(w.message, inner)
	}
	if enc.err != nil {
		fail(enc.err)
	}
}

// Slices of basic types under their own names need no reflection for each element.
var putSlice = map[reflect.Kind]func(w *writer, v reflect.Value) bool{
	reflect.Bool: each(func(w *writer, b bool) {
		if b {
			w.uint(1)
		} else {
			w.uint(0)
		}
	}),
	reflect.Int:     each(func(w *writer, i int) { w.int(int64(i)) }),
	reflect.Int8:    each(func(w *writer, i int8) { w.int(int64(i)) }),
	reflect.Int16:   each(func(w *writer, i int16) { w.int(int64(i)) }),
	reflect.Int32:   each(func(w *writer, i int32) { w.int(int64(i)) }),
	reflect.Int64:   each(func(w *writer, i int64) { w.int(i) }),
	reflect.Uint:    each(func(w *writer, u uint) { w.uint(uint64(u)) }),
	reflect.Uint16:  each(func(w *writer, u uint16) { w.uint(uint64(u)) }),
	reflect.Uint32:  each(func(w *writer, u uint32) { w.uint(uint64(u)) }),
	reflect.Uint64:  each(func(w *writer, u uint64) { w.uint(u) }),
	reflect.Float32: each(func(w *writer, f float32) { w.float(float64(f)) }),
	reflect.Float64: each(func(w *writer, f float64) { w.float(f) }),
	reflect.String:  each(func(w *writer, s string) { w.string(s) }),
}

func each[T any](put func(w *writer, t T)) func(w *writer, v reflect.Value) bool {
	return func(w *writer, v reflect.Value) bool {
		all, ok := v.Interface().([]T)
		if ok {
			for _, t := range all {
				put(w, t)
			}
		}
		return ok
	}
}
