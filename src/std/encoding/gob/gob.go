// Package gob writes and reads streams of Go values that describe themselves: each stream carries the types of its values.
// A receiver matches what comes by the names of fields, so that the two sides may know different versions of a type.
package gob

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

// GobEncoder is a type that has its own representation in a stream.
type GobEncoder interface {
	// GobEncode returns the receiver's representation, for a GobDecoder of the same type.
	GobEncode() ([]byte, error)
}

// GobDecoder is a type that reads what a GobEncoder has written.
type GobDecoder interface {
	// GobDecode sets the receiver, a pointer, to what the bytes represent.
	GobDecode([]byte) error
}

// tooBig is the length from which on a message is refused: 8 GB.
const tooBig = 1 << 33

// failure carries an error through panics, from the depth of a value to Encode or Decode.
type failure struct {
	err error
}

func fail(err error) {
	panic(failure{err})
}

func failf(format string, args ...any) {
	fail(fmt.Errorf("gob: "+format, args...))
}

// caught is to be deferred: it takes a failure into *err and lets every other panic pass.
func caught(err *error) {
	switch e := recover().(type) {
	case nil:
	case failure:
		*err = e.err
	default:
		panic(e)
	}
}

// custom says which pair of methods a type brings along.
type custom uint8

const (
	none custom = iota
	gobMethods
	binaryMethods
)

// userType is what must be known of a type before anything else: what lies behind its pointers, and its methods.
type userType struct {
	user, base reflect.Type
	indir      int // pointers from user to base
	enc, dec   custom
	encIndir   int // pointers to follow to the type with the encoding methods; -1: its address has them
	decIndir   int
}

var userTypes sync.Map // reflect.Type to *userType

var (
	gobEncoderType    = reflect.TypeFor[GobEncoder]()
	gobDecoderType    = reflect.TypeFor[GobDecoder]()
	marshalerType     = reflect.TypeFor[encoding.BinaryMarshaler]()
	unmarshalerType   = reflect.TypeFor[encoding.BinaryUnmarshaler]()
	maxPointersBefore = 100
)

// lookAt returns what is known of rt. A type of pointers alone that leads back to itself is refused.
func lookAt(rt reflect.Type) (*userType, error) {
	if ut, ok := userTypes.Load(rt); ok {
		return ut.(*userType), nil
	}
	ut := &userType{user: rt, base: rt}
	behind := rt // goes half as fast as base: the two meet only in a cycle
	for ut.base.Kind() == reflect.Pointer {
		ut.base = ut.base.Elem()
		if ut.base == behind {
			return nil, errors.New("can't represent recursive pointer type " + ut.base.String())
		}
		if ut.indir%2 == 0 {
			behind = behind.Elem()
		}
		ut.indir++
	}
	var ok bool
	if ut.encIndir, ok = reaches(rt, gobEncoderType); ok {
		ut.enc = gobMethods
	} else if ut.encIndir, ok = reaches(rt, marshalerType); ok {
		ut.enc = binaryMethods
	}
	if ut.decIndir, ok = reaches(rt, gobDecoderType); ok {
		ut.dec = gobMethods
	} else if ut.decIndir, ok = reaches(rt, unmarshalerType); ok {
		ut.dec = binaryMethods
	}
	kept, _ := userTypes.LoadOrStore(rt, ut)
	return kept.(*userType), nil
}

func mustLookAt(rt reflect.Type) *userType {
	ut, err := lookAt(rt)
	if err != nil {
		fail(err)
	}
	return ut
}

// reaches reports after how many pointers rt leads to a type with the methods of iface; -1 where rt's address has them.
func reaches(rt, iface reflect.Type) (indir int, ok bool) {
	for at := rt; ; at = at.Elem() {
		if at.Implements(iface) {
			return indir, true
		}
		if at.Kind() != reflect.Pointer {
			break
		}
		indir++
		if indir > maxPointersBefore {
			return 0, false
		}
	}
	if rt.Kind() != reflect.Pointer && reflect.PointerTo(rt).Implements(iface) {
		return -1, true
	}
	return 0, false
}

// receiver is the type whose methods are called, given the number of pointers to follow.
func receiver(rt reflect.Type, indir int) reflect.Type {
	if indir < 0 {
		return reflect.PointerTo(rt)
	}
	for ; indir > 0; indir-- {
		rt = rt.Elem()
	}
	return rt
}

// Names of concrete types in interface values, both ways: string to reflect.Type, base type to string.
var typeOfName, nameOfType sync.Map

// RegisterName gives the type of value a name under which it travels as the content of an interface.
func RegisterName(name string, value any) {
	if name == "" {
		panic("attempt to register empty name")
	}
	ut := mustLookAt(reflect.TypeOf(value))
	if t, taken := typeOfName.LoadOrStore(name, ut.user); taken && t != ut.user {
		panic(fmt.Sprintf("gob: registering duplicate types for %q: %s != %s", name, t, ut.user))
	}
	if n, taken := nameOfType.LoadOrStore(ut.base, name); taken && n != name {
		typeOfName.Delete(name)
		panic(fmt.Sprintf("gob: registering duplicate names for %s: %q != %q", ut.user, n, name))
	}
}

// Register registers the type of value under its own name, with its package's path where it has one.
// A pointer to a named type goes by its short name, as it has since gobs exist.
func Register(value any) {
	rt := reflect.TypeOf(value)
	name := rt.String()
	if rt.Name() != "" {
		name = rt.Name()
		if rt.PkgPath() != "" {
			name = rt.PkgPath() + "." + name
		}
	} else if rt.Kind() == reflect.Pointer {
		name = rt.String()
	}
	RegisterName(name, value)
}

func registerBasics() {
	for _, value := range []any{
		int(0), int8(0), int16(0), int32(0), int64(0),
		uint(0), uint8(0), uint16(0), uint32(0), uint64(0), uintptr(0),
		float32(0), float64(0), complex64(0), complex128(0), false, "",
		[]int(nil), []int8(nil), []int16(nil), []int32(nil), []int64(nil),
		[]uint(nil), []uint8(nil), []uint16(nil), []uint32(nil), []uint64(nil), []uintptr(nil),
		[]float32(nil), []float64(nil), []complex64(nil), []complex128(nil), []bool(nil), []string(nil),
	} {
		Register(value)
	}
}
