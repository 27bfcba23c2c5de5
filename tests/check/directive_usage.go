package p

// Directives that gc's parser refuses.

import _ "unsafe"

//go:linkname a b c d // ERROR@3 `usage: //go:linkname localname \[linkname\]`
//go:linkname
//go:wasmimport a // ERROR@3 `usage: //go:wasmimport importmodule importname`
//go:wasmexport a b // ERROR@3 `usage: //go:wasmexport exportname`
//go:cgo_unknown x // ERROR@3 `//go:cgo_unknown x only allowed in cgo-generated code`
//go:uintptrkeepalive // ERROR@3 `//go:uintptrkeepalive is only allowed in the standard library`
func f() {}
