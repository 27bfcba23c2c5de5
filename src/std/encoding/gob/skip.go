package gob

import (
	"errors"
	"reflect"
)

// deepest is how many types inside each other a value to be skipped may have.
const deepest = 10000

// planToSkip is the plan for a value that nobody wants.
func (dec *Decoder) planToSkip(id typeId) *plan {
	return dec.keep(planKey{id, nil}, func(p *plan) {
		if wire := dec.wire[id]; wire != nil && wire.StructT != nil {
			p.isStruct = true
			dec.planStruct(p, id, reflect.TypeFor[struct{}]())
		} else {
			p.read = dec.skipper(id, map[typeId]*read{})
		}
	})
}

func skipUint(dec *Decoder, _ reflect.Value) {
	dec.uint()
}

func skipComplex(dec *Decoder, _ reflect.Value) {
	dec.uint()
	dec.uint()
}

func skipBytes(dec *Decoder, _ reflect.Value) {
	n, ok := dec.size()
	if !ok {
		failf("slice length too large")
	}
	dec.take(n)
}

func skipCustom(dec *Decoder, _ reflect.Value) {
	n, ok := dec.size()
	if !ok {
		failf("GobDecoder: length too large for buffer")
	}
	dec.take(n)
}

func skipInterface(dec *Decoder, _ reflect.Value) {
	n, ok := dec.size()
	if !ok {
		failf("bad interface encoding: name too large for buffer")
	}
	dec.take(n)
	if dec.typeAhead(true) < 0 {
		fail(dec.err)
	}
	if n, ok = dec.size(); !ok {
		failf("bad interface encoding: data length too large for buffer")
	}
	dec.take(n)
}

func skipElements(dec *Decoder, n int, elem read) {
	for range n {
		if len(dec.data) == 0 {
			failf("decoding array or slice: length exceeds input size (%d elements)", n)
		}
		elem(dec, reflect.Value{})
	}
}

// skipper returns what skips a value of the stream's type id.
func (dec *Decoder) skipper(id typeId, seen map[typeId]*read) read {
	dec.depth++
	defer func() { dec.depth-- }()
	if dec.depth > deepest {
		fail(errors.New("invalid nesting depth"))
	}
	switch id {
	case idBool, idInt, idUint, idFloat:
		return skipUint
	case idComplex:
		return skipComplex
	case idBytes, idString:
		return skipBytes
	case idInterface:
		return skipInterface
	}
	if r := seen[id]; r != nil {
		return later(r)
	}
	var r read
	seen[id] = &r
	wire := dec.wire[id]
	switch {
	case wire == nil:
		name := "<nil>"
		typeLock.Lock()
		if t := typeOfId(id); t != nil {
			name = t.show(map[typeId]bool{})
		}
		typeLock.Unlock()
		failf("bad data: undefined type %s", name)
	case wire.ArrayT != nil:
		elem, n := dec.skipper(wire.ArrayT.Elem, seen), wire.ArrayT.Len
		r = func(dec *Decoder, _ reflect.Value) {
			if dec.uint() != uint64(n) {
				failf("length mismatch in ignoreArray")
			}
			skipElements(dec, n, elem)
		}
	case wire.MapT != nil:
		key := dec.skipper(wire.MapT.Key, seen)
		elem := dec.skipper(wire.MapT.Elem, seen)
		r = func(dec *Decoder, none reflect.Value) {
			for range int(dec.uint()) {
				key(dec, none)
				elem(dec, none)
			}
		}
	case wire.SliceT != nil:
		elem := dec.skipper(wire.SliceT.Elem, seen)
		r = func(dec *Decoder, _ reflect.Value) { skipElements(dec, int(dec.uint()), elem) }
	case wire.StructT != nil:
		p := dec.planToSkip(id)
		r = func(dec *Decoder, none reflect.Value) { p.read(dec, none) }
	case wire.GobEncoderT != nil, wire.BinaryMarshalerT != nil, wire.TextMarshalerT != nil:
		r = skipCustom
	default:
		failf("bad data: ignore can't handle type %s", dec.typeString(id))
	}
	return r
}
