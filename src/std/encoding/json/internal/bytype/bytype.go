// Package bytype keeps what is known of types where natives can find it: encoding/json's codecs, and the shapes of v2.
package bytype

import (
	"reflect"
	"unsafe"
)

// A Table finds by a type's descriptor what is known of the type: an E, whose first field is that descriptor. Tables are replaced, never
// changed, so that they can be read without a lock. Their form is known to codec.rs.
type Table[E any] struct {
	places []*E
	n      int
}

// Descriptor is the address of a type's descriptor.
func Descriptor(t reflect.Type) unsafe.Pointer

func of[E any](e *E) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(e)) }

func placeOf(typ unsafe.Pointer) uint { return uint(uintptr(typ)>>4) * 0x9E3779B9 >> 8 }

// Find gives what is known of a type, nil if nothing is. There may be no table yet.
func (t *Table[E]) Find(typ unsafe.Pointer) *E {
	if t == nil {
		return nil
	}
	mask := uint(len(t.places) - 1)
	for at := placeOf(typ) & mask; t.places[at] != nil; at = (at + 1) & mask {
		if of(t.places[at]) == typ {
			return t.places[at]
		}
	}
	return nil
}

// With is a table that has what t has, and more.
func (t *Table[E]) With(more map[unsafe.Pointer]*E) *Table[E] {
	n := len(more)
	if t != nil {
		n += t.n
	}
	size := 64
	for size < 2*n {
		size *= 2
	}
	next := &Table[E]{places: make([]*E, size), n: n}
	if t != nil {
		for _, e := range t.places {
			if e != nil {
				next.add(e)
			}
		}
	}
	for _, e := range more {
		next.add(e)
	}
	return next
}

func (t *Table[E]) add(e *E) {
	mask := uint(len(t.places) - 1)
	at := placeOf(of(e)) & mask
	for t.places[at] != nil {
		at = (at + 1) & mask
	}
	t.places[at] = e
}
