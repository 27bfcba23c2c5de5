package reflect

import "strconv"

func pointerTo(t *rtype) *rtype
func sliceOf(t *rtype) *rtype
func arrayOf(t *rtype, n int) *rtype
func chanOf(t *rtype, dir int) *rtype
func mapOf(key, elem *rtype) *rtype
func funcOf(in, out []*rtype, variadic bool) *rtype

// structOf gives a struct type; flags say of each field whether it is embedded.
func structOf(names, pkgs, tags []string, types []*rtype, embedded []bool) *rtype

// PointerTo gives the type of pointers to t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf gives the type of slices of t.
func SliceOf(t Type) Type { return sliceOf(t.common()) }

// ArrayOf gives the type of arrays of t.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := elem.common()
	if t.size > 0 && uintptr(length) > ^uintptr(0)/t.size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return arrayOf(t, length)
}

// ChanOf gives the type of channels of t.
func ChanOf(dir ChanDir, t Type) Type {
	if t.common().size >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	return chanOf(t.common(), int(dir))
}

// MapOf gives the type of maps from key to elem.
func MapOf(key, elem Type) Type {
	if !key.common().Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return mapOf(key.common(), elem.common())
}

// FuncOf gives the type of functions with these parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].common().kindOf() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	if len(in)+len(out) > 128 {
		panic("reflect.FuncOf: too many arguments")
	}
	return funcOf(commons(in), commons(out), variadic)
}

func commons(list []Type) []*rtype {
	out := make([]*rtype, len(list))
	for i, t := range list {
		out[i] = t.common()
	}
	return out
}

// StructOf gives the struct type with these fields; Offset and Index are not looked at.
func StructOf(fields []StructField) Type {
	n := len(fields)
	names, pkgs, tags := make([]string, n), make([]string, n), make([]string, n)
	types, embedded := make([]*rtype, n), make([]bool, n)
	seen := make(map[string]bool, n)
	pkg := ""
	var size, last uintptr
	largest := uintptr(1)
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		}
		if !isFieldName(f.Name) {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		}
		if f.Anonymous && f.PkgPath != "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		}
		if f.IsExported() {
			if c := f.Name[0]; 'a' <= c && c <= 'z' || c == '_' {
				panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
			}
		}
		if f.PkgPath != "" {
			if pkg == "" {
				pkg = f.PkgPath
			} else if pkg != f.PkgPath {
				panic("reflect.StructOf: fields with different PkgPath " + pkg + " and " + f.PkgPath)
			}
		}
		t := f.Type.common()
		if f.Anonymous {
			checkEmbedded(t, i, n)
		}
		if seen[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
		align := uintptr(t.Align())
		offset := (size + align - 1) &^ (align - 1)
		if offset < size || offset+t.size < offset {
			panic("reflect.StructOf: struct size would exceed virtual address space")
		}
		size, last = offset+t.size, t.size
		largest = max(largest, align)
		names[i], pkgs[i], tags[i], types[i], embedded[i] = f.Name, f.PkgPath, string(f.Tag), t, f.Anonymous
	}
	whole := size
	if size > 0 && last == 0 {
		// The address of the last field must not be that of the next object.
		whole++
	}
	whole = (whole + largest - 1) &^ (largest - 1)
	if whole < size {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	return structOf(names, pkgs, tags, types, embedded)
}

// checkEmbedded refuses what Go's package refuses: embedded types whose methods it cannot promote.
func checkEmbedded(t *rtype, i, n int) {
	const unexported = "reflect: embedded interface with unexported method(s) not implemented"
	methods := typeNumAllMethods(t)
	switch t.kindOf() {
	case Interface:
		if hasUnexported(t) {
			panic(unexported)
		}
	case Pointer:
		if k := t.elem.kindOf(); k == Pointer || k == Interface {
			panic("reflect.StructOf: illegal embedded field type " + t.String())
		}
		if methods > 0 {
			if i > 0 {
				panic("reflect: embedded type with methods not implemented if type is not first field")
			}
			if n > 1 {
				panic("reflect: embedded type with methods not implemented if there is more than one field")
			}
		}
	default:
		if methods > 0 && i > 0 {
			panic("reflect: embedded type with methods not implemented if type is not first field")
		}
		if t.Name() != "" && n > 1 && holdsOnePointer(t) {
			panic("reflect: embedded type with methods not implemented for non-pointer type")
		}
	}
}

// typeNumAllMethods counts methods, exported or not.
func typeNumAllMethods(t *rtype) int

func hasUnexported(t *rtype) bool {
	for i := range typeNumMethod(t) {
		if _, pkg, _ := typeMethod(t, i); pkg != "" {
			return true
		}
	}
	return false
}

func isFieldName(name string) bool {
	for i, c := range name {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80 && isLetter(c)
		if i == 0 && !letter {
			return false
		}
		if !(letter || '0' <= c && c <= '9' || c >= 0x80 && isDigit(c)) {
			return false
		}
	}
	return len(name) > 0
}

func isLetter(c rune) bool
func isDigit(c rune) bool
