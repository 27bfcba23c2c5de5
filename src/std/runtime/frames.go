package runtime

import "unsafe"

// Caller tells where the calling goroutine's functions are: skip 0 is the caller of Caller, 1 that one's caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var pcs [1]uintptr
	if skip < 0 || callers(skip+1, pcs[:]) == 0 {
		return 0, "", 0, false
	}
	_, file, line, _, _ = symbol(pcs[0])
	return pcs[0], file, line, true
}

// Callers fills pc with the calls that are under way: skip 0 is Callers itself, 1 its caller.
func Callers(skip int, pc []uintptr) int {
	return callers(skip, pc)
}

// callers does the work; its own caller counts as 0.
func callers(skip int, pc []uintptr) int

// symbol says what lies at a pc; name is empty if nothing does.
func symbol(pc uintptr) (name, file string, line int, entry uintptr, start int)

// A Frame is one call.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int

	startLine int
	Entry     uintptr
}

// Frames gives the Frames of the pcs of Callers, one by one.
type Frames struct {
	pcs []uintptr
}

// CallersFrames prepares Frames for what Callers returned.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next Frame, and whether there are more.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.pcs) > 0 {
		pc := f.pcs[0]
		f.pcs = f.pcs[1:]
		name, file, line, entry, start := symbol(pc)
		if name == "" {
			continue
		}
		return Frame{pc, funcAt(entry), name, file, line, start, entry}, len(f.pcs) > 0
	}
	return Frame{}, false
}

// A Func is a function of the program. Its address is that of the function's code: two of one function are the same, and so are two Frames of
// one call.
type Func struct {
	opaque struct{}
}

func funcAt(entry uintptr) *Func { return (*Func)(unsafe.Pointer(entry)) }

// FuncForPC is the function that a pc lies in, or nil.
func FuncForPC(pc uintptr) *Func {
	name, _, _, entry, _ := symbol(pc)
	if name == "" {
		return nil
	}
	return funcAt(entry)
}

// Name is the function's name with its package.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	name, _, _, _, _ := symbol(f.Entry())
	return name
}

// Entry is where its code begins.
func (f *Func) Entry() uintptr { return uintptr(unsafe.Pointer(f)) }

// FileLine is the source position of a pc in the function.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	name, file, line, _, _ := symbol(pc)
	if name == "" {
		return "?", 0
	}
	return file, line
}

// Stack writes a traceback of the calling goroutine, or of all, into buf and returns how many bytes that took.
func Stack(buf []byte, all bool) int {
	if all {
		return copy(buf, tracebackAll())
	}
	return copy(buf, traceback())
}

func traceback() string
func tracebackAll() string
