package gob

import (
	"errors"
	"reflect"
)

type read = func(dec *Decoder, v reflect.Value)

// planKey is a pair of types that have met: the stream's and the program's, nil where the value is skipped.
type planKey struct {
	id typeId
	to reflect.Type
}

// plan is how values of one type in the stream become values of one type here.
type plan struct {
	isStruct bool
	read     read
	matched  int // fields of a struct that both sides have
}

// planField reads a field of the stream's struct into the field of that path; a nil path: nowhere.
type planField struct {
	index   []int
	pointer bool
	read    read
}

func overflow(name string) error {
	return errors.New(`value for "` + name + `" out of range`)
}

// plan returns the plan for id and ut. It is kept before it is whole, as types may be recursive.
func (dec *Decoder) plan(id typeId, ut *userType) *plan {
	return dec.keep(planKey{id, ut.user}, func(p *plan) {
		if ut.base.Kind() != reflect.Struct || ut.dec != none {
			dec.planSingle(p, id, ut)
		} else {
			p.isStruct = true
			dec.planStruct(p, id, ut.base)
		}
	})
}

func (dec *Decoder) keep(key planKey, build func(p *plan)) *plan {
	if p := dec.plans[key]; p != nil {
		return p
	}
	p := &plan{}
	dec.plans[key] = p
	whole := false
	defer func() {
		if !whole {
			delete(dec.plans, key)
		}
	}()
	build(p)
	whole = true
	return p
}

func (dec *Decoder) planSingle(p *plan, id typeId, ut *userType) {
	name := ut.user.String()
	if !dec.compatible(ut.user, id, map[reflect.Type]typeId{}) {
		remote := dec.typeString(id)
		if ut.base.Kind() == reflect.Interface && id != idInterface {
			fail(errors.New("gob: local interface type " + name + " can only be decoded from remote interface type; received concrete type " + remote))
		}
		fail(errors.New("gob: decoding into local type " + name + ", received remote type " + remote))
	}
	p.matched = 1
	p.read = dec.reader(id, ut.user, name, overflow(name), map[reflect.Type]*read{})
}

func (dec *Decoder) typeString(id typeId) string {
	typeLock.Lock()
	defer typeLock.Unlock()
	if t := typeOfId(id); t != nil {
		return t.show(map[typeId]bool{})
	}
	return dec.wire[id].name()
}

// structOf is the stream's struct of that number; nil if it is something else.
func (dec *Decoder) structOf(id typeId) *structType {
	if t := builtinOfId(id); t != nil {
		s, _ := t.(*structType)
		return s
	}
	wire := dec.wire[id]
	if wire == nil {
		fail(errBadType)
	}
	return wire.StructT
}

func (dec *Decoder) planStruct(p *plan, id typeId, rt reflect.Type) {
	from := dec.structOf(id)
	if from == nil {
		failf("type mismatch in decoder: want struct type %s; got non-struct", rt)
	}
	fields := make([]planField, len(from.Field))
	p.read = func(dec *Decoder, v reflect.Value) {
		for last := -1; len(dec.data) > 0; {
			delta := int(dec.uint())
			if delta < 0 {
				failf("decode: corrupted data: negative delta")
			}
			if delta == 0 {
				break
			}
			if last >= len(fields)-delta {
				fail(errRange)
			}
			last += delta
			f := &fields[last]
			if f.index == nil {
				f.read(dec, reflect.Value{})
				continue
			}
			var at reflect.Value
			if len(f.index) == 1 {
				at = v.Field(f.index[0])
			} else {
				at = v.FieldByIndex(f.index)
			}
			if f.pointer {
				at = allocate(at)
			}
			f.read(dec, at)
		}
	}
	seen := map[reflect.Type]*read{}
	for i, f := range from.Field {
		if f.Name == "" {
			failf("empty name for remote field of type %s", from.Name)
		}
		local, ok := rt.FieldByName(f.Name)
		if !ok || !isExported(f.Name) {
			fields[i].read = dec.skipper(f.Id, map[typeId]*read{})
			continue
		}
		if !dec.compatible(local.Type, f.Id, map[reflect.Type]typeId{}) {
			failf("wrong type (%s) for received field %s.%s", local.Type, from.Name, f.Name)
		}
		fields[i] = planField{local.Index, local.Type.Kind() == reflect.Pointer, dec.reader(f.Id, local.Type, local.Name, overflow(f.Name), seen)}
		p.matched++
	}
}

// fill reads n elements into a slice of a basic type under its own name; false: the slice is of another type.
type fill func(dec *Decoder, v reflect.Value, n int) bool

// later stands for a reader that is being made further up.
func later(r *read) read {
	return func(dec *Decoder, v reflect.Value) { (*r)(dec, v) }
}

// reader returns what reads values of the stream's type id into rt, whose pointers the caller follows.
// name is for errors of elements, over for the error of a value that does not fit.
func (dec *Decoder) reader(id typeId, rt reflect.Type, name string, over error, seen map[reflect.Type]*read) read {
	ut := mustLookAt(rt)
	if ut.dec != none {
		return readCustom(ut)
	}
	if r := seen[rt]; r != nil {
		return later(r)
	}
	t := ut.base
	if r := readBasic(t.Kind(), over); r != nil {
		return r
	}
	var r read
	seen[rt] = &r
	switch t.Kind() {
	case reflect.Array:
		name = "element of " + name
		elem := dec.reader(dec.wire[id].ArrayT.Elem, t.Elem(), name, overflow(name), seen)
		r = readArray(t, elem, fillSlice(t.Elem().Kind(), overflow(name)))
	case reflect.Map:
		over := overflow(name)
		key := dec.reader(dec.wire[id].MapT.Key, t.Key(), "key of "+name, over, seen)
		elem := dec.reader(dec.wire[id].MapT.Elem, t.Elem(), "element of "+name, over, seen)
		r = readMap(t, key, elem)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			r = readBytes
			break
		}
		var elemId typeId
		if of := builtinOfId(id); of != nil {
			elemId = of.(*sliceType).Elem
		} else {
			elemId = dec.wire[id].SliceT.Elem
		}
		name = "element of " + name
		elem := dec.reader(elemId, t.Elem(), name, overflow(name), seen)
		r = readSlice(t, elem, fillSlice(t.Elem().Kind(), overflow(name)))
	case reflect.Struct:
		p := dec.plan(id, mustLookAt(t))
		r = func(dec *Decoder, v reflect.Value) { p.read(dec, v) }
	case reflect.Interface:
		r = readInterface(t)
	default:
		failf("decode can't handle type %s", rt)
	}
	return r
}

// compatible reports whether the stream's type id can become one of fr. Structs always can: their fields are looked at one by one.
func (dec *Decoder) compatible(fr reflect.Type, id typeId, within map[reflect.Type]typeId) bool {
	if other, ok := within[fr]; ok {
		return other == id
	}
	within[fr] = id
	ut := mustLookAt(fr)
	wire := dec.wire[id]
	if wire == nil {
		wire = &wireType{}
	}
	if (ut.dec == gobMethods) != (wire.GobEncoderT != nil) || (ut.dec == binaryMethods) != (wire.BinaryMarshalerT != nil) || wire.TextMarshalerT != nil {
		return false
	}
	if ut.dec != none {
		return true
	}
	switch t := ut.base; t.Kind() {
	case reflect.Bool:
		return id == idBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return id == idInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return id == idUint
	case reflect.Float32, reflect.Float64:
		return id == idFloat
	case reflect.Complex64, reflect.Complex128:
		return id == idComplex
	case reflect.String:
		return id == idString
	case reflect.Interface:
		return id == idInterface
	case reflect.Array:
		a := wire.ArrayT
		return a != nil && t.Len() == a.Len && dec.compatible(t.Elem(), a.Elem, within)
	case reflect.Map:
		m := wire.MapT
		return m != nil && dec.compatible(t.Key(), m.Key, within) && dec.compatible(t.Elem(), m.Elem, within)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return id == idBytes
		}
		s := wire.SliceT
		if of := builtinOfId(id); of != nil {
			s, _ = of.(*sliceType)
		}
		return s != nil && dec.compatible(mustLookAt(t.Elem()).base, s.Elem, within)
	case reflect.Struct:
		return true
	}
	return false
}
