package runtime

import "unsafe"

// What the compiler makes of the builtins print and println: one call for each operand, between printlock and
// printunlock. Nothing is written before printunlock, and then all at once.

func printlock()
func printunlock()
func printbool(v bool)
func printint(v int64)
func printuint(v uint64)
func printfloat64(v float64)
func printfloat32(v float32)
func printcomplex128(v complex128)
func printcomplex64(v complex64)
func printstring(v string)
func printpointer(v unsafe.Pointer)
func printuintptr(v uintptr)
func printslice(v []byte)
func printeface(v any)
func printsp()
func printnl()
