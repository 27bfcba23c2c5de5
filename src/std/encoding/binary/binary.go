// Package binary translates between values of fixed size and bytes, and has variable-length integers.
package binary

import (
	"errors"
	"io"
	"reflect"
	"unsafe"
)

// A ByteOrder says how 16, 32 and 64 bits are made of bytes.
type ByteOrder interface {
	Uint16([]byte) uint16
	Uint32([]byte) uint32
	Uint64([]byte) uint64
	PutUint16([]byte, uint16)
	PutUint32([]byte, uint32)
	PutUint64([]byte, uint64)
	String() string
}

// An AppendByteOrder appends numbers.
type AppendByteOrder interface {
	AppendUint16([]byte, uint16) []byte
	AppendUint32([]byte, uint32) []byte
	AppendUint64([]byte, uint64) []byte
	String() string
}

type (
	littleEndian struct{}
	bigEndian    struct{}
	nativeEndian struct{ littleEndian }
)

// The orders: lowest byte first, highest byte first, as the machine has it.
var (
	LittleEndian littleEndian
	BigEndian    bigEndian
	NativeEndian nativeEndian
)

// Tried before the methods of their names (decision 028).
func trylittleEndianUint16(b []byte) uint16
func trylittleEndianPutUint16(b []byte, v uint16)
func trylittleEndianUint32(b []byte) uint32
func trylittleEndianPutUint32(b []byte, v uint32)
func trylittleEndianUint64(b []byte) uint64
func trylittleEndianPutUint64(b []byte, v uint64)
func trybigEndianUint16(b []byte) uint16
func trybigEndianPutUint16(b []byte, v uint16)
func trybigEndianUint32(b []byte) uint32
func trybigEndianPutUint32(b []byte, v uint32)
func trybigEndianUint64(b []byte) uint64
func trybigEndianPutUint64(b []byte, v uint64)

func (littleEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return uint16(b[0]) | uint16(b[1])<<8
}

func (littleEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func (littleEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return *(*uint64)(unsafe.Pointer(&b[0]))
}

func (littleEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0], b[1] = byte(v), byte(v>>8)
}

func (littleEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}

func (littleEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	*(*uint64)(unsafe.Pointer(&b[0])) = v
}

func (littleEndian) AppendUint16(b []byte, v uint16) []byte { return append(b, byte(v), byte(v>>8)) }

func (littleEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (littleEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

func (littleEndian) String() string   { return "LittleEndian" }
func (littleEndian) GoString() string { return "binary.LittleEndian" }

func (bigEndian) Uint16(b []byte) uint16 {
	_ = b[1]
	return uint16(b[1]) | uint16(b[0])<<8
}

func (bigEndian) Uint32(b []byte) uint32 {
	_ = b[3]
	return uint32(b[3]) | uint32(b[2])<<8 | uint32(b[1])<<16 | uint32(b[0])<<24
}

func (bigEndian) Uint64(b []byte) uint64 {
	_ = b[7]
	return uint64(b[7]) | uint64(b[6])<<8 | uint64(b[5])<<16 | uint64(b[4])<<24 |
		uint64(b[3])<<32 | uint64(b[2])<<40 | uint64(b[1])<<48 | uint64(b[0])<<56
}

func (bigEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0], b[1] = byte(v>>8), byte(v)
}

func (bigEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
}

func (bigEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	b[0], b[1], b[2], b[3] = byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32)
	b[4], b[5], b[6], b[7] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
}

func (bigEndian) AppendUint16(b []byte, v uint16) []byte { return append(b, byte(v>>8), byte(v)) }

func (bigEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) String() string   { return "BigEndian" }
func (bigEndian) GoString() string { return "binary.BigEndian" }

func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }

// Greatest lengths of variable-length integers.
const (
	MaxVarintLen16 = 3
	MaxVarintLen32 = 5
	MaxVarintLen64 = 10
)

// AppendUvarint appends x, seven bits a byte.
func AppendUvarint(buf []byte, x uint64) []byte {
	for x >= 0x80 {
		buf = append(buf, byte(x)|0x80)
		x >>= 7
	}
	return append(buf, byte(x))
}

// PutUvarint writes x: how many bytes. It panics where buf is too short.
func PutUvarint(buf []byte, x uint64) int {
	i := 0
	for x >= 0x80 {
		buf[i] = byte(x) | 0x80
		x >>= 7
		i++
	}
	buf[i] = byte(x)
	return i + 1
}

// Uvarint reads a number and gives how many bytes it took; 0: buf is too short; negative: it does not fit 64 bits, and
// so many bytes were read.
func Uvarint(buf []byte) (uint64, int) {
	var x uint64
	for i, b := range buf {
		if i == MaxVarintLen64 || i == MaxVarintLen64-1 && b > 1 && b < 0x80 {
			return 0, -(i + 1)
		}
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return x, i + 1
		}
	}
	return 0, 0
}

func zigzag(x int64) uint64 { return uint64(x)<<1 ^ uint64(x>>63) }

func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// AppendVarint appends x, the sign in the lowest bit.
func AppendVarint(buf []byte, x int64) []byte { return AppendUvarint(buf, zigzag(x)) }

// PutVarint is PutUvarint for signed numbers.
func PutVarint(buf []byte, x int64) int { return PutUvarint(buf, zigzag(x)) }

// Varint is Uvarint for signed numbers.
func Varint(buf []byte) (int64, int) {
	u, n := Uvarint(buf)
	return unzigzag(u), n
}

var errOverflow = errors.New("binary: varint overflows a 64-bit integer")

// ReadUvarint reads a number; io.EOF only where there is not a byte of it.
func ReadUvarint(r io.ByteReader) (uint64, error) {
	var x uint64
	for i := range MaxVarintLen64 {
		b, err := r.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return x, err
		}
		if b < 0x80 {
			if i == MaxVarintLen64-1 && b > 1 {
				return x, errOverflow
			}
			return x | uint64(b)<<(7*i), nil
		}
		x |= uint64(b&0x7f) << (7 * i)
	}
	return x, errOverflow
}

// ReadVarint is ReadUvarint for signed numbers.
func ReadVarint(r io.ByteReader) (int64, error) {
	u, err := ReadUvarint(r)
	return unzigzag(u), err
}

var errBufferTooSmall = errors.New("buffer too small")

// move copies n numbers of size bytes, their bytes turned round if swap.
func move(dst, src unsafe.Pointer, n, size int, swap bool)

// swaps reports whether an order is not the machine's.
func swaps(order ByteOrder) bool {
	var b [2]byte
	order.PutUint16(b[:], 1)
	return b[0] == 0
}

// width is the size of the numbers that a kind is made of, and how many; 0: it is not of fixed size.
func width(k reflect.Kind) (size, n int) {
	switch k {
	case reflect.Bool, reflect.Int8, reflect.Uint8:
		return 1, 1
	case reflect.Int16, reflect.Uint16:
		return 2, 1
	case reflect.Int32, reflect.Uint32, reflect.Float32:
		return 4, 1
	case reflect.Int64, reflect.Uint64, reflect.Float64:
		return 8, 1
	case reflect.Complex64:
		return 4, 2
	case reflect.Complex128:
		return 8, 2
	}
	return 0, 0
}

// typeSize is the number of bytes for a value of the type, or -1.
func typeSize(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Array:
		if size := typeSize(t.Elem()); size >= 0 {
			return size * t.Len()
		}
		return -1
	case reflect.Struct:
		sum := 0
		for i := 0; i < t.NumField(); i++ {
			size := typeSize(t.Field(i).Type)
			if size < 0 {
				return -1
			}
			sum += size
		}
		return sum
	}
	if size, n := width(t.Kind()); size > 0 {
		return size * n
	}
	return -1
}

func valueSize(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() == reflect.Slice {
		if size := typeSize(v.Type().Elem()); size >= 0 {
			return size * v.Len()
		}
		return -1
	}
	return typeSize(v.Type())
}

// Size is the number of bytes that Write would write, -1 where v is not of fixed size.
func Size(v any) int { return valueSize(reflect.Indirect(reflect.ValueOf(v))) }

// walk moves a value whose memory is at p to or from buf, and gives what is left of buf.
func walk(t reflect.Type, p unsafe.Pointer, buf []byte, swap, decode bool) []byte {
	switch t.Kind() {
	case reflect.Array:
		return walkMany(t.Elem(), p, t.Len(), buf, swap, decode)
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			if f.Name == "_" {
				n := typeSize(f.Type)
				if !decode {
					clear(buf[:n])
				}
				buf = buf[n:]
				continue
			}
			if decode && !f.IsExported() {
				panic("reflect: reflect.Value.Set" + setter(f.Type.Kind()) + " using value obtained using unexported field")
			}
			buf = walk(f.Type, unsafe.Add(p, f.Offset), buf, swap, decode)
		}
		return buf
	}
	return walkMany(t, p, 1, buf, swap, decode)
}

// setter names the method of reflect.Value that would store a value of the kind.
func setter(k reflect.Kind) string {
	switch {
	case k == reflect.Bool:
		return "Bool"
	case k <= reflect.Int64:
		return "Int"
	case k <= reflect.Uintptr:
		return "Uint"
	case k <= reflect.Float64:
		return "Float"
	case k <= reflect.Complex128:
		return "Complex"
	}
	return ""
}

func walkMany(t reflect.Type, p unsafe.Pointer, count int, buf []byte, swap, decode bool) []byte {
	if count == 0 {
		return buf
	}
	size, n := width(t.Kind())
	if size == 0 {
		for i := range count {
			buf = walk(t, unsafe.Add(p, uintptr(i)*t.Size()), buf, swap, decode)
		}
		return buf
	}
	n *= count
	_ = buf[n*size-1]
	if !decode {
		move(unsafe.Pointer(&buf[0]), p, n, size, swap)
		return buf[n*size:]
	}
	move(p, unsafe.Pointer(&buf[0]), n, size, swap)
	if t.Kind() == reflect.Bool {
		for i := range n {
			if b := (*byte)(unsafe.Add(p, i)); *b != 0 {
				*b = 1
			}
		}
	}
	return buf[n*size:]
}

// target is where to read to: what data points to, or the elements of a slice.
func target(data any) (reflect.Value, int) {
	v := reflect.ValueOf(data)
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v, -1
		}
		v = v.Elem()
		return v, valueSize(v)
	case reflect.Slice:
		return v, valueSize(v)
	}
	return v, -1
}

func fill(v reflect.Value, buf []byte, order ByteOrder, decode bool) {
	swap := swaps(order)
	if v.Kind() == reflect.Slice {
		walkMany(v.Type().Elem(), v.UnsafePointer(), v.Len(), buf, swap, decode)
		return
	}
	if !v.CanAddr() {
		copied := reflect.New(v.Type())
		copied.Elem().Set(v)
		v = copied.Elem()
	}
	walk(v.Type(), v.Addr().UnsafePointer(), buf, swap, decode)
}

func typeName(data any) string { return reflect.TypeOf(data).String() }

// Read fills what data points to, or the elements of a slice, from r.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, size := target(data)
	if size < 0 {
		return errors.New("binary.Read: invalid type " + typeName(data))
	}
	buf := make([]byte, size)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	fill(v, buf, order, true)
	return nil
}

// Decode fills what data points to, or the elements of a slice, from buf: how many bytes it took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size := target(data)
	if size < 0 {
		return 0, errors.New("binary.Decode: invalid type " + typeName(data))
	}
	if len(buf) < size {
		return 0, errBufferTooSmall
	}
	fill(v, buf[:size], order, true)
	return size, nil
}

// source is what to write.
func source(data any, name string) (reflect.Value, int, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := valueSize(v)
	if size < 0 {
		return v, 0, errors.New(name + ": some values are not fixed-sized in type " + typeName(data))
	}
	return v, size, nil
}

// Write writes data: a value of fixed size, a slice of such, or a pointer to one.
func Write(w io.Writer, order ByteOrder, data any) error {
	v, size, err := source(data, "binary.Write")
	if err != nil {
		return err
	}
	buf := make([]byte, size)
	fill(v, buf, order, false)
	_, err = w.Write(buf)
	return err
}

// Encode writes data to buf: how many bytes.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := source(data, "binary.Encode")
	if err != nil {
		return 0, err
	}
	if len(buf) < size {
		return 0, errBufferTooSmall
	}
	fill(v, buf[:size], order, false)
	return size, nil
}

// Append appends data.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	v, size, err := source(data, "binary.Append")
	if err != nil {
		return nil, err
	}
	n := len(buf)
	buf = append(buf, make([]byte, size)...)
	fill(v, buf[n:], order, false)
	return buf, nil
}
