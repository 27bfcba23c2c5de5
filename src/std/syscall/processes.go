package syscall

import (
	"sync"
	"unsafe"
)

// ImplementsGetwd says that Getwd does not search.
const ImplementsGetwd = true

func Getpagesize() int { return pageSize }

func Exit(code int) { exit(code) }

func exit(code int)

// number makes a call that only has a result.
func number(trap, a1, a2, a3 uintptr) (int, error) {
	n, _, e := RawSyscall(trap, a1, a2, a3)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

// only makes a call that has none.
func only(trap, a1, a2, a3 uintptr) error {
	_, _, e := Syscall(trap, a1, a2, a3)
	return asErr(e)
}

func Gettid() (tid int) {
	tid, _ = number(SYS_GETTID, 0, 0, 0)
	return tid
}

func Getpgid(pid int) (pgid int, err error) { return number(SYS_GETPGID, uintptr(pid), 0, 0) }
func Setsid() (pid int, err error)          { return number(SYS_SETSID, 0, 0, 0) }
func Setpgid(pid int, pgid int) (err error) { return only(SYS_SETPGID, uintptr(pid), uintptr(pgid), 0) }

func Getpgrp() (pid int) {
	pid, _ = Getpgid(0)
	return pid
}

func Umask(mask int) (oldmask int) {
	oldmask, _ = number(SYS_UMASK, uintptr(mask), 0, 0)
	return oldmask
}

func Getpriority(which int, who int) (prio int, err error) {
	return number(SYS_GETPRIORITY, uintptr(which), uintptr(who), 0)
}

func Setpriority(which int, who int, prio int) (err error) {
	return only(SYS_SETPRIORITY, uintptr(which), uintptr(who), uintptr(prio))
}

// Identity is of the whole process: the C library tells every thread.
func setids(what int, a, b, c int) int

const (
	setUid = iota
	setGid
	setReuid
	setRegid
	setResuid
	setResgid
)

func Setuid(uid int) (err error)                 { return asError(setids(setUid, uid, 0, 0)) }
func Setgid(gid int) (err error)                 { return asError(setids(setGid, gid, 0, 0)) }
func Seteuid(euid int) (err error)               { return Setreuid(-1, euid) }
func Setegid(egid int) (err error)               { return Setregid(-1, egid) }
func Setreuid(ruid, euid int) (err error)        { return asError(setids(setReuid, ruid, euid, 0)) }
func Setregid(rgid, egid int) (err error)        { return asError(setids(setRegid, rgid, egid, 0)) }
func Setresuid(ruid, euid, suid int) (err error) { return asError(setids(setResuid, ruid, euid, suid)) }
func Setresgid(rgid, egid, sgid int) (err error) { return asError(setids(setResgid, rgid, egid, sgid)) }
func Setfsuid(uid int) (err error)               { return only(SYS_SETFSUID, uintptr(uid), 0, 0) }
func Setfsgid(gid int) (err error)               { return only(SYS_SETFSGID, uintptr(gid), 0, 0) }

func Getgroups() (gids []int, err error) {
	n, err := number(SYS_GETGROUPS, 0, 0, 0)
	if err != nil || n == 0 {
		return nil, err
	}
	list := make([]uint32, n)
	n, err = number(SYS_GETGROUPS, uintptr(n), uintptr(unsafe.Pointer(&list[0])), 0)
	if err != nil {
		return nil, err
	}
	for _, gid := range list[:n] {
		gids = append(gids, int(gid))
	}
	return gids, nil
}

func Setgroups(gids []int) (err error) {
	if len(gids) == 0 {
		return only(SYS_SETGROUPS, 0, 0, 0)
	}
	list := make([]uint32, len(gids))
	for i, gid := range gids {
		list[i] = uint32(gid)
	}
	return only(SYS_SETGROUPS, uintptr(len(list)), uintptr(unsafe.Pointer(&list[0])), 0)
}

func prlimit(resource int, set, old *Rlimit) error {
	_, _, e := RawSyscall6(sysPrlimit64, 0, uintptr(resource), uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(old)), 0, 0)
	return asErr(e)
}

func Getrlimit(resource int, rlim *Rlimit) (err error) { return prlimit(resource, nil, rlim) }
func Setrlimit(resource int, rlim *Rlimit) error       { return prlimit(resource, rlim, nil) }

func Getrusage(who int, rusage *Rusage) (err error) {
	return only(SYS_GETRUSAGE, uintptr(who), uintptr(unsafe.Pointer(rusage)), 0)
}

func Times(tms *Tms) (ticks uintptr, err error) {
	n, _, e := RawSyscall(SYS_TIMES, uintptr(unsafe.Pointer(tms)), 0, 0)
	return n, asErr(e)
}

func Sysinfo(info *Sysinfo_t) (err error) { return only(SYS_SYSINFO, uintptr(unsafe.Pointer(info)), 0, 0) }
func Uname(buf *Utsname) (err error)      { return only(SYS_UNAME, uintptr(unsafe.Pointer(buf)), 0, 0) }

func Gettimeofday(tv *Timeval) (err error) {
	return only(SYS_GETTIMEOFDAY, uintptr(unsafe.Pointer(tv)), 0, 0)
}

func Settimeofday(tv *Timeval) (err error) {
	return only(SYS_SETTIMEOFDAY, uintptr(unsafe.Pointer(tv)), 0, 0)
}

func Adjtimex(buf *Timex) (state int, err error) {
	return number(SYS_ADJTIMEX, uintptr(unsafe.Pointer(buf)), 0, 0)
}

func Nanosleep(time *Timespec, leftover *Timespec) (err error) {
	return only(SYS_NANOSLEEP, uintptr(unsafe.Pointer(time)), uintptr(unsafe.Pointer(leftover)), 0)
}

func Sethostname(p []byte) (err error) {
	return only(SYS_SETHOSTNAME, uintptr(bytesAt(p)), uintptr(len(p)), 0)
}

func Setdomainname(p []byte) (err error) {
	return only(SYS_SETDOMAINNAME, uintptr(bytesAt(p)), uintptr(len(p)), 0)
}

func Klogctl(typ int, buf []byte) (n int, err error) {
	return number(SYS_SYSLOG, uintptr(typ), uintptr(bytesAt(buf)), uintptr(len(buf)))
}

func Unshare(flags int) (err error) { return only(SYS_UNSHARE, uintptr(flags), 0, 0) }

func Reboot(cmd int) (err error) {
	return only(SYS_REBOOT, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, uintptr(cmd))
}

func Tgkill(tgid int, tid int, sig Signal) (err error) {
	return only(SYS_TGKILL, uintptr(tgid), uintptr(tid), uintptr(sig))
}

// ForkLock is for those who make descriptors that a child must not have: gorun's are made so that none has them.
var ForkLock sync.RWMutex

// ForkExec starts a program; its number.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	pid, _, err = StartProcess(argv0, argv, attr)
	return pid, err
}

// Exec goes on as another program.
func Exec(argv0 string, argv []string, envv []string) (err error) {
	gorun, description, script, errno := startAgain(argv0, 0)
	if errno != 0 {
		return Errno(errno)
	}
	if gorun != "" {
		defer Close(description) // if it fails
		if _, _, e := RawSyscall(SYS_FCNTL, uintptr(description), F_SETFD, 0); e != 0 {
			return e
		}
		argv0, argv = gorun, again(argv, argv0, description, script)
	}
	path, err := BytePtrFromString(argv0)
	if err != nil {
		return err
	}
	arguments, err := SlicePtrFromStrings(argv)
	if err != nil {
		return err
	}
	variables, err := SlicePtrFromStrings(envv)
	if err != nil {
		return err
	}
	flush()
	_, _, e := RawSyscall(SYS_EXECVE, uintptr(unsafe.Pointer(path)), uintptr(unsafe.Pointer(&arguments[0])), uintptr(unsafe.Pointer(&variables[0])))
	return e
}

// flush writes out what the program has printed.
func flush()

// Wait4 waits for a child.
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error) {
	var status int32
	n, _, e := Syscall6(SYS_WAIT4, uintptr(pid), uintptr(unsafe.Pointer(&status)), uintptr(options), uintptr(unsafe.Pointer(rusage)), 0, 0)
	if wstatus != nil {
		*wstatus = WaitStatus(status)
	}
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

// Memory.

// mapped keeps what Mmap gave, by the address of the last byte, for Munmap.
var (
	mapped = map[*byte][]byte{}
	free   = make(chan bool, 1) // holds a value while someone uses mapped
)

// Mmap maps a file, or memory, into the process.
func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, EINVAL
	}
	at, _, e := Syscall6(SYS_MMAP, 0, uintptr(length), uintptr(prot), uintptr(flags), uintptr(fd), uintptr(offset))
	if e != 0 {
		return nil, e
	}
	data = unsafe.Slice((*byte)(unsafe.Pointer(at)), length)
	free <- true
	mapped[&data[length-1]] = data
	<-free
	return data, nil
}

// Munmap undoes Mmap; the slice must be the one that Mmap returned.
func Munmap(b []byte) (err error) {
	if len(b) == 0 || len(b) != cap(b) {
		return EINVAL
	}
	last := &b[cap(b)-1]
	free <- true
	defer func() { <-free }()
	known := mapped[last]
	if known == nil || &known[0] != &b[0] {
		return EINVAL
	}
	if err := only(SYS_MUNMAP, uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0); err != nil {
		return err
	}
	delete(mapped, last)
	return nil
}

func onBytes(trap uintptr, b []byte, a3 uintptr) error {
	return only(trap, uintptr(bytesAt(b)), uintptr(len(b)), a3)
}

func Madvise(b []byte, advice int) (err error) { return onBytes(SYS_MADVISE, b, uintptr(advice)) }
func Mprotect(b []byte, prot int) (err error)  { return onBytes(SYS_MPROTECT, b, uintptr(prot)) }
func Mlock(b []byte) (err error)               { return onBytes(SYS_MLOCK, b, 0) }
func Munlock(b []byte) (err error)             { return onBytes(SYS_MUNLOCK, b, 0) }
func Mlockall(flags int) (err error)           { return only(SYS_MLOCKALL, uintptr(flags), 0, 0) }
func Munlockall() (err error)                  { return only(SYS_MUNLOCKALL, 0, 0, 0) }

// AllThreadsSyscall cannot be had where threads are libc's: so it is in Go's programs with cgo too. Setuid and its kin reach all threads.
func AllThreadsSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return ^uintptr(0), ^uintptr(0), ENOTSUP
}

// AllThreadsSyscall6 is AllThreadsSyscall with more arguments.
func AllThreadsSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return ^uintptr(0), ^uintptr(0), ENOTSUP
}
