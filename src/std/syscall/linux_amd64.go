package syscall

// What is called otherwise on other machines.
const (
	sysFstatat   = SYS_NEWFSTATAT
	sysPrlimit64 = SYS_PRLIMIT64
	pageSize     = 4096
)

func Dup2(oldfd int, newfd int) (err error) { return withFd(SYS_DUP2, oldfd, uintptr(newfd), 0) }
func Pause() (err error)                    { return only(SYS_PAUSE, 0, 0, 0) }
func Iopl(level int) (err error)            { return only(SYS_IOPL, uintptr(level), 0, 0) }
func Ioperm(from int, num int, on int) (err error) {
	return only(SYS_IOPERM, uintptr(from), uintptr(num), uintptr(on))
}

// Time is the time in seconds, also put into t.
func Time(t *Time_t) (tt Time_t, err error) {
	var tv Timeval
	if err := Gettimeofday(&tv); err != nil {
		return 0, err
	}
	if t != nil {
		*t = Time_t(tv.Sec)
	}
	return Time_t(tv.Sec), nil
}

// Time_t is a time in seconds.
type Time_t int64
