package runtime

// Error is an error that the runtime itself raised, such as an index out of range.
type Error interface {
	error

	// RuntimeError does nothing; having it tells runtime errors from others.
	RuntimeError()
}

// A TypeAssertionError says why a type assertion failed.
type TypeAssertionError struct {
	iface    string // static type of the operand
	concrete string // dynamic type, empty for a nil interface
	asserted string
	missing  string // a method that the dynamic type lacks, if that was the reason
	apart    string // what tells two types of one name apart: "packages", "scopes"
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	iface := e.iface
	if iface == "" {
		iface = "interface"
	}
	if e.concrete == "" {
		return "interface conversion: " + iface + " is nil, not " + e.asserted
	}
	if e.missing != "" {
		return "interface conversion: " + e.concrete + " is not " + e.asserted + ": missing method " + e.missing
	}
	text := "interface conversion: " + iface + " is " + e.concrete + ", not " + e.asserted
	if e.concrete == e.asserted {
		text += " (types from different " + e.apart + ")"
	}
	return text
}

// errorString is a runtime error with a fixed text.
type errorString string

func (e errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// errorAddressString is a runtime error because of memory that cannot be touched.
type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string { return "runtime error: " + e.msg }

// Addr is where the memory is, as far as that is known.
func (e errorAddressString) Addr() uintptr { return e.addr }

// plainError is a runtime error whose text has no prefix.
type plainError string

func (e plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// A PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }

func (*PanicNilError) RuntimeError() {}

// boundsError is an index or slice expression out of bounds: x against the bound y.
type boundsError struct {
	x      int64
	y      int
	signed bool // how to read x
	code   uint8
}

// What went wrong; the numbers are shared with the virtual machine.
const (
	boundsIndex      = iota // s[x], y = len(s)
	boundsSliceAlen         // s[:x], y = len(s)
	boundsSliceAcap         // s[:x], y = cap(s)
	boundsSliceB            // s[x:y]
	boundsSlice3Alen        // s[::x], y = len(s)
	boundsSlice3Acap        // s[::x], y = cap(s)
	boundsSlice3B           // s[:x:y]
	boundsSlice3C           // s[x:y:]
	boundsConvert           // (*[x]T)(s), y = len(s)
)

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	x, y := formatInt(e.x, e.signed), formatInt(int64(e.y), true)
	var before, after string
	bound := ""
	switch e.code {
	case boundsIndex:
		before, after, bound = "index out of range [", "]", " with length "
	case boundsSliceAlen:
		before, after, bound = "slice bounds out of range [:", "]", " with length "
	case boundsSliceAcap:
		before, after, bound = "slice bounds out of range [:", "]", " with capacity "
	case boundsSliceB:
		before, after = "slice bounds out of range [", ":"+y+"]"
	case boundsSlice3Alen:
		before, after, bound = "slice bounds out of range [::", "]", " with length "
	case boundsSlice3Acap:
		before, after, bound = "slice bounds out of range [::", "]", " with capacity "
	case boundsSlice3B:
		before, after = "slice bounds out of range [:", ":"+y+"]"
	case boundsSlice3C:
		before, after = "slice bounds out of range [", ":"+y+":]"
	case boundsConvert:
		return "runtime error: cannot convert slice with length " + y + " to array or pointer to array with length " + x
	}
	if e.signed && e.x < 0 {
		// The bound does not matter for a negative index.
		switch e.code {
		case boundsSliceB:
			after = ":]"
		case boundsSlice3B:
			after = ":]"
		case boundsSlice3C:
			after = "::]"
		}
		return "runtime error: " + before + x + after
	}
	text := "runtime error: " + before + x + after
	if bound != "" {
		text += bound + y
	}
	return text
}

func formatInt(v int64, signed bool) string {
	var buf [20]byte
	i := len(buf)
	negative := signed && v < 0
	u := uint64(v)
	if negative {
		u = -u
	}
	for {
		i--
		buf[i] = byte('0' + u%10)
		u /= 10
		if u == 0 {
			break
		}
	}
	if negative {
		i--
		buf[i] = '-'
	}
	return string(buf[i:])
}
