package main

//go:generate echo hi
//go:nosplit
//go:norace
//go:noescape
func f() {}

//go:nosuch
func g() {}

//go:notinheap
type T struct{}

//go:systemstack
func h() {}

//go:uintptrescapes
func j(p uintptr) {}

//go:nointerface
func (T) k() {}

//go:yeswritebarrierrec
func l() {}

//go:cgo_import_dynamic a b "c"
func m() {}

//go:noescape
func n()

func main() {}
