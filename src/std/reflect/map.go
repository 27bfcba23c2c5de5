package reflect

import "unsafe"

// In these, key and elem are addresses, or with flagIndir unset values of direct types.

// mapIndex gives a copy of an element, itself if its type is direct.
func mapIndex(t *rtype, m, key unsafe.Pointer, f flag) (elem unsafe.Pointer, ok bool)
func mapSet(t *rtype, m, key unsafe.Pointer, kf flag, elem unsafe.Pointer, ef flag)
func mapDelete(t *rtype, m, key unsafe.Pointer, f flag)
func mapClear(m unsafe.Pointer)
func makeMap(t *rtype, n int) unsafe.Pointer
func mapIter(m unsafe.Pointer) unsafe.Pointer

// mapNext gives the addresses of the next key and element in the map, nil at the end.
func mapNext(t *rtype, it unsafe.Pointer) (key, elem unsafe.Pointer)

// copyValue makes a Value of what lies at p, which may change.
func copyValue(t *rtype, p unsafe.Pointer, f flag) Value {
	if t.direct {
		return Value{t, loadDirect(t, p), f | flag(t.kind)}
	}
	return Value{t, copied(t, p), f | flagIndir | flag(t.kind)}
}

// MakeMap gives a new map.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize gives a new map with room for n elements.
func MakeMapWithSize(typ Type, n int) Value {
	t := typ.common()
	if t.kindOf() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	return Value{t, makeMap(t, n), flag(Map)}
}

// MapIndex gives the element for a key, the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map)
	kt := typeKey(v.typ)
	if key.typ != kt {
		key = key.assignTo("reflect.Value.MapIndex", kt)
	}
	p, ok := mapIndex(v.typ, v.pointer(), key.ptr, key.flag)
	if !ok {
		return Value{}
	}
	e := v.typ.elem
	f := (v.flag | key.flag).ro() | flag(e.kind)
	if !e.direct {
		f |= flagIndir
	}
	return Value{e, p, f}
}

// MapKeys gives all keys.
func (v Value) MapKeys() []Value {
	v.mustBe(Map)
	kt := typeKey(v.typ)
	f := v.flag.ro()
	m := v.pointer()
	out := make([]Value, 0, mapLen(m))
	it := mapIter(m)
	for {
		k, _ := mapNext(v.typ, it)
		if k == nil {
			return out
		}
		out = append(out, copyValue(kt, k, f))
	}
}

// SetMapIndex sets the element for a key; the zero Value as element deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map)
	v.mustBeExported()
	key.mustBeExported()
	key = key.assignTo("reflect.Value.SetMapIndex", typeKey(v.typ))
	if elem.typ == nil {
		mapDelete(v.typ, v.pointer(), key.ptr, key.flag)
		return
	}
	elem.mustBeExported()
	elem = elem.assignTo("reflect.Value.SetMapIndex", v.typ.elem)
	mapSet(v.typ, v.pointer(), key.ptr, key.flag, elem.ptr, elem.flag)
}

// MapIter goes over a map.
type MapIter struct {
	m       Value
	it      unsafe.Pointer // nil before Next
	key     unsafe.Pointer // in the map; nil at the end
	element unsafe.Pointer
}

// MapRange gives an iterator over a map.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		panic(&ValueError{methodName(), v.kind()})
	}
	return &MapIter{m: v}
}

// Next goes on to the next entry.
func (it *MapIter) Next() bool {
	if !it.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if it.it == nil {
		it.it = mapIter(it.m.pointer())
	} else if it.key == nil {
		panic("MapIter.Next called on exhausted iterator")
	}
	it.key, it.element = mapNext(it.m.typ, it.it)
	return it.key != nil
}

// at fails unless there is an entry.
func (it *MapIter) at(op string) {
	if it.it == nil {
		panic(op + " called before Next")
	}
	if it.key == nil {
		panic(op + " called on exhausted iterator")
	}
}

// Key gives the key.
func (it *MapIter) Key() Value {
	it.at("MapIter.Key")
	return copyValue(typeKey(it.m.typ), it.key, it.m.flag.ro())
}

// Value gives the element.
func (it *MapIter) Value() Value {
	it.at("MapIter.Value")
	return copyValue(it.m.typ.elem, it.element, it.m.flag.ro())
}

// Reset makes the iterator go over v from the beginning; with the zero Value over nothing.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map)
	}
	*iter = MapIter{m: v}
}

// SetIterKey assigns the iterator's key.
func (v Value) SetIterKey(iter *MapIter) {
	iter.at("reflect: Value.SetIterKey")
	v.setEntry(iter, typeKey(iter.m.typ), iter.key, "reflect.MapIter.SetKey")
}

// SetIterValue assigns the iterator's element.
func (v Value) SetIterValue(iter *MapIter) {
	iter.at("reflect: Value.SetIterValue")
	v.setEntry(iter, iter.m.typ.elem, iter.element, "reflect.MapIter.SetValue")
}

func (v Value) setEntry(it *MapIter, t *rtype, p unsafe.Pointer, context string) {
	v.mustBeAssignable()
	it.m.mustBeExported()
	x := Value{t, p, it.m.flag&flagRO | flag(t.kind) | flagIndir}
	x = x.assignTo(context, v.typ)
	assign(v.typ, v.ptr, x.ptr, x.flag)
}
