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

func tryPutUvarint(buf []byte, x uint64) int

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
func Uvarint(buf []byte) (uint64, int)

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

// sizeOf is the number of bytes of a value, what data points to, or the elements of a slice; -1: not of fixed size. A target is
// something that can be filled.
func sizeOf(data any, target bool) int

// encode and decode move a value to and from buf, which has its size; the bytes of each number are turned round if swap. decode gives
// the kind of a part that cannot be set, or -1.
func encode(buf []byte, data any, swap bool)
func decode(buf []byte, data any, swap bool) int

// swaps reports whether an order is not the machine's.
func swaps(order ByteOrder) bool {
	switch order.(type) {
	case littleEndian:
		return false
	case bigEndian:
		return true
	}
	var b [2]byte
	order.PutUint16(b[:], 1)
	return b[0] == 0
}

// Size is the number of bytes that Write would write, -1 where v is not of fixed size.
func Size(v any) int { return sizeOf(v, false) }

func fill(data any, buf []byte, order ByteOrder) {
	kind := reflect.Kind(decode(buf, data, swaps(order)))
	setter := ""
	switch {
	case kind > reflect.Complex128:
		return
	case kind == reflect.Bool:
		setter = "Bool"
	case kind <= reflect.Int64:
		setter = "Int"
	case kind <= reflect.Uintptr:
		setter = "Uint"
	case kind <= reflect.Float64:
		setter = "Float"
	default:
		setter = "Complex"
	}
	panic("reflect: reflect.Value.Set" + setter + " using value obtained using unexported field")
}

// number is the size of a number, or of the one that a nil pointer does not lead to, 0 for all else: as in Go the bytes are wanted
// before it is seen that they cannot be taken.
func number(data any) (size int, pointer bool) {
	switch data.(type) {
	case bool, int8, uint8:
		return 1, false
	case int16, uint16:
		return 2, false
	case int32, uint32, float32:
		return 4, false
	case int64, uint64, float64:
		return 8, false
	case *bool, *int8, *uint8:
		return 1, true
	case *int16, *uint16:
		return 2, true
	case *int32, *uint32, *float32:
		return 4, true
	case *int64, *uint64, *float64:
		return 8, true
	}
	return 0, false
}

// refused is the error of data that name cannot fill; a nil pointer to a number is followed.
func refused(name string, data any) error {
	if _, pointer := number(data); pointer {
		var none *byte
		*none = 0
	}
	return errors.New(name + ": invalid type " + typeName(data))
}

func typeName(data any) string { return reflect.TypeOf(data).String() }

// Read fills what data points to, or the elements of a slice, from r.
func Read(r io.Reader, order ByteOrder, data any) error {
	size := sizeOf(data, true)
	if size < 0 {
		n, _ := number(data)
		if _, err := io.ReadFull(r, make([]byte, n)); err != nil {
			return err
		}
		return refused("binary.Read", data)
	}
	buf := make([]byte, size)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	fill(data, buf, order)
	return nil
}

// Decode fills what data points to, or the elements of a slice, from buf: how many bytes it took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	size := sizeOf(data, true)
	if size < 0 {
		if n, _ := number(data); len(buf) < n {
			return 0, errBufferTooSmall
		}
		return 0, refused("binary.Decode", data)
	}
	if len(buf) < size {
		return 0, errBufferTooSmall
	}
	fill(data, buf[:size], order)
	return size, nil
}

func notFixed(name string, data any) error {
	if _, pointer := number(data); pointer {
		return refused(name, data)
	}
	return errors.New(name + ": some values are not fixed-sized in type " + typeName(data))
}

// Write writes data: a value of fixed size, a slice of such, or a pointer to one.
func Write(w io.Writer, order ByteOrder, data any) error {
	size := sizeOf(data, false)
	if size < 0 {
		return notFixed("binary.Write", data)
	}
	buf := make([]byte, size)
	encode(buf, data, swaps(order))
	_, err := w.Write(buf)
	return err
}

// Encode writes data to buf: how many bytes.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	size := sizeOf(data, false)
	if size < 0 {
		if n, _ := number(data); len(buf) < n {
			return 0, errBufferTooSmall
		}
		return 0, notFixed("binary.Encode", data)
	}
	if len(buf) < size {
		return 0, errBufferTooSmall
	}
	encode(buf[:size], data, swaps(order))
	return size, nil
}

// Append appends data.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	size := sizeOf(data, false)
	if size < 0 {
		return nil, notFixed("binary.Append", data)
	}
	n := len(buf)
	buf = append(buf, make([]byte, size)...)
	encode(buf[n:], data, swaps(order))
	return buf, nil
}
