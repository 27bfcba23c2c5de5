package p

// Directives that gc's parser refuses.

import _ "unsafe"

//go:linkname a b c d // ERROR@3 `usage: //go:linkname localname \[linkname\]`
//go:linkname
//go:wasmimport a // ERROR@3 `usage: //go:wasmimport importmodule importname`
//go:wasmexport a b // ERROR@3 `usage: //go:wasmexport exportname`
//go:cgo_unknown x // ERROR@3 `//go:cgo_unknown x only allowed in cgo-generated code`
//go:cgo_ldflag x y // ERROR@3 `//go:cgo_ldflag x y only allowed in cgo-generated code` `usage: //go:cgo_ldflag "arg"`
//go:cgo_ldflag // ERROR@3 `//go:cgo_ldflag only allowed in cgo-generated code` `usage: //go:cgo_ldflag "arg"`
//go:cgo_ldflag "-l x"y // ERROR@3 `//go:cgo_ldflag "-l x"y only allowed in cgo-generated code` `usage: //go:cgo_ldflag "arg"`
//go:cgo_ldflag "a b" // ERROR@3 `//go:cgo_ldflag "a b" only allowed in cgo-generated code`
//go:cgo_dynamic_linker path // ERROR@3 `//go:cgo_dynamic_linker path only allowed in cgo-generated code` `usage: //go:cgo_dynamic_linker "path"`
//go:cgo_export_static a b // ERROR@3 `//go:cgo_export_static a b only allowed in cgo-generated code`
//go:cgo_export_dynamic "a" // ERROR@3 `//go:cgo_export_dynamic "a" only allowed in cgo-generated code` `usage: //go:cgo_export_dynamic local \[remote\]`
//go:cgo_import_static a b // ERROR@3 `//go:cgo_import_static a b only allowed in cgo-generated code` `usage: //go:cgo_import_static local`
//go:cgo_import_dynamic a // ERROR@3 `//go:cgo_import_dynamic a only allowed in cgo-generated code`
//go:cgo_import_dynamic a "b" // ERROR@3 `//go:cgo_import_dynamic a "b" only allowed in cgo-generated code` `usage: //go:cgo_import_dynamic local \[remote \["library"\]\]`
//go:cgo_import_dynamic a b "c"
//go:cgo_import_dynamic a b c // ERROR@3 `usage: //go:cgo_import_dynamic local \[remote \["library"\]\]`
//go:cgo_import_dynamic a b "-c" // ERROR@3 `invalid library name "-c" in cgo_import_dynamic directive`
//go:cgo_import_dynamic a b "c" d // ERROR@3 `usage: //go:cgo_import_dynamic local \[remote \["library"\]\]`
//go:cgo_unsafe_args // ERROR@3 `//go:cgo_unsafe_args only allowed in cgo-generated code`
//go:uintptrkeepalive // ERROR@3 `//go:uintptrkeepalive is only allowed in the standard library`
func f() {}
