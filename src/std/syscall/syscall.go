// Package syscall: error numbers, signals and the constants of files.
package syscall

import "internal/oserror"

// An Errno is an error number of the system; 0 is none.
type Errno uintptr

func errnoText(n int) string

func (e Errno) Error() string { return errnoText(int(e)) }

func (e Errno) Is(target error) bool {
	switch target {
	case oserror.ErrPermission:
		return e == EACCES || e == EPERM
	case oserror.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case oserror.ErrNotExist:
		return e == ENOENT
	}
	return false
}

func (e Errno) Temporary() bool {
	return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout()
}

func (e Errno) Timeout() bool { return e == EAGAIN || e == ETIMEDOUT }

const (
	EPERM           = Errno(1)
	ENOENT          = Errno(2)
	ESRCH           = Errno(3)
	EINTR           = Errno(4)
	EIO             = Errno(5)
	ENXIO           = Errno(6)
	E2BIG           = Errno(7)
	ENOEXEC         = Errno(8)
	EBADF           = Errno(9)
	ECHILD          = Errno(10)
	EAGAIN          = Errno(11)
	EWOULDBLOCK     = Errno(11)
	ENOMEM          = Errno(12)
	EACCES          = Errno(13)
	EFAULT          = Errno(14)
	EBUSY           = Errno(16)
	EEXIST          = Errno(17)
	EXDEV           = Errno(18)
	ENODEV          = Errno(19)
	ENOTDIR         = Errno(20)
	EISDIR          = Errno(21)
	EINVAL          = Errno(22)
	ENFILE          = Errno(23)
	EMFILE          = Errno(24)
	ENOTTY          = Errno(25)
	EFBIG           = Errno(27)
	ENOSPC          = Errno(28)
	ESPIPE          = Errno(29)
	EROFS           = Errno(30)
	EMLINK          = Errno(31)
	EPIPE           = Errno(32)
	EDOM            = Errno(33)
	ERANGE          = Errno(34)
	ENAMETOOLONG    = Errno(36)
	ENOSYS          = Errno(38)
	ENOTEMPTY       = Errno(39)
	ELOOP           = Errno(40)
	ENOTSUP         = Errno(95)
	EDESTADDRREQ    = Errno(89)
	EMSGSIZE        = Errno(90)
	EPROTOTYPE      = Errno(91)
	ENOPROTOOPT     = Errno(92)
	EPROTONOSUPPORT = Errno(93)
	EOPNOTSUPP      = Errno(95)
	EAFNOSUPPORT    = Errno(97)
	EADDRINUSE      = Errno(98)
	EADDRNOTAVAIL   = Errno(99)
	ENETDOWN        = Errno(100)
	ENETUNREACH     = Errno(101)
	ENETRESET       = Errno(102)
	ECONNABORTED    = Errno(103)
	ECONNRESET      = Errno(104)
	ENOBUFS         = Errno(105)
	EISCONN         = Errno(106)
	ENOTCONN        = Errno(107)
	ESHUTDOWN       = Errno(108)
	ETIMEDOUT       = Errno(110)
	ECONNREFUSED    = Errno(111)
	EHOSTDOWN       = Errno(112)
	EHOSTUNREACH    = Errno(113)
	EALREADY        = Errno(114)
	EINPROGRESS     = Errno(115)
	ECANCELED       = Errno(125)
)

const (
	O_RDONLY   = 0x0
	O_WRONLY   = 0x1
	O_RDWR     = 0x2
	O_CREAT    = 0x40
	O_EXCL     = 0x80
	O_TRUNC    = 0x200
	O_APPEND   = 0x400
	O_NONBLOCK = 0x800
	O_SYNC     = 0x101000
	O_CLOEXEC  = 0x80000
)

// A Signal is a number of a signal.
type Signal int

const (
	SIGHUP   = Signal(1)
	SIGINT   = Signal(2)
	SIGQUIT  = Signal(3)
	SIGILL   = Signal(4)
	SIGTRAP  = Signal(5)
	SIGABRT  = Signal(6)
	SIGBUS   = Signal(7)
	SIGFPE   = Signal(8)
	SIGKILL  = Signal(9)
	SIGUSR1  = Signal(10)
	SIGSEGV  = Signal(11)
	SIGUSR2  = Signal(12)
	SIGPIPE  = Signal(13)
	SIGALRM  = Signal(14)
	SIGTERM  = Signal(15)
	SIGCHLD  = Signal(17)
	SIGCONT  = Signal(18)
	SIGSTOP  = Signal(19)
	SIGTSTP  = Signal(20)
	SIGTTIN  = Signal(21)
	SIGTTOU  = Signal(22)
	SIGWINCH = Signal(28)
)

var signals = [...]string{
	1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap", 6: "aborted", 7: "bus error",
	8: "floating point exception", 9: "killed", 10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
	13: "broken pipe", 14: "alarm clock", 15: "terminated", 16: "stack fault", 17: "child exited", 18: "continued", 19: "stopped (signal)",
	20: "stopped", 21: "stopped (tty input)", 22: "stopped (tty output)", 23: "urgent I/O condition", 24: "CPU time limit exceeded",
	25: "file size limit exceeded", 26: "virtual timer expired", 27: "profiling timer expired", 28: "window changed", 29: "I/O possible",
	30: "power failure", 31: "bad system call",
}

func (s Signal) Signal() {}

func (s Signal) String() string {
	if 0 <= s && int(s) < len(signals) && signals[s] != "" {
		return signals[s]
	}
	digits := []byte{}
	n := int(s)
	if n < 0 {
		n = -n
	}
	for {
		digits = append([]byte{byte('0' + n%10)}, digits...)
		if n /= 10; n == 0 {
			break
		}
	}
	if s < 0 {
		return "signal -" + string(digits)
	}
	return "signal " + string(digits)
}

var (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

func getpid() int
func getppid() int
func getuid() int
func geteuid() int
func getgid() int
func getegid() int

func Getpid() (pid int)   { return getpid() }
func Getppid() (ppid int) { return getppid() }
func Getuid() (uid int)   { return getuid() }
func Geteuid() (euid int) { return geteuid() }
func Getgid() (gid int)   { return getgid() }
func Getegid() (egid int) { return getegid() }

func lookupEnv(key string) (string, bool)
func environ() []string
func setEnv(key, value string) int
func unsetEnv(key string) int
func clearEnv()
func kill(pid, signal int) int

func Getenv(key string) (value string, found bool) { return lookupEnv(key) }
func Environ() []string                            { return append([]string{}, environ()...) }
func Setenv(key, value string) error               { return asError(setEnv(key, value)) }
func Unsetenv(key string) error                    { return asError(unsetEnv(key)) }
func Clearenv()                                    { clearEnv() }
func Kill(pid int, sig Signal) (err error)               { return asError(kill(pid, int(sig))) }

func asError(errno int) error {
	if errno == 0 {
		return nil
	}
	return Errno(errno)
}
