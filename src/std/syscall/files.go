package syscall

import "unsafe"

// asErr is nil for no error.
func asErr(e Errno) error {
	if e == 0 {
		return nil
	}
	return e
}

// BytePtrFromString returns s as the system takes it, ended by a zero; EINVAL if there is one in s.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// ByteSliceFromString returns the bytes of s and a zero; EINVAL if there is a zero in s.
func ByteSliceFromString(s string) ([]byte, error) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
	}
	return append(append(make([]byte, 0, len(s)+1), s...), 0), nil
}

// StringBytePtr is BytePtrFromString that panics.
func StringBytePtr(s string) *byte { return &StringByteSlice(s)[0] }

// StringByteSlice is ByteSliceFromString that panics.
func StringByteSlice(s string) []byte {
	b, err := ByteSliceFromString(s)
	if err != nil {
		panic("syscall: string with NUL passed to StringByteSlice")
	}
	return b
}

// SlicePtrFromStrings returns the strings as the system takes lists of them, ended by nil.
func SlicePtrFromStrings(ss []string) ([]*byte, error) {
	list := make([]*byte, len(ss)+1)
	for i, s := range ss {
		p, err := BytePtrFromString(s)
		if err != nil {
			return nil, err
		}
		list[i] = p
	}
	return list, nil
}

// StringSlicePtr is SlicePtrFromStrings that panics.
func StringSlicePtr(ss []string) []*byte {
	list := make([]*byte, 0, len(ss)+1)
	for _, s := range ss {
		list = append(list, StringBytePtr(s))
	}
	return append(list, nil)
}

var nothing byte

// bytesAt is the address of the first of b, or of some byte.
func bytesAt(b []byte) unsafe.Pointer {
	if len(b) == 0 {
		return unsafe.Pointer(&nothing)
	}
	return unsafe.Pointer(&b[0])
}

// withPath makes a call whose first argument is a path.
func withPath(trap uintptr, path string, a2, a3 uintptr) error {
	p, err := BytePtrFromString(path)
	if err != nil {
		return err
	}
	_, _, e := Syscall(trap, uintptr(unsafe.Pointer(p)), a2, a3)
	return asErr(e)
}

// atPath makes a call whose second argument is a path, after the directory that it starts from.
func atPath(trap uintptr, dirfd int, path string, a3, a4, a5 uintptr) (uintptr, error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return 0, err
	}
	n, _, e := Syscall6(trap, uintptr(dirfd), uintptr(unsafe.Pointer(p)), a3, a4, a5, 0)
	return n, asErr(e)
}

// withPaths makes a call with two paths, each after its directory.
func withPaths(trap uintptr, oldfd int, old string, newfd int, new string, flags uintptr) error {
	p, err := BytePtrFromString(old)
	if err != nil {
		return err
	}
	q, err := BytePtrFromString(new)
	if err != nil {
		return err
	}
	_, _, e := Syscall6(trap, uintptr(oldfd), uintptr(unsafe.Pointer(p)), uintptr(newfd), uintptr(unsafe.Pointer(q)), flags, 0)
	return asErr(e)
}

// withFd makes a call of a descriptor and two numbers.
func withFd(trap uintptr, fd int, a2, a3 uintptr) error {
	_, _, e := Syscall(trap, uintptr(fd), a2, a3)
	return asErr(e)
}

// withBytes makes a call of a descriptor and bytes.
func withBytes(trap uintptr, fd int, b []byte, a4 uintptr) (int, error) {
	n, _, e := Syscall6(trap, uintptr(fd), uintptr(bytesAt(b)), uintptr(len(b)), a4, 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

const (
	atCwd             = -0x64
	atRemoveDir       = 0x200
	atSymlinkNoFollow = 0x100
)

func Open(path string, mode int, perm uint32) (fd int, err error) {
	return Openat(atCwd, path, mode, perm)
}

func Openat(dirfd int, path string, flags int, mode uint32) (fd int, err error) {
	n, err := atPath(SYS_OPENAT, dirfd, path, uintptr(flags|O_LARGEFILE), uintptr(mode), 0)
	if err != nil {
		return -1, err
	}
	return int(n), nil
}

func Creat(path string, mode uint32) (fd int, err error) {
	return Open(path, O_CREAT|O_WRONLY|O_TRUNC, mode)
}

func Close(fd int) (err error)                     { return withFd(SYS_CLOSE, fd, 0, 0) }
func Read(fd int, p []byte) (n int, err error)     { return withBytes(SYS_READ, fd, p, 0) }
func Write(fd int, p []byte) (n int, err error)    { return withBytes(SYS_WRITE, fd, p, 0) }
func Getdents(fd int, buf []byte) (n int, err error) { return withBytes(SYS_GETDENTS64, fd, buf, 0) }
func ReadDirent(fd int, buf []byte) (n int, err error) { return Getdents(fd, buf) }

func Pread(fd int, p []byte, offset int64) (n int, err error) {
	return withBytes(SYS_PREAD64, fd, p, uintptr(offset))
}

func Pwrite(fd int, p []byte, offset int64) (n int, err error) {
	return withBytes(SYS_PWRITE64, fd, p, uintptr(offset))
}

func Seek(fd int, offset int64, whence int) (off int64, err error) {
	n, _, e := Syscall(SYS_LSEEK, uintptr(fd), uintptr(offset), uintptr(whence))
	return int64(n), asErr(e)
}

func Dup(oldfd int) (fd int, err error) {
	n, _, e := Syscall(SYS_DUP, uintptr(oldfd), 0, 0)
	return int(n), asErr(e)
}

func Dup3(oldfd int, newfd int, flags int) (err error) {
	return withFd(SYS_DUP3, oldfd, uintptr(newfd), uintptr(flags))
}

func Pipe(p []int) error { return Pipe2(p, 0) }

func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return EINVAL
	}
	var ends [2]int32
	_, _, e := RawSyscall(SYS_PIPE2, uintptr(unsafe.Pointer(&ends)), uintptr(flags), 0)
	if e == 0 {
		p[0], p[1] = int(ends[0]), int(ends[1])
	}
	return asErr(e)
}

func fcntl(fd, cmd, arg int) (int, error) {
	n, _, e := Syscall(SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg))
	return int(n), asErr(e)
}

// FcntlFlock locks or unlocks a region of a file.
func FcntlFlock(fd uintptr, cmd int, lk *Flock_t) error {
	_, _, e := Syscall(SYS_FCNTL, fd, uintptr(cmd), uintptr(unsafe.Pointer(lk)))
	return asErr(e)
}

func Flock(fd int, how int) (err error) { return withFd(SYS_FLOCK, fd, uintptr(how), 0) }

func CloseOnExec(fd int) { fcntl(fd, F_SETFD, FD_CLOEXEC) }

func SetNonblock(fd int, nonblocking bool) (err error) {
	flags, err := fcntl(fd, F_GETFL, 0)
	if err != nil {
		return err
	}
	if (flags&O_NONBLOCK != 0) == nonblocking {
		return nil
	}
	_, err = fcntl(fd, F_SETFL, flags^O_NONBLOCK)
	return err
}

func Access(path string, mode uint32) (err error) { return Faccessat(atCwd, path, mode, 0) }

func Faccessat(dirfd int, path string, mode uint32, flags int) (err error) {
	_, err = atPath(SYS_FACCESSAT, dirfd, path, uintptr(mode), uintptr(flags), 0)
	return err
}

func Chdir(path string) (err error)  { return withPath(SYS_CHDIR, path, 0, 0) }
func Fchdir(fd int) (err error)      { return withFd(SYS_FCHDIR, fd, 0, 0) }
func Chroot(path string) (err error) { return withPath(SYS_CHROOT, path, 0, 0) }

func Chmod(path string, mode uint32) (err error) { return Fchmodat(atCwd, path, mode, 0) }
func Fchmod(fd int, mode uint32) (err error)     { return withFd(SYS_FCHMOD, fd, uintptr(mode), 0) }

func Fchmodat(dirfd int, path string, mode uint32, flags int) error {
	if flags != 0 {
		return EOPNOTSUPP
	}
	_, err := atPath(SYS_FCHMODAT, dirfd, path, uintptr(mode), 0, 0)
	return err
}

func Chown(path string, uid int, gid int) (err error) { return Fchownat(atCwd, path, uid, gid, 0) }
func Lchown(path string, uid int, gid int) (err error) {
	return Fchownat(atCwd, path, uid, gid, atSymlinkNoFollow)
}
func Fchown(fd int, uid int, gid int) (err error) {
	return withFd(SYS_FCHOWN, fd, uintptr(uid), uintptr(gid))
}

func Fchownat(dirfd int, path string, uid int, gid int, flags int) (err error) {
	_, err = atPath(SYS_FCHOWNAT, dirfd, path, uintptr(uid), uintptr(gid), uintptr(flags))
	return err
}

func Mkdir(path string, mode uint32) (err error) { return Mkdirat(atCwd, path, mode) }

func Mkdirat(dirfd int, path string, mode uint32) (err error) {
	_, err = atPath(SYS_MKDIRAT, dirfd, path, uintptr(mode), 0, 0)
	return err
}

func Mkfifo(path string, mode uint32) (err error) { return Mknod(path, mode|S_IFIFO, 0) }

func Mknod(path string, mode uint32, dev int) (err error) { return Mknodat(atCwd, path, mode, dev) }

func Mknodat(dirfd int, path string, mode uint32, dev int) (err error) {
	_, err = atPath(SYS_MKNODAT, dirfd, path, uintptr(mode), uintptr(dev), 0)
	return err
}

func unlinkat(dirfd int, path string, flags uintptr) error {
	_, err := atPath(SYS_UNLINKAT, dirfd, path, flags, 0, 0)
	return err
}

func Unlink(path string) error              { return unlinkat(atCwd, path, 0) }
func Unlinkat(dirfd int, path string) error { return unlinkat(dirfd, path, 0) }
func Rmdir(path string) error               { return unlinkat(atCwd, path, atRemoveDir) }

func Rename(oldpath string, newpath string) (err error) {
	return Renameat(atCwd, oldpath, atCwd, newpath)
}

func Renameat(olddirfd int, oldpath string, newdirfd int, newpath string) (err error) {
	return withPaths(SYS_RENAMEAT, olddirfd, oldpath, newdirfd, newpath, 0)
}

func Link(oldpath string, newpath string) (err error) {
	return withPaths(SYS_LINKAT, atCwd, oldpath, atCwd, newpath, 0)
}

func Symlink(oldpath string, newpath string) (err error) {
	p, err := BytePtrFromString(oldpath)
	if err != nil {
		return err
	}
	q, err := BytePtrFromString(newpath)
	if err != nil {
		return err
	}
	from := atCwd
	_, _, e := Syscall(SYS_SYMLINKAT, uintptr(unsafe.Pointer(p)), uintptr(from), uintptr(unsafe.Pointer(q)))
	return asErr(e)
}

func Readlink(path string, buf []byte) (n int, err error) {
	size, err := atPath(SYS_READLINKAT, atCwd, path, uintptr(bytesAt(buf)), uintptr(len(buf)), 0)
	if err != nil {
		return -1, err
	}
	return int(size), nil
}

func Getcwd(buf []byte) (n int, err error) {
	size, _, e := Syscall(SYS_GETCWD, uintptr(bytesAt(buf)), uintptr(len(buf)), 0)
	if e != 0 {
		return 0, e
	}
	return int(size), nil
}

func Getwd() (wd string, err error) {
	var buf [PathMax]byte
	n, err := Getcwd(buf[:])
	if err != nil {
		return "", err
	}
	if n < 1 || n > len(buf) || buf[n-1] != 0 {
		return "", EINVAL
	}
	return string(buf[:n-1]), nil
}

func fstatat(dirfd int, path string, stat *Stat_t, flags uintptr) error {
	_, err := atPath(sysFstatat, dirfd, path, uintptr(unsafe.Pointer(stat)), flags, 0)
	return err
}

func Stat(path string, stat *Stat_t) (err error)  { return fstatat(atCwd, path, stat, 0) }
func Lstat(path string, stat *Stat_t) (err error) { return fstatat(atCwd, path, stat, atSymlinkNoFollow) }
func Fstat(fd int, stat *Stat_t) (err error) {
	return withFd(SYS_FSTAT, fd, uintptr(unsafe.Pointer(stat)), 0)
}

func Statfs(path string, buf *Statfs_t) (err error) {
	return withPath(SYS_STATFS, path, uintptr(unsafe.Pointer(buf)), 0)
}

func Fstatfs(fd int, buf *Statfs_t) (err error) {
	return withFd(SYS_FSTATFS, fd, uintptr(unsafe.Pointer(buf)), 0)
}

func Truncate(path string, length int64) (err error) {
	return withPath(SYS_TRUNCATE, path, uintptr(length), 0)
}
func Ftruncate(fd int, length int64) (err error) { return withFd(SYS_FTRUNCATE, fd, uintptr(length), 0) }
func Fsync(fd int) (err error)                   { return withFd(SYS_FSYNC, fd, 0, 0) }
func Fdatasync(fd int) (err error)               { return withFd(SYS_FDATASYNC, fd, 0, 0) }
func Sync()                                      { Syscall(SYS_SYNC, 0, 0, 0) }

func Fallocate(fd int, mode uint32, off int64, len int64) (err error) {
	_, _, e := Syscall6(SYS_FALLOCATE, uintptr(fd), uintptr(mode), uintptr(off), uintptr(len), 0, 0)
	return asErr(e)
}

func SyncFileRange(fd int, off int64, n int64, flags int) (err error) {
	_, _, e := Syscall6(SYS_SYNC_FILE_RANGE, uintptr(fd), uintptr(off), uintptr(n), uintptr(flags), 0, 0)
	return asErr(e)
}

func Sendfile(outfd int, infd int, offset *int64, count int) (written int, err error) {
	n, _, e := Syscall6(SYS_SENDFILE, uintptr(outfd), uintptr(infd), uintptr(unsafe.Pointer(offset)), uintptr(count), 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

func Splice(rfd int, roff *int64, wfd int, woff *int64, len int, flags int) (n int64, err error) {
	r, _, e := Syscall6(SYS_SPLICE, uintptr(rfd), uintptr(unsafe.Pointer(roff)), uintptr(wfd), uintptr(unsafe.Pointer(woff)), uintptr(len), uintptr(flags))
	return int64(r), asErr(e)
}

func Tee(rfd int, wfd int, len int, flags int) (n int64, err error) {
	r, _, e := Syscall6(SYS_TEE, uintptr(rfd), uintptr(wfd), uintptr(len), uintptr(flags), 0, 0)
	return int64(r), asErr(e)
}

// utimes sets access and modification times; nil: now.
func utimes(dirfd int, path string, ts *[2]Timespec) error {
	_, err := atPath(SYS_UTIMENSAT, dirfd, path, uintptr(unsafe.Pointer(ts)), 0, 0)
	return err
}

func UtimesNano(path string, ts []Timespec) (err error) {
	if len(ts) != 2 {
		return EINVAL
	}
	return utimes(atCwd, path, &[2]Timespec{ts[0], ts[1]})
}

func Utimes(path string, tv []Timeval) (err error) { return Futimesat(atCwd, path, tv) }

func Futimesat(dirfd int, path string, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return EINVAL
	}
	return utimes(dirfd, path, &[2]Timespec{NsecToTimespec(tv[0].Nano()), NsecToTimespec(tv[1].Nano())})
}

func Utime(path string, buf *Utimbuf) (err error) {
	return UtimesNano(path, []Timespec{{Sec: buf.Actime}, {Sec: buf.Modtime}})
}

func Futimes(fd int, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return EINVAL
	}
	ts := [2]Timespec{NsecToTimespec(tv[0].Nano()), NsecToTimespec(tv[1].Nano())}
	_, _, e := Syscall6(SYS_UTIMENSAT, uintptr(fd), 0, uintptr(unsafe.Pointer(&ts)), 0, 0, 0)
	return asErr(e)
}

func NsecToTimespec(nsec int64) Timespec {
	sec := nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Timespec{sec, nsec}
}

func NsecToTimeval(nsec int64) Timeval {
	nsec += 999 // Rounded up to microseconds.
	usec, sec := nsec%1e9/1e3, nsec/1e9
	if usec < 0 {
		usec += 1e6
		sec--
	}
	return Timeval{sec, usec}
}

func TimespecToNsec(ts Timespec) int64 { return ts.Nano() }
func TimevalToNsec(tv Timeval) int64   { return tv.Nano() }

// Attributes of files.

func Getxattr(path string, attr string, dest []byte) (sz int, err error) {
	return xattr(SYS_GETXATTR, path, attr, dest, 0)
}

func Setxattr(path string, attr string, data []byte, flags int) (err error) {
	_, err = xattr(SYS_SETXATTR, path, attr, data, flags)
	return err
}

func xattr(trap uintptr, path, attr string, data []byte, flags int) (int, error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	q, err := BytePtrFromString(attr)
	if err != nil {
		return -1, err
	}
	n, _, e := Syscall6(trap, uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(q)), uintptr(bytesAt(data)), uintptr(len(data)), uintptr(flags), 0)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

func Listxattr(path string, dest []byte) (sz int, err error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	n, _, e := Syscall(SYS_LISTXATTR, uintptr(unsafe.Pointer(p)), uintptr(bytesAt(dest)), uintptr(len(dest)))
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

func Removexattr(path string, attr string) (err error) {
	q, err := BytePtrFromString(attr)
	if err != nil {
		return err
	}
	return withPath(SYS_REMOVEXATTR, path, uintptr(unsafe.Pointer(q)), 0)
}

// ParseDirent appends to names the names of entries that Getdents wrote into buf, at most max (-1: all) and without "." and "..".
func ParseDirent(buf []byte, max int, names []string) (consumed int, count int, newnames []string) {
	whole := len(buf)
	const name = int(unsafe.Offsetof(Dirent{}.Name))
	for max != 0 && len(buf) >= name {
		entry := (*Dirent)(unsafe.Pointer(&buf[0]))
		size := int(entry.Reclen)
		if size < name || size > len(buf) {
			break
		}
		text := buf[name:size]
		for i, c := range text {
			if c == 0 {
				text = text[:i]
				break
			}
		}
		inode := entry.Ino
		buf = buf[size:]
		if s := string(text); inode != 0 && s != "." && s != ".." {
			max--
			count++
			names = append(names, s)
		}
	}
	return whole - len(buf), count, names
}

// Mount, Unmount and others of the system as a whole.

func Mount(source string, target string, fstype string, flags uintptr, data string) (err error) {
	var p [4]*byte
	for i, s := range []string{source, target, fstype, data} {
		if p[i], err = BytePtrFromString(s); err != nil {
			return err
		}
	}
	if data == "" {
		p[3] = nil
	}
	_, _, e := Syscall6(SYS_MOUNT, uintptr(unsafe.Pointer(p[0])), uintptr(unsafe.Pointer(p[1])), uintptr(unsafe.Pointer(p[2])), flags, uintptr(unsafe.Pointer(p[3])), 0)
	return asErr(e)
}

func Unmount(target string, flags int) (err error) {
	return withPath(SYS_UMOUNT2, target, uintptr(flags), 0)
}

func PivotRoot(newroot string, putold string) (err error) {
	q, err := BytePtrFromString(putold)
	if err != nil {
		return err
	}
	return withPath(SYS_PIVOT_ROOT, newroot, uintptr(unsafe.Pointer(q)), 0)
}

func Acct(path string) (err error) { return withPath(SYS_ACCT, path, 0, 0) }

// Notices of changes.

func InotifyInit() (fd int, err error) { return InotifyInit1(0) }

func InotifyInit1(flags int) (fd int, err error) {
	n, _, e := Syscall(SYS_INOTIFY_INIT1, uintptr(flags), 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

func InotifyAddWatch(fd int, pathname string, mask uint32) (watchdesc int, err error) {
	n, err := atPath(SYS_INOTIFY_ADD_WATCH, fd, pathname, uintptr(mask), 0, 0)
	if err != nil {
		return -1, err
	}
	return int(n), nil
}

func InotifyRmWatch(fd int, watchdesc uint32) (success int, err error) {
	n, _, e := Syscall(SYS_INOTIFY_RM_WATCH, uintptr(fd), uintptr(watchdesc), 0)
	return int(n), asErr(e)
}

func EpollCreate(size int) (fd int, err error) {
	if size <= 0 {
		return -1, EINVAL
	}
	return EpollCreate1(0)
}

func EpollCreate1(flag int) (fd int, err error) {
	n, _, e := Syscall(SYS_EPOLL_CREATE1, uintptr(flag), 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}

func EpollCtl(epfd int, op int, fd int, event *EpollEvent) (err error) {
	_, _, e := Syscall6(SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), uintptr(unsafe.Pointer(event)), 0, 0)
	return asErr(e)
}

func EpollWait(epfd int, events []EpollEvent, msec int) (n int, err error) {
	at := unsafe.Pointer(&nothing)
	if len(events) > 0 {
		at = unsafe.Pointer(&events[0])
	}
	r, _, e := Syscall6(SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(at), uintptr(len(events)), uintptr(msec), 0, 0)
	if e != 0 {
		return -1, e
	}
	return int(r), nil
}

func Select(nfd int, r *FdSet, w *FdSet, e *FdSet, timeout *Timeval) (n int, err error) {
	var limit *Timespec
	if timeout != nil {
		limit = &Timespec{timeout.Sec, timeout.Usec * 1000}
	}
	v, _, errno := Syscall6(SYS_PSELECT6, uintptr(nfd), uintptr(unsafe.Pointer(r)), uintptr(unsafe.Pointer(w)), uintptr(unsafe.Pointer(e)), uintptr(unsafe.Pointer(limit)), 0)
	if errno != 0 {
		return -1, errno
	}
	return int(v), nil
}
