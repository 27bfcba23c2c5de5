package reflect

import "unsafe"

// Functions that programs ask for by //go:linkname, most of them github.com/modern-go/reflect2. Types are descriptors, values lie in memory.

// at is the value of type t at p.
func at(t *rtype, p unsafe.Pointer) Value {
	return Value{t, p, flag(t.kind) | flagIndir | flagAddr}
}

func mapAt(t *rtype, m unsafe.Pointer) Value { return at(t, unsafe.Pointer(&m)) }

func unsafe_New(t *rtype) unsafe.Pointer { return New(t).UnsafePointer() }

func unsafe_NewArray(t *rtype, n int) unsafe.Pointer {
	return MakeSlice(SliceOf(t), n, n).UnsafePointer()
}

func typedmemmove(t *rtype, to, from unsafe.Pointer) { at(t, to).Set(at(t, from)) }

func typedmemclr(t *rtype, p unsafe.Pointer) { at(t, p).SetZero() }

func typedslicecopy(t *rtype, to, from struct {
	at       unsafe.Pointer
	len, cap int
}) int {
	slice := SliceOf(t).(*rtype)
	return Copy(at(slice, unsafe.Pointer(&to)), at(slice, unsafe.Pointer(&from)))
}

func ifaceE2I(t *rtype, from any, to unsafe.Pointer) { at(t, to).Set(ValueOf(from)) }

func makemap(t *rtype, room int) unsafe.Pointer {
	return MakeMapWithSize(t, room).UnsafePointer()
}

func maplen(m unsafe.Pointer) int {
	if m == nil {
		return 0
	}
	return mapLen(m)
}

func mapassign(t *rtype, m, key, element unsafe.Pointer) {
	mapAt(t, m).SetMapIndex(at(typeKey(t), key), at(t.elem, element))
}

func mapassign0(t *rtype, m, key, element unsafe.Pointer) { mapassign(t, m, key, element) }

func mapdelete(t *rtype, m, key unsafe.Pointer) {
	mapAt(t, m).SetMapIndex(at(typeKey(t), key), Value{})
}

// mapaccess gives the address of a copy of the element, or nil.
func mapaccess(t *rtype, m, key unsafe.Pointer) unsafe.Pointer {
	element := mapAt(t, m).MapIndex(at(typeKey(t), key))
	if !element.IsValid() {
		return nil
	}
	p := New(t.elem)
	p.Elem().Set(element)
	return p.UnsafePointer()
}

// A mapEntry is where such programs keep their place in a map: key and element first, as gc has them. key is nil at the end.
type mapEntry struct {
	key     unsafe.Pointer
	element unsafe.Pointer
	typ     *rtype
	it      unsafe.Pointer
}

func mapiterinit(t *rtype, m unsafe.Pointer, e *mapEntry) {
	*e = mapEntry{typ: t}
	if m == nil {
		return
	}
	e.it = mapIter(m)
	mapiternext(e)
}

func mapiternext(e *mapEntry) {
	e.key, e.element = mapNext(e.typ, e.it)
}

func mapiterkey(e *mapEntry) unsafe.Pointer { return e.key }

func mapiterelem(e *mapEntry) unsafe.Pointer { return e.element }

// typelinks: there is no list of the program's types.
func typelinks() ([]unsafe.Pointer, [][]int32) { return nil, nil }

// resolveTypeOff belongs to offsets that typelinks gives.
func resolveTypeOff(unsafe.Pointer, int32) unsafe.Pointer { return nil }
