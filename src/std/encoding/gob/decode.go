package gob

import (
	"bufio"
	"encoding"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/bits"
	"reflect"
	"sync"
)

var (
	errBadUint  = errors.New("gob: encoded unsigned integer out of range")
	errBadType  = errors.New("gob: unknown type id or corrupted data")
	errRange    = errors.New("gob: bad data: field numbers out of bounds")
	errBadCount = errors.New("invalid message length")
)

// chunk is how much is allocated at once on the word of a stream that may lie.
const chunk = 10 << 20

// A Decoder reads values from a stream. It may read ahead of what it returns unless its reader is an io.ByteReader.
// It is safe for use by several goroutines.
type Decoder struct {
	mutex sync.Mutex
	r     io.Reader
	data  []byte // what is left of the message
	wire  map[typeId]*wireType
	plans map[planKey]*plan
	err   error
	depth int // of plans for what is skipped
}

// NewDecoder returns a Decoder that reads from r.
func NewDecoder(r io.Reader) *Decoder {
	if _, ok := r.(io.ByteReader); !ok {
		r = bufio.NewReader(r)
	}
	return &Decoder{r: r, wire: map[typeId]*wireType{}, plans: map[planKey]*plan{}}
}

// Decode reads the next value into what e points to; with a nil e it skips it. At the end of the stream the error is io.EOF.
func (dec *Decoder) Decode(e any) error {
	if e == nil {
		return dec.DecodeValue(reflect.Value{})
	}
	value := reflect.ValueOf(e)
	if value.Kind() != reflect.Pointer {
		dec.err = errors.New("gob: attempt to decode into a non-pointer")
		return dec.err
	}
	return dec.DecodeValue(value)
}

// DecodeValue reads the next value into v, a pointer that is not nil or something that can be set. The zero Value skips.
func (dec *Decoder) DecodeValue(v reflect.Value) error {
	if v.IsValid() && !(v.Kind() == reflect.Pointer && !v.IsNil()) && !v.CanSet() {
		return errors.New("gob: DecodeValue of unassignable value")
	}
	dec.mutex.Lock()
	defer dec.mutex.Unlock()
	dec.data = nil
	dec.err = nil
	id := dec.typeAhead(false)
	if dec.err == nil {
		dec.value(id, v)
	}
	return dec.err
}

// typeAhead takes in descriptions of types until the number of a value's type comes.
func (dec *Decoder) typeAhead(inInterface bool) typeId {
	for first := true; dec.err == nil; first = false {
		if len(dec.data) == 0 && !dec.receive() {
			if !first && dec.err == io.EOF {
				dec.err = io.ErrUnexpectedEOF
			}
			break
		}
		id := typeId(dec.number())
		if id >= 0 {
			return id
		}
		dec.receiveType(-id)
		if dec.err != nil || len(dec.data) == 0 {
			continue
		}
		if !inInterface {
			dec.err = errors.New("extra data in buffer")
			break
		}
		dec.length() // of the message that follows within this one
	}
	return -1
}

// receive reads the next message.
func (dec *Decoder) receive() bool {
	var n uint64
	n, dec.err = readUint(dec.r)
	if dec.err == nil && n >= tooBig {
		dec.err = errBadCount
	}
	if dec.err != nil {
		return false
	}
	dec.data, dec.err = readAll(dec.r, int(n))
	if dec.err == io.EOF {
		dec.err = io.ErrUnexpectedEOF
	}
	return dec.err == nil
}

func readAll(r io.Reader, n int) ([]byte, error) {
	data := make([]byte, min(n, chunk))
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	for len(data) < n {
		from := len(data)
		data = append(data, make([]byte, min(n-from, chunk))...)
		if _, err := io.ReadFull(r, data[from:]); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func readUint(r io.Reader) (x uint64, err error) {
	var buf [8]byte
	if n, err := io.ReadFull(r, buf[:1]); n == 0 {
		return 0, err
	}
	if buf[0] < 128 {
		return uint64(buf[0]), nil
	}
	n := -int(int8(buf[0]))
	if n > 8 {
		return 0, errBadUint
	}
	if _, err = io.ReadFull(r, buf[:n]); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return 0, err
	}
	for _, b := range buf[:n] {
		x = x<<8 | uint64(b)
	}
	return x, nil
}

// rest is the message's rest as a reader.
type rest struct {
	dec *Decoder
}

func (r rest) Read(p []byte) (int, error) {
	n := copy(p, r.dec.data)
	r.dec.data = r.dec.data[n:]
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// length and number read integers between values, where an error is noted and not thrown.
func (dec *Decoder) length() uint64 {
	n, err := readUint(rest{dec})
	if err != nil {
		dec.err = err
	}
	return n
}

func (dec *Decoder) number() int64 {
	return signed(dec.length())
}

func signed(x uint64) int64 {
	if x&1 != 0 {
		return ^int64(x >> 1)
	}
	return int64(x >> 1)
}

func (dec *Decoder) receiveType(id typeId) {
	if id < firstUserId || dec.wire[id] != nil {
		dec.err = errors.New("gob: duplicate type received")
		return
	}
	wire := new(wireType)
	dec.value(idWireType, reflect.ValueOf(wire))
	if dec.err == nil {
		dec.wire[id] = wire
	}
}

// value reads a value of the stream's type id into v, or skips it where v is the zero Value.
func (dec *Decoder) value(id typeId, v reflect.Value) {
	defer caught(&dec.err)
	if !v.IsValid() {
		dec.readWith(dec.planToSkip(id), v)
		return
	}
	ut := mustLookAt(v.Type())
	p := dec.plan(id, ut)
	v = allocate(v)
	if p.isStruct {
		if wire := dec.wire[id]; p.matched == 0 && ut.base.NumField() > 0 && wire != nil && len(wire.StructT.Field) > 0 {
			failf("type mismatch: no fields matched compiling decoder for %s", ut.base.Name())
		}
	}
	dec.readWith(p, v)
}

// readWith reads what stands at the top of a message or inside an interface: anything but a struct comes after a zero.
func (dec *Decoder) readWith(p *plan, v reflect.Value) {
	if !p.isStruct && dec.uint() != 0 {
		failf("decode: corrupted data: non-zero delta for singleton")
	}
	p.read(dec, v)
}

// allocate follows pointers, and makes what nil ones are to point to.
func allocate(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

func (dec *Decoder) uint() (x uint64) {
	data := dec.data
	if len(data) == 0 {
		fail(io.EOF)
	}
	b := data[0]
	dec.data = data[1:]
	if b < 128 {
		return uint64(b)
	}
	n := -int(int8(b))
	if n > 8 {
		fail(errBadUint)
	}
	if len(dec.data) < n {
		failf("invalid uint data length %d: exceeds input size %d", n, len(dec.data))
	}
	if data = dec.data; len(data) >= 8 {
		x = binary.BigEndian.Uint64(data) >> (64 - 8*n)
	} else {
		for _, b := range data[:n] {
			x = x<<8 | uint64(b)
		}
	}
	dec.data = data[n:]
	return x
}

func (dec *Decoder) int() int64 {
	return signed(dec.uint())
}

func (dec *Decoder) float() float64 {
	return math.Float64frombits(bits.ReverseBytes64(dec.uint()))
}

func (dec *Decoder) float32(overflow error) float64 {
	f := dec.float()
	if size := math.Abs(f); size > math.MaxFloat32 && size <= math.MaxFloat64 {
		fail(overflow)
	}
	return f
}

// take takes n bytes that are there.
func (dec *Decoder) take(n int) []byte {
	b := dec.data[:n]
	dec.data = dec.data[n:]
	return b
}

// size reads the length of what must be in the message.
func (dec *Decoder) size() (int, bool) {
	n := dec.uint()
	if n >= tooBig || uint64(len(dec.data)) < n {
		return 0, false
	}
	return int(n), true
}

// readCustom hands the bytes of a value to its type's own method.
func readCustom(ut *userType) func(dec *Decoder, v reflect.Value) {
	of := receiver(ut.user, ut.decIndir)
	return func(dec *Decoder, v reflect.Value) {
		if v.Kind() != reflect.Pointer && of.Kind() == reflect.Pointer {
			v = v.Addr()
		}
		n, ok := dec.size()
		if !ok {
			failf("GobDecoder: length too large for buffer")
		}
		data := dec.take(n)
		var err error
		if ut.dec == gobMethods {
			err = v.Interface().(GobDecoder).GobDecode(data)
		} else {
			err = v.Interface().(encoding.BinaryUnmarshaler).UnmarshalBinary(data)
		}
		if err != nil {
			fail(err)
		}
	}
}

func readBytes(dec *Decoder, v reflect.Value) {
	n, ok := dec.size()
	if !ok {
		failf("bad %s slice length: %d", v.Type(), n)
	}
	if v.Cap() < n {
		v.Set(reflect.MakeSlice(v.Type(), n, n))
	} else {
		v.SetLen(n)
	}
	if n == 0 {
		return
	}
	copy(v.Bytes(), dec.take(n))
}

func readString(dec *Decoder, v reflect.Value) {
	n := dec.uint()
	data := dec.data
	if n >= tooBig || uint64(len(data)) < n {
		failf("bad %s slice length: %d", v.Type(), 0)
	}
	dec.data = data[n:]
	v.SetString(string(data[:n]))
}

// string is what readString reads into a string.
func (dec *Decoder) string() string {
	n := dec.uint()
	data := dec.data
	if n >= tooBig || uint64(len(data)) < n {
		failf("bad string slice length: %d", 0)
	}
	dec.data = data[n:]
	return string(data[:n])
}

// readElements reads n elements into v, which grows while they come: the length may be a lie.
func readElements(dec *Decoder, v reflect.Value, n int, elem func(dec *Decoder, v reflect.Value)) {
	isPointer := v.Type().Elem().Kind() == reflect.Pointer
	there := v.Len()
	for i := range n {
		if len(dec.data) == 0 {
			failf("decoding array or slice: length exceeds input size (%d elements)", n)
		}
		if i >= there {
			v.Grow(1)
			there = min(v.Cap(), n)
			v.SetLen(there)
		}
		at := v.Index(i)
		if isPointer {
			at = allocate(at)
		}
		elem(dec, at)
	}
}

// safeCap is how many of c elements are made at first; negative if there cannot be so many.
func safeCap(size, c uint64) int {
	if int64(c) < 0 || size > 0 && c > math.MaxUint64/size {
		return -1
	}
	if c*size > chunk {
		c = max(chunk/size, 1)
	}
	return int(c)
}

func readSlice(t reflect.Type, elem func(dec *Decoder, v reflect.Value), fast fill) func(dec *Decoder, v reflect.Value) {
	size := uint64(t.Elem().Size())
	return func(dec *Decoder, v reflect.Value) {
		count := dec.uint()
		n := int(count)
		if n < 0 || count*size > tooBig || size > 0 && count*size/size != count {
			failf("%s slice too big: %d elements of %d bytes", t.Elem(), count, size)
		}
		if v.Cap() < n {
			safe := safeCap(size, count)
			v.Set(reflect.MakeSlice(t, safe, safe))
		} else {
			v.SetLen(n)
		}
		if fast == nil || !fast(dec, v, n) {
			readElements(dec, v, n, elem)
		}
	}
}

func readArray(t reflect.Type, elem func(dec *Decoder, v reflect.Value), fast fill) func(dec *Decoder, v reflect.Value) {
	return func(dec *Decoder, v reflect.Value) {
		if dec.uint() != uint64(t.Len()) {
			failf("length mismatch in decodeArray")
		}
		if fast == nil || !v.CanAddr() || !fast(dec, v.Slice(0, t.Len()), t.Len()) {
			readElements(dec, v, t.Len(), elem)
		}
	}
}

var stringMap = reflect.TypeFor[map[string]string]()

func readMap(t reflect.Type, key, elem func(dec *Decoder, v reflect.Value)) func(dec *Decoder, v reflect.Value) {
	one := func(dec *Decoder, v reflect.Value, read func(dec *Decoder, v reflect.Value)) {
		if v.Kind() == reflect.Pointer {
			v = allocate(v)
		}
		read(dec, v)
	}
	return func(dec *Decoder, v reflect.Value) {
		count := dec.uint()
		if v.IsNil() {
			v.Set(reflect.MakeMapWithSize(t, max(safeCap(uint64(t.Elem().Size()), count), 1)))
		}
		if t == stringMap {
			m := v.Interface().(map[string]string)
			for range int(count) {
				k := dec.string()
				m[k] = dec.string()
			}
			return
		}
		k, e := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		for range int(count) {
			one(dec, k, key)
			one(dec, e, elem)
			v.SetMapIndex(k, e)
			k.SetZero()
			e.SetZero()
		}
	}
}

// readInterface reads the name of a registered type, its number, and a value of it.
func readInterface(t reflect.Type) func(dec *Decoder, v reflect.Value) {
	return func(dec *Decoder, v reflect.Value) {
		n := dec.uint()
		if n > 1<<31 {
			failf("invalid type name length %d", n)
		}
		if n > uint64(len(dec.data)) {
			failf("invalid type name length %d: exceeds input size", n)
		}
		name := dec.take(int(n))
		if len(name) == 0 {
			v.SetZero()
			return
		}
		if len(name) > 1024 {
			failf("name too long (%d bytes): %.20q...", len(name), name)
		}
		found, ok := typeOfName.Load(string(name))
		if !ok {
			failf("name not registered for interface: %q", name)
		}
		of := found.(reflect.Type)
		id := dec.typeAhead(true)
		if id < 0 {
			fail(dec.err)
		}
		dec.uint() // the length of the value, for those who skip it
		content := reflect.New(of).Elem()
		dec.value(id, content)
		if dec.err != nil {
			fail(dec.err)
		}
		if !of.AssignableTo(t) {
			failf("%s is not assignable to type %s", of, t)
		}
		v.Set(content)
	}
}
