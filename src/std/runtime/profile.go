package runtime

import "unsafe"

// MemProfileRate would say how much is sampled for memory profiles. MemProfile counts all objects, so it is not looked at.
var MemProfileRate int = 512 * 1024

// SetBlockProfileRate, SetMutexProfileFraction and SetCPUProfileRate are for profiles that gorun does not take.
func SetBlockProfileRate(rate int)               {}
func SetMutexProfileFraction(rate int) int {
	old := mutexFraction
	if rate >= 0 {
		mutexFraction = rate
	}
	return old
}

var mutexFraction int
func SetCPUProfileRate(hz int)                   {}

// StackRecord is the calls that are under way in a goroutine.
type StackRecord struct {
	Stack0 [32]uintptr // zeros after the last
}

// Stack gives the calls, newest first.
func (r *StackRecord) Stack() []uintptr { return upToZero(r.Stack0[:]) }

func upToZero(pcs []uintptr) []uintptr {
	for i, pc := range pcs {
		if pc == 0 {
			return pcs[:i]
		}
	}
	return pcs
}

// MemProfileRecord counts objects.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

// InUseBytes gives the bytes of objects that are alive.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects counts those objects.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack would give where they were allocated; nothing is known of that.
func (r *MemProfileRecord) Stack() []uintptr { return upToZero(r.Stack0[:]) }

// BlockProfileRecord is an event of a profile that gorun does not take.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// liveByType gives objects and bytes for each type of objects that the last collection found alive.
func liveByType() []int64

// goroutineStacks gives the calls under way in each goroutine, the calling one first, each list ended by a zero.
func goroutineStacks() []uintptr

// MemProfile fills in one record for each type of objects that were alive after the last collection, and tells how many there
// are and whether p was long enough.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	counts := liveByType()
	n = len(counts) / 2
	if n > len(p) {
		return n, false
	}
	for i := range n {
		p[i] = MemProfileRecord{AllocObjects: counts[2*i], AllocBytes: counts[2*i+1]}
	}
	return n, true
}

// GoroutineProfile fills in one record for each goroutine, and tells how many there are and whether p was long enough.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	stacks := goroutineStacks()
	for _, pc := range stacks {
		if pc == 0 {
			n++
		}
	}
	if n > len(p) {
		return n, false
	}
	for i := range n {
		stack := upToZero(stacks)
		p[i] = StackRecord{}
		copy(p[i].Stack0[:], stack)
		stacks = stacks[len(stack)+1:]
	}
	return n, true
}

// ThreadCreateProfile, BlockProfile and MutexProfile have no records.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool)  { return 0, true }
func BlockProfile(p []BlockProfileRecord) (n int, ok bool)  { return 0, true }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool)  { return 0, true }

// CPUProfile is of no use any more.
func CPUProfile() []byte { panic("CPUProfile no longer available") }

// StartTrace says that Go's execution traces are not written.
func StartTrace() error { return &nativeError{"tracing is not supported"} }

// StopTrace stops nothing.
func StopTrace() {}

// ReadTrace has nothing to give.
func ReadTrace() (buf []byte) { return nil }

// SetCgoTraceback is for C code, of which there is none.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}

// A Pinner keeps objects where they are until Unpin. Objects never move, so it has only to keep them alive.
type Pinner struct {
	held []any
}

// Pin pins the object of a pointer.
func (p *Pinner) Pin(pointer any) {
	switch kindOf(pointer) {
	case kindInvalid:
		panic(errorString("runtime.Pinner: argument is nil"))
	case kindPointer, kindUnsafePointer:
	default:
		panic(errorString("runtime.Pinner: argument is not a pointer: " + typeName(pointer)))
	}
	p.held = append(p.held, pointer)
}

// Unpin lets all of them go.
func (p *Pinner) Unpin() { p.held = nil }

// The numbers of reflect.
const (
	kindInvalid       = 0
	kindPointer       = 22
	kindUnsafePointer = 26
)

func kindOf(v any) int
func typeName(v any) string

// Breakpoint stops the program as a debugger's breakpoint would; without a debugger it ends.
func Breakpoint()
