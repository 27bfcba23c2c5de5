package atomic

import "unsafe"

// noCopy must not be copied after its first use (a remark for go vet).
type noCopy struct{}

// align64 is a mark of 64-bit words, for those who print one.
type align64 struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// An Int32 is an int32 that is changed in single steps.
type Int32 struct {
	_ noCopy
	v int32
}

func (x *Int32) Load() int32
func (x *Int32) Store(val int32)
func (x *Int32) Swap(new int32) (old int32)
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool)
func (x *Int32) Add(delta int32) (new int32)
func (x *Int32) And(mask int32) (old int32)
func (x *Int32) Or(mask int32) (old int32)

// An Int64 is an int64 that is changed in single steps.
type Int64 struct {
	_ noCopy
	_ align64
	v int64
}

func (x *Int64) Load() int64
func (x *Int64) Store(val int64)
func (x *Int64) Swap(new int64) (old int64)
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool)
func (x *Int64) Add(delta int64) (new int64)
func (x *Int64) And(mask int64) (old int64)
func (x *Int64) Or(mask int64) (old int64)

// An Uint32 is an uint32 that is changed in single steps.
type Uint32 struct {
	_ noCopy
	v uint32
}

func (x *Uint32) Load() uint32
func (x *Uint32) Store(val uint32)
func (x *Uint32) Swap(new uint32) (old uint32)
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool)
func (x *Uint32) Add(delta uint32) (new uint32)
func (x *Uint32) And(mask uint32) (old uint32)
func (x *Uint32) Or(mask uint32) (old uint32)

// An Uint64 is an uint64 that is changed in single steps.
type Uint64 struct {
	_ noCopy
	_ align64
	v uint64
}

func (x *Uint64) Load() uint64
func (x *Uint64) Store(val uint64)
func (x *Uint64) Swap(new uint64) (old uint64)
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool)
func (x *Uint64) Add(delta uint64) (new uint64)
func (x *Uint64) And(mask uint64) (old uint64)
func (x *Uint64) Or(mask uint64) (old uint64)

// An Uintptr is an uintptr that is changed in single steps.
type Uintptr struct {
	_ noCopy
	v uintptr
}

func (x *Uintptr) Load() uintptr
func (x *Uintptr) Store(val uintptr)
func (x *Uintptr) Swap(new uintptr) (old uintptr)
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool)
func (x *Uintptr) Add(delta uintptr) (new uintptr)
func (x *Uintptr) And(mask uintptr) (old uintptr)
func (x *Uintptr) Or(mask uintptr) (old uintptr)

// A Bool is a bool that is changed in single steps.
type Bool struct {
	_ noCopy
	v uint32
}

func (x *Bool) Load() bool
func (x *Bool) Store(val bool)
func (x *Bool) Swap(new bool) (old bool)
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool)

// A Pointer is a *T that is changed in single steps.
type Pointer[T any] struct {
	_ [0]*T // so that Pointers of different types cannot be converted into each other
	_ noCopy
	v unsafe.Pointer
}

func (x *Pointer[T]) Load() *T          { return (*T)(LoadPointer(&x.v)) }
func (x *Pointer[T]) Store(val *T)      { StorePointer(&x.v, unsafe.Pointer(val)) }
func (x *Pointer[T]) Swap(new *T) (old *T) { return (*T)(SwapPointer(&x.v, unsafe.Pointer(new))) }
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return CompareAndSwapPointer(&x.v, unsafe.Pointer(old), unsafe.Pointer(new))
}

// A Value holds a value of some type, the same all its life. The zero Value holds none.
type Value struct {
	v any
}

// Load returns what was stored last, or nil.
func (v *Value) Load() (val any) { return loadAny(&v.v) }

// Store puts val into v. All values stored must be of one type, and not nil.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if _, ok := swapAny(&v.v, val); !ok {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
}

// Swap puts new into v and returns what it held.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	old, ok := swapAny(&v.v, new)
	if !ok {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	return old
}

// CompareAndSwap puts new into v if that holds old.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && !sameType(old, new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	for {
		now := loadAny(&v.v)
		if now != nil && !sameType(now, new) {
			panic("sync/atomic: compare and swap of inconsistently typed value into Value")
		}
		if now != old {
			return false
		}
		if replaceAny(&v.v, now, new) {
			return true
		}
	}
}

func loadAny(addr *any) any

// swapAny stores new unless addr holds a value of another type.
func swapAny(addr *any, new any) (old any, ok bool)

// replaceAny stores new if addr holds the very words of old.
func replaceAny(addr *any, old, new any) bool

func sameType(a, b any) bool
