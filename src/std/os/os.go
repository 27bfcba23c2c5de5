// Package os: files, processes and their environment.
package os

import (
	"errors"
	"internal/core/io"
	"internal/exithook"
	"internal/testlog"
	"internal/oserror"
	"io/fs"
	"syscall"
	"time"
)

const (
	O_RDONLY int = syscall.O_RDONLY
	O_WRONLY int = syscall.O_WRONLY
	O_RDWR   int = syscall.O_RDWR
	O_APPEND int = syscall.O_APPEND
	O_CREATE int = syscall.O_CREAT
	O_EXCL   int = syscall.O_EXCL
	O_SYNC   int = syscall.O_SYNC
	O_TRUNC  int = syscall.O_TRUNC

	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2

	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

var (
	ErrInvalid          = oserror.ErrInvalid
	ErrPermission       = oserror.ErrPermission
	ErrExist            = oserror.ErrExist
	ErrNotExist         = oserror.ErrNotExist
	ErrClosed           = oserror.ErrClosed
	ErrNoDeadline       = errors.New("file type does not support deadline")
	ErrDeadlineExceeded = error(&deadlineError{})
	ErrProcessDone      = errors.New("os: process already finished")
)

type deadlineError struct{}

func (*deadlineError) Error() string   { return "i/o timeout" }
func (*deadlineError) Timeout() bool   { return true }
func (*deadlineError) Temporary() bool { return true }

type (
	FileInfo  = fs.FileInfo
	FileMode  = fs.FileMode
	DirEntry  = fs.DirEntry
	PathError = fs.PathError
)

const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// A SyscallError says which call of the system failed.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// A LinkError says which two files a call was about.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

func underlying(err error) error {
	switch err := err.(type) {
	case *PathError:
		return err.Err
	case *LinkError:
		return err.Err
	case *SyscallError:
		return err.Err
	}
	return err
}

func is(err, target error) bool {
	err = underlying(err)
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

func IsExist(err error) bool      { return is(err, ErrExist) }
func IsNotExist(err error) bool   { return is(err, ErrNotExist) }
func IsPermission(err error) bool { return is(err, ErrPermission) }

func IsTimeout(err error) bool {
	t, ok := underlying(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// Natives answer an error number, 0 for none.
func args() []string
func exit(code int)
func open(name string, flags int, perm uint32) (fd, errno int)
func closeFile(fd int) int
func read(fd int, b []byte) (n, errno int)
func pread(fd int, b []byte, at int64) (n, errno int)
func write(fd int, b []byte) (n, errno int)
func pwrite(fd int, b []byte, at int64) (n, errno int)
func seek(fd int, offset int64, whence int) (at int64, errno int)
func stat(name string, fd int, follow bool, into *syscall.Stat_t) (errno int)
func chown(name string, fd int, uid, gid int, follow bool) (errno int)
func groups() (gids []int, errno int)
func truncate(name string, fd int, size int64) int
func chmod(name string, fd int, mode uint32) int
func fsync(fd int) int
func fchdir(fd int) int
func readNames(name string) (names []string, kinds []uint32, errno int)
func pathCall(what int, name, other string, n uint32) int
func chtimes(name string, aSeconds, aNanoseconds, mSeconds, mNanoseconds int64) int
func readLink(name string) (string, int)
func getwd() (string, int)
func hostname() (string, int)
func executable() (string, int)
func pipe() (r, w, errno int)

// Of pipes with the scheduler's poller. An error number -1 says that the pipe was closed, -2 that its deadline has passed.
func pipeOpen(fd int) (ticket uint64, errno int)
func pipeAdopt(fd int) (ticket uint64)
func pipeBlock(pipe uint64) int
func pipeDue(pipe uint64, write bool) int
func pipeRead(pipe uint64, b []byte) (n, errno int)
func pipeWrite(pipe uint64, b []byte) (n, errno int)
func pipeWait(pipe uint64, write bool) int
func pipeDeadline(pipe uint64, sides int, delay int64, none bool) int
func pipeClose(pipe uint64) int
func random() uint64

// What pathCall does.
const (
	doMkdir = iota
	doUnlink
	doRmdir
	doRename
	doLink
	doSymlink
	doChdir
)

// Args are the command line's words, the program's name first.
var Args []string = args()

// Exit ends the program at once; deferred calls do not run.
func Exit(code int) {
	if exithook.Before != nil {
		exithook.Before(code)
	}
	exit(code)
}

func failed(op, path string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &PathError{op, path, syscall.Errno(errno)}
}

func Getenv(key string) string {
	v, _ := LookupEnv(key)
	return v
}

func LookupEnv(key string) (string, bool) {
	if testlog.Log != nil {
		testlog.Log("getenv", key)
	}
	return syscall.Getenv(key)
}
func Setenv(key, value string) error      { return NewSyscallError("setenv", syscall.Setenv(key, value)) }
func Unsetenv(key string) error           { return syscall.Unsetenv(key) }
func Clearenv()                           { syscall.Clearenv() }
func Environ() []string                   { return syscall.Environ() }

// ExpandEnv replaces $name and ${name}.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

func Expand(s string, mapping func(string) string) string {
	var buf []byte
	i := 0
	changed := false
	for j := 0; j < len(s); j++ {
		if s[j] != '$' || j+1 >= len(s) {
			continue
		}
		changed = true
		buf = append(buf, s[i:j]...)
		name, w := shellName(s[j+1:])
		if name == "" && w > 0 {
			// Bad syntax such as ${}: it is eaten.
		} else if name == "" {
			buf = append(buf, s[j])
		} else {
			buf = append(buf, mapping(name)...)
		}
		j += w
		i = j + 1
	}
	if !changed {
		return s
	}
	return string(buf) + s[i:]
}

func special(c uint8) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

func alphanumeric(c uint8) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func shellName(s string) (string, int) {
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && alphanumeric(s[i]) {
		i++
	}
	return s[:i], i
}

func Getpid() int      { return syscall.Getpid() }
func Getppid() int     { return syscall.Getppid() }
func Getuid() int      { return syscall.Getuid() }
func Geteuid() int     { return syscall.Geteuid() }
func Getgid() int      { return syscall.Getgid() }
func Getegid() int     { return syscall.Getegid() }
func Getpagesize() int { return 4096 }

func Hostname() (name string, err error) {
	name, errno := hostname()
	if errno != 0 {
		err = NewSyscallError("hostname", syscall.Errno(errno))
	}
	return
}

func Executable() (string, error) {
	name, errno := executable()
	return name, failed("readlink", "/proc/self/exe", errno)
}

func Getwd() (dir string, err error) {
	// As shells do it: the name by which one came here, if $PWD says it.
	if dir = Getenv("PWD"); dir != "" && dir[0] == '/' {
		dot, err := Stat(".")
		if err != nil {
			return "", err
		}
		if named, err := Stat(dir); err == nil && SameFile(dot, named) {
			return dir, nil
		}
	}
	dir, errno := getwd()
	if errno != 0 {
		err = NewSyscallError("getwd", syscall.Errno(errno))
	}
	return
}

func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

func UserCacheDir() (string, error)  { return userDir("XDG_CACHE_HOME", "/.cache") }
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }

func userDir(variable, below string) (string, error) {
	if dir := Getenv(variable); dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + variable + " is relative")
		}
		return dir, nil
	}
	home := Getenv("HOME")
	if home == "" {
		return "", errors.New("neither $" + variable + " nor $HOME are defined")
	}
	return home + below, nil
}

// A Signal is something that a process can be told.
type Signal interface {
	String() string
	Signal()
}

var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// A fileInfo is what the system says of a file.
type fileInfo struct {
	name string
	mode FileMode
	stat syscall.Stat_t
}

func (i *fileInfo) Name() string       { return i.name }
func (i *fileInfo) Size() int64        { return i.stat.Size }
func (i *fileInfo) Mode() FileMode     { return i.mode }
func (i *fileInfo) ModTime() time.Time { return time.Unix(i.stat.Mtim.Sec, i.stat.Mtim.Nsec) }
func (i *fileInfo) IsDir() bool        { return i.mode.IsDir() }
func (i *fileInfo) Sys() any           { return &i.stat }

func SameFile(fi1, fi2 FileInfo) bool {
	x, ok1 := fi1.(*fileInfo)
	y, ok2 := fi2.(*fileInfo)
	return ok1 && ok2 && x.stat.Dev == y.stat.Dev && x.stat.Ino == y.stat.Ino
}

// goMode: the system's mode bits in Go's order.
func goMode(m uint32) FileMode {
	mode := FileMode(m & 0777)
	mode |= kindMode(m)
	if m&0o2000 != 0 {
		mode |= ModeSetgid
	}
	if m&0o4000 != 0 {
		mode |= ModeSetuid
	}
	if m&0o1000 != 0 {
		mode |= ModeSticky
	}
	return mode
}

func kindMode(m uint32) FileMode {
	switch m & 0o170000 {
	case 0o060000:
		return ModeDevice
	case 0o020000:
		return ModeDevice | ModeCharDevice
	case 0o040000:
		return ModeDir
	case 0o010000:
		return ModeNamedPipe
	case 0o120000:
		return ModeSymlink
	case 0o140000:
		return ModeSocket
	}
	return 0
}

func sysMode(mode FileMode) uint32 {
	m := uint32(mode.Perm())
	if mode&ModeSetuid != 0 {
		m |= 0o4000
	}
	if mode&ModeSetgid != 0 {
		m |= 0o2000
	}
	if mode&ModeSticky != 0 {
		m |= 0o1000
	}
	return m
}

func info(op, name string, fd int, follow bool) (FileInfo, error) {
	i := &fileInfo{name: base(name)}
	if errno := stat(name, fd, follow, &i.stat); errno != 0 {
		return nil, failed(op, name, errno)
	}
	i.mode = goMode(i.stat.Mode)
	return i, nil
}

func base(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 1; i > 0 || i == 0 && len(name) > 1; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

func Stat(name string) (FileInfo, error) {
	noteStat(name)
	return info("stat", name, -1, true)
}

func Lstat(name string) (FileInfo, error) {
	noteStat(name)
	return info("lstat", name, -1, false)
}

func noteStat(name string) {
	if testlog.Log != nil {
		testlog.Log("stat", name)
	}
}

func Mkdir(name string, perm FileMode) error {
	return failed("mkdir", name, pathCall(doMkdir, name, "", sysMode(perm)))
}

func MkdirAll(path string, perm FileMode) error {
	if dir, err := Stat(path); err == nil {
		if dir.IsDir() {
			return nil
		}
		return &PathError{"mkdir", path, syscall.ENOTDIR}
	}
	i := len(path)
	for i > 0 && path[i-1] == '/' {
		i--
	}
	for i > 0 && path[i-1] != '/' {
		i--
	}
	if i > 1 {
		if err := MkdirAll(path[:i-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		if dir, err1 := Lstat(path); err1 == nil && dir.IsDir() {
			return nil
		}
	}
	return err
}

func Remove(name string) error {
	errno := pathCall(doUnlink, name, "", 0)
	if errno == 0 {
		return nil
	}
	errno1 := pathCall(doRmdir, name, "", 0)
	if errno1 == 0 {
		return nil
	}
	if syscall.Errno(errno1) != syscall.ENOTDIR {
		errno = errno1
	}
	return failed("remove", name, errno)
}

func Rename(oldpath, newpath string) error {
	if dir, err := Lstat(newpath); err == nil && dir.IsDir() {
		if old, err := Lstat(oldpath); err != nil {
			return &LinkError{"rename", oldpath, newpath, underlying(err)}
		} else if newpath == oldpath || !SameFile(dir, old) {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return linkFailed("rename", oldpath, newpath, pathCall(doRename, oldpath, newpath, 0))
}

func linkFailed(op, old, new string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &LinkError{op, old, new, syscall.Errno(errno)}
}

func Link(oldname, newname string) error {
	return linkFailed("link", oldname, newname, pathCall(doLink, oldname, newname, 0))
}

func Symlink(oldname, newname string) error {
	return linkFailed("symlink", oldname, newname, pathCall(doSymlink, oldname, newname, 0))
}

func Readlink(name string) (string, error) {
	to, errno := readLink(name)
	return to, failed("readlink", name, errno)
}

func Chdir(dir string) error {
	if err := failed("chdir", dir, pathCall(doChdir, dir, "", 0)); err != nil {
		return err
	}
	noteChdir()
	return nil
}

func noteChdir() {
	if testlog.Log != nil {
		if dir, err := Getwd(); err == nil {
			testlog.Log("chdir", dir)
		}
	}
}

func Chmod(name string, mode FileMode) error {
	return failed("chmod", name, chmod(name, -1, sysMode(mode)))
}

func Chown(name string, uid, gid int) error {
	return failed("chown", name, chown(name, -1, uid, gid, true))
}

func Lchown(name string, uid, gid int) error {
	return failed("lchown", name, chown(name, -1, uid, gid, false))
}

// Getgroups returns the groups that the process belongs to.
func Getgroups() ([]int, error) {
	gids, errno := groups()
	if errno != 0 {
		return nil, NewSyscallError("getgroups", syscall.Errno(errno))
	}
	return gids, nil
}

func Truncate(name string, size int64) error { return failed("truncate", name, truncate(name, -1, size)) }

func Chtimes(name string, atime time.Time, mtime time.Time) error {
	return failed("chtimes", name, chtimes(name, atime.Unix(), int64(atime.Nanosecond()), mtime.Unix(), int64(mtime.Nanosecond())))
}

func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

func (f *File) readAll() ([]byte, error) {
	size := 0
	if info, err := f.Stat(); err == nil {
		size = int(info.Size())
	}
	data := make([]byte, 0, max(size+1, 512))
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return data, err
		}
		if len(data) >= cap(data) {
			data = append(data[:cap(data)], 0)[:len(data)]
		}
	}
}

func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err1 := f.Close(); err1 != nil && err == nil {
		err = err1
	}
	return err
}

type dirEntry struct {
	dir, name string
	kind      FileMode
}

func (d *dirEntry) Name() string               { return d.name }
func (d *dirEntry) IsDir() bool                { return d.kind.IsDir() }
func (d *dirEntry) Type() FileMode             { return d.kind }
func (d *dirEntry) Info() (FileInfo, error)    { return Lstat(d.dir + "/" + d.name) }
func (d *dirEntry) String() string             { return fs.FormatDirEntry(d) }

// ReadDir: the entries of a directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	list, err := entries(name)
	if err != nil {
		return nil, err
	}
	return list, nil
}

func entries(name string) ([]DirEntry, error) {
	names, kinds, errno := readNames(name)
	if errno != 0 {
		return nil, failed("open", name, errno)
	}
	list := make([]DirEntry, len(names))
	for i := range names {
		list[i] = &dirEntry{name, names[i], kindMode(kinds[i])}
	}
	return list, nil
}

func tempName(dir, pattern string) (prefix, suffix string, err error) {
	star := -1
	for i, c := range []byte(pattern) {
		if c == '/' {
			return "", "", errors.New("pattern contains path separator")
		}
		if c == '*' {
			star = i
		}
	}
	if dir == "" {
		dir = TempDir()
	}
	if len(dir) > 0 && dir[len(dir)-1] != '/' {
		dir += "/"
	}
	if star < 0 {
		return dir + pattern, "", nil
	}
	return dir + pattern[:star], pattern[star+1:], nil
}

func randomName(prefix, suffix string) string {
	n := uint32(random())
	digits := []byte{}
	for {
		digits = append([]byte{byte('0' + n%10)}, digits...)
		if n /= 10; n == 0 {
			return prefix + string(digits) + suffix
		}
	}
}

func CreateTemp(dir, pattern string) (*File, error) {
	prefix, suffix, err := tempName(dir, pattern)
	if err != nil {
		return nil, &PathError{"createtemp", pattern, err}
	}
	for try := 0; ; try++ {
		f, err := OpenFile(randomName(prefix, suffix), O_RDWR|O_CREATE|O_EXCL, 0600)
		if !IsExist(err) || try > 10000 {
			return f, err
		}
	}
}

func MkdirTemp(dir, pattern string) (string, error) {
	prefix, suffix, err := tempName(dir, pattern)
	if err != nil {
		return "", &PathError{"mkdirtemp", pattern, err}
	}
	for try := 0; ; try++ {
		name := randomName(prefix, suffix)
		err := Mkdir(name, 0700)
		if err == nil {
			return name, nil
		}
		if IsExist(err) && try < 10000 {
			continue
		}
		if IsExist(err) {
			return "", &PathError{"mkdirtemp", prefix + "*" + suffix, ErrExist}
		}
		if IsNotExist(err) {
			if dir == "" {
				dir = TempDir()
			}
			if _, missing := Stat(dir); IsNotExist(missing) {
				return "", missing
			}
		}
		return "", err
	}
}

// DirFS is the tree of files below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (d dirFS) full(op, name string) (string, error) {
	if d == "" {
		return "", &PathError{op, name, errors.New("os: DirFS with empty root")}
	}
	if !fs.ValidPath(name) {
		return "", &PathError{op, name, ErrInvalid}
	}
	if d[len(d)-1] == '/' {
		return string(d) + name, nil
	}
	return string(d) + "/" + name, nil
}

func named(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (d dirFS) Open(name string) (fs.File, error) {
	full, err := d.full("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, named(err, name)
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	full, err := d.full("readfile", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(full)
	return data, named(err, name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := d.full("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, named(err, name)
}

func (d dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := d.full("stat", name)
	if err != nil {
		return nil, err
	}
	i, err := Stat(full)
	return i, named(err, name)
}
