package syscall

// These have no bodies in Go: their arguments may be addresses of objects that nothing else refers to any more,
// so nothing may stop between the conversion to uintptr and the call.

// Syscall makes the system call trap. The goroutine waits on a thread of its own where the call may take long.
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno)

// Syscall6 makes a system call of six arguments.
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno)

// RawSyscall makes the system call on the thread that runs the goroutine; it must not wait.
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno)

// RawSyscall6 is RawSyscall with six arguments.
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno)
