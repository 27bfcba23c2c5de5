package blocks

import "unsafe"

func at(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }

// Overlap says whether two buffers share bytes.
func Overlap(x, y []byte) bool {
	return len(x) > 0 && len(y) > 0 && at(x) <= at(y)+uintptr(len(y)-1) && at(y) <= at(x)+uintptr(len(x)-1)
}

// Inexact says whether they share bytes, but not the same ones at the same indexes.
func Inexact(x, y []byte) bool {
	return Overlap(x, y) && at(x) != at(y)
}

// Extend makes room for n more bytes behind in: the whole, and the room.
func Extend(in []byte, n int) (whole, room []byte) {
	if total := len(in) + n; cap(in) >= total {
		whole = in[:total]
	} else {
		whole = make([]byte, total)
		copy(whole, in)
	}
	return whole, whole[len(in):]
}
