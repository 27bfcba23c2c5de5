package pprof

import (
	"compress/gzip"
	"io"
	"maps"
	"slices"
	"time"
)

// message is a protocol buffer's message.
type message []byte

func (m *message) varint(v uint64) {
	for ; v >= 0x80; v >>= 7 {
		*m = append(*m, byte(v)|0x80)
	}
	*m = append(*m, byte(v))
}

func (m *message) number(field int, v uint64) {
	m.varint(uint64(field) << 3)
	m.varint(v)
}

func (m *message) bytes(field int, b []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(b)))
	*m = append(*m, b...)
}

// Fields of profile.proto's Profile.
const (
	fieldSampleType = 1 + iota
	fieldSample
	fieldMapping
	fieldLocation
	fieldFunction
	fieldString
	_
	_
	fieldTime
	fieldDuration
	fieldPeriodType
	fieldPeriod
	_
	fieldDefaultType
)

// A call is a place in a function.
type call struct {
	function, file string
	line           int
}

// A builder makes a profile.
type builder struct {
	out       message
	time      time.Time
	described bool // what the values are is said
	texts     map[string]uint64
	list      []string
	functions map[[2]string]uint64
	places    map[call]uint64
	samples   map[string]*sample
	order     []*sample
	sign      int64 // what the values of samples are multiplied by
}

// A sample is values of a stack with labels.
type sample struct {
	stack  message
	labels message
	values []int64
}

func newBuilder() *builder {
	return &builder{
		time: time.Now(), texts: map[string]uint64{"": 0}, list: []string{""}, functions: map[[2]string]uint64{}, places: map[call]uint64{},
		samples: map[string]*sample{}, sign: +1,
	}
}

func (b *builder) text(s string) uint64 {
	id, ok := b.texts[s]
	if !ok {
		id = uint64(len(b.list))
		b.texts[s] = id
		b.list = append(b.list, s)
	}
	return id
}

func (b *builder) valueType(field int, name, unit string) {
	var m message
	m.number(1, b.text(name))
	m.number(2, b.text(unit))
	b.out.bytes(field, m)
}

// types says what a sample's values are: names and units in turn. A profile that is collected twice says it once, as the period.
func (b *builder) types(namesAndUnits ...string) {
	for i := 0; i < len(namesAndUnits) && !b.described; i += 2 {
		b.valueType(fieldSampleType, namesAndUnits[i], namesAndUnits[i+1])
	}
}

func (b *builder) period(name, unit string, n int64) {
	if !b.described {
		b.valueType(fieldPeriodType, name, unit)
		b.out.number(fieldPeriod, uint64(n))
	}
	b.described = true
}

func (b *builder) defaultType(name string) { b.out.number(fieldDefaultType, b.text(name)) }

// place is the number of a call's location.
func (b *builder) place(c call) uint64 {
	if id, ok := b.places[c]; ok {
		return id
	}
	key := [2]string{c.function, c.file}
	function, ok := b.functions[key]
	if !ok {
		function = uint64(len(b.functions) + 1)
		b.functions[key] = function
		var m message
		m.number(1, function)
		m.number(2, b.text(c.function))
		m.number(3, b.text(c.function))
		m.number(4, b.text(c.file))
		b.out.bytes(fieldFunction, m)
	}
	id := uint64(len(b.places) + 1)
	b.places[c] = id
	var line, m message
	line.number(1, function)
	line.number(2, uint64(c.line))
	m.number(1, id)
	m.bytes(4, line)
	b.out.bytes(fieldLocation, m)
	return id
}

// stack gives the locations of a stack, newest first.
func (b *builder) stack(pcs []uintptr) (places []uint64) {
	for _, f := range framesOf(pcs) {
		places = append(places, b.place(call{f.Function, f.File, f.Line}))
	}
	return places
}

// sample adds values to those of the stack with the labels.
func (b *builder) sample(places []uint64, values []int64, labels map[string]string) {
	var where, what message
	for _, id := range places {
		where.varint(id)
	}
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		var label message
		label.number(1, b.text(key))
		label.number(2, b.text(labels[key]))
		what.bytes(3, label)
	}
	key := string(where) + "\x00" + string(what) // no place has the number 0
	s := b.samples[key]
	if s == nil {
		s = &sample{stack: where, labels: what, values: make([]int64, len(values))}
		b.samples[key] = s
		b.order = append(b.order, s)
	}
	for i, v := range values {
		s.values[i] += b.sign * v
	}
}

func (s *sample) isZero() bool { return !slices.ContainsFunc(s.values, func(v int64) bool { return v != 0 }) }

func (b *builder) write(w io.Writer) error {
	b.out.number(fieldTime, uint64(b.time.UnixNano()))
	for _, s := range b.order {
		if s.isZero() {
			continue
		}
		var values, m message
		for _, v := range s.values {
			values.varint(uint64(v))
		}
		m.bytes(1, s.stack)
		m.bytes(2, values)
		b.out.bytes(fieldSample, append(m, s.labels...))
	}
	for _, s := range b.list {
		b.out.bytes(fieldString, []byte(s))
	}
	z := gzip.NewWriter(w)
	if _, err := z.Write(b.out); err != nil {
		return err
	}
	return z.Close()
}
