package syscall

// A Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// Unix returns the time as seconds and nanoseconds.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// Nano returns the time in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// A Timeval is a time in seconds and microseconds.
type Timeval struct {
	Sec  int64
	Usec int64
}

// Unix returns the time as seconds and nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// Nano returns the time in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

// A Conn has a raw connection: files and those of package net.
type Conn interface {
	SyscallConn() (RawConn, error)
}

// A RawConn lends its descriptor to functions.
type RawConn interface {
	// Control calls f with the descriptor.
	Control(f func(fd uintptr)) error
	// Read calls f until it returns true, and waits before each new call until the descriptor can be read.
	Read(f func(fd uintptr) (done bool)) error
	// Write is the same for writing.
	Write(f func(fd uintptr) (done bool)) error
}


// A Stat_t is what the system says of a file.
type Stat_t struct {
	Dev       uint64
	Ino       uint64
	Nlink     uint64
	Mode      uint32
	Uid       uint32
	Gid       uint32
	X__pad0   int32
	Rdev      uint64
	Size      int64
	Blksize   int64
	Blocks    int64
	Atim      Timespec
	Mtim      Timespec
	Ctim      Timespec
	X__unused [3]int64
}

// Rusage is what a process has used.
type Rusage struct {
	Utime Timeval
	Stime Timeval
	Maxrss int64
	Ixrss int64
	Idrss int64
	Isrss int64
	Minflt int64
	Majflt int64
	Nswap int64
	Inblock int64
	Oublock int64
	Msgsnd int64
	Msgrcv int64
	Nsignals int64
	Nvcsw int64
	Nivcsw int64
}
