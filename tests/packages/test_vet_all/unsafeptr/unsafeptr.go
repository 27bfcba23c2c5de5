package unsafeptr

import (
	"reflect"
	"unsafe"
)

func f(u uintptr, p *int, v reflect.Value, h *reflect.SliceHeader, s reflect.StringHeader) {
	_ = unsafe.Pointer(u)
	_ = unsafe.Pointer(uintptr(unsafe.Pointer(p)))
	_ = unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8)
	_ = unsafe.Pointer(8 + uintptr(unsafe.Pointer(p)))
	_ = unsafe.Pointer(uintptr(unsafe.Pointer(p)) + u - 1)
	_ = unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 7)
	_ = unsafe.Pointer(uintptr(unsafe.Pointer(p)) * 7)
	_ = unsafe.Pointer(v.Pointer())
	_ = unsafe.Pointer((v.UnsafeAddr()))
	_ = unsafe.Pointer(h.Data)
	_ = unsafe.Pointer(s.Data)
	_ = *h
	_ = &s
	_ = (*[1]int)(unsafe.Pointer(u))
	var w *reflect.SliceHeader = (*reflect.SliceHeader)(unsafe.Pointer(p))
	_ = w
}
