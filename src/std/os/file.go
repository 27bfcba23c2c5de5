package os

import (
	"errors"
	"internal/core/io"
	"internal/race"
	"internal/testlog"
	"io/fs"
	"syscall"
	"time"
)

// A File is an open file.
type File struct {
	fd     int
	pipe   uint64 // an end of a pipe: its ticket with the scheduler's poller
	blocks bool   // Fd has given its descriptor away: calls on it wait in the system, whatever the deadline
	name   string
	append bool
	// Entries that ReadDir has not given yet; listed says that they have been read.
	rest   []DirEntry
	listed bool
	inRoot bool // opened below a Root: its name is not looked up again
	// The ticket is for a copy of the descriptor.
	adopted bool
}

var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

// NewFile makes a File of an open descriptor; nil: it is none.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	// One that does not wait is read and written with the poller's help.
	ticket := pipeAdopt(int(fd))
	return &File{fd: int(fd), name: name, pipe: ticket, adopted: ticket != 0}
}

func Open(name string) (*File, error)   { return OpenFile(name, O_RDONLY, 0) }
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if testlog.Log != nil {
		testlog.Log("open", name)
	}
	fd, errno := open(name, flag, sysMode(perm))
	if errno != 0 {
		return nil, failed("open", name, errno)
	}
	return &File{fd: fd, name: name, append: flag&O_APPEND != 0}, nil
}

func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.fd < 0 {
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

func (f *File) Name() string { return f.name }

func (f *File) Fd() uintptr {
	if f == nil {
		return ^(uintptr(0))
	}
	if f.pipe != 0 && !f.blocks {
		pipeBlock(f.pipe)
		f.blocks = true
	}
	return uintptr(f.fd)
}

// polled: what finds nothing to read or no room to write waits with the poller.
func (f *File) polled() bool { return f.pipe != 0 && !f.blocks }

// pipeFailed is failed for what pipeRead and others answer.
func pipeFailed(op, name string, errno int) error {
	switch errno {
	case -1:
		return &PathError{op, name, ErrClosed}
	case -2:
		return &PathError{op, name, ErrDeadlineExceeded}
	}
	return failed(op, name, errno)
}

func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if f.fd < 0 {
		return &PathError{"close", f.name, ErrClosed}
	}
	fd := f.fd
	f.fd = -1
	if f.pipe != 0 {
		errno := pipeClose(f.pipe)
		if f.adopted && errno == 0 {
			errno = closeFile(fd)
		}
		return pipeFailed("close", f.name, errno)
	}
	return failed("close", f.name, closeFile(fd))
}

// broken is what is wrong with a read or write that had begun.
func (f *File) broken(op string, errno int) error {
	if f.fd < 0 && errno == int(syscall.EBADF) {
		// It was closed meanwhile.
		return &PathError{op, f.name, ErrClosed}
	}
	return pipeFailed(op, f.name, errno)
}

func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	var errno int
	switch {
	case f.polled():
		n, errno = pipeRead(f.pipe, b)
	case f.pipe != 0 && pipeDue(f.pipe, false) != 0:
		errno = pipeDue(f.pipe, false)
	default:
		n, errno = read(f.fd, b)
	}
	if errno != 0 {
		return 0, f.broken("read", errno)
	}
	if n == 0 {
		return 0, io.EOF
	}
	race.WriteRange(b[:n])
	return n, nil
}

func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"readat", f.name, errors.New("negative offset")}
	}
	for len(b) > 0 {
		m, errno := pread(f.fd, b, off)
		if errno != 0 {
			return n, failed("read", f.name, errno)
		}
		if m == 0 {
			return n, io.EOF
		}
		race.WriteRange(b[:m])
		n += m
		b = b[m:]
		off += int64(m)
	}
	return
}

func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.polled() {
		n, errno := pipeWrite(f.pipe, b)
		return n, f.broken("write", errno)
	}
	if f.pipe != 0 {
		if errno := pipeDue(f.pipe, true); errno != 0 {
			return 0, f.broken("write", errno)
		}
	}
	for {
		m, errno := write(f.fd, b[n:])
		n += m
		if errno != 0 {
			return n, failed("write", f.name, errno)
		}
		if n >= len(b) {
			return n, nil
		}
	}
}

func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.append {
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	}
	if off < 0 {
		return 0, &PathError{"writeat", f.name, errors.New("negative offset")}
	}
	for len(b) > 0 {
		m, errno := pwrite(f.fd, b, off)
		if errno != 0 {
			return n, failed("write", f.name, errno)
		}
		n += m
		b = b[m:]
		off += int64(m)
	}
	return
}

// ReadFrom copies from r until its end.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	buf := make([]byte, 32*1024)
	for {
		m, rerr := r.Read(buf)
		if m > 0 {
			w, werr := f.Write(buf[:m])
			n += int64(w)
			if werr != nil {
				return n, werr
			}
		}
		if rerr != nil {
			if rerr == io.EOF {
				rerr = nil
			}
			return n, rerr
		}
	}
}

// A readFile is a File that is only read: who copies it does not ask it to write itself.
type (
	readFile struct {
		writesNothing
		*File
	}
	writesNothing struct{}
)

func (writesNothing) WriteTo(io.Writer) (int64, error) { panic("unreachable") }

// WriteTo copies the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if to, ok := w.(io.ReaderFrom); ok {
		// A connection can have the system send it.
		return to.ReadFrom(readFile{File: f})
	}
	buf := make([]byte, 32*1024)
	for {
		m, rerr := f.Read(buf)
		if m > 0 {
			k, werr := w.Write(buf[:m])
			n += int64(k)
			if werr != nil {
				return n, werr
			}
			if k < m {
				return n, io.ErrShortWrite
			}
		}
		if rerr != nil {
			if rerr == io.EOF {
				rerr = nil
			}
			return n, rerr
		}
	}
}

func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	f.rest, f.listed = nil, false
	at, errno := seek(f.fd, offset, whence)
	if errno == 0 {
		if info, err := f.Stat(); err == nil && info.IsDir() && at != 0 {
			errno = int(syscall.EISDIR)
		}
	}
	return at, failed("seek", f.name, errno)
}

func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	return info("stat", f.name, f.fd, true)
}

func (f *File) Sync() error {
	if err := f.check("sync"); err != nil {
		return err
	}
	return failed("sync", f.name, fsync(f.fd))
}

func (f *File) Truncate(size int64) error {
	if err := f.check("truncate"); err != nil {
		return err
	}
	return failed("truncate", f.name, truncate("", f.fd, size))
}

func (f *File) Chmod(mode FileMode) error {
	if err := f.check("chmod"); err != nil {
		return err
	}
	return failed("chmod", f.name, chmod("", f.fd, sysMode(mode)))
}

func (f *File) Chdir() error {
	if err := f.check("chdir"); err != nil {
		return err
	}
	if err := failed("chdir", f.name, fchdir(f.fd)); err != nil {
		return err
	}
	noteChdir()
	return nil
}

func (f *File) SetDeadline(t time.Time) error      { return f.deadline(t, 3) }
func (f *File) SetReadDeadline(t time.Time) error  { return f.deadline(t, 1) }
func (f *File) SetWriteDeadline(t time.Time) error { return f.deadline(t, 2) }

func (f *File) deadline(t time.Time, sides int) error {
	if f == nil {
		return ErrInvalid
	}
	if f.fd < 0 {
		return errFileClosing
	}
	if f.pipe == 0 {
		return ErrNoDeadline
	}
	if t.IsZero() {
		return pipeFailed("set deadline", f.name, pipeDeadline(f.pipe, sides, 0, true))
	}
	return pipeFailed("set deadline", f.name, pipeDeadline(f.pipe, sides, int64(time.Until(t)), false))
}

// errFileClosing is what Go's poller says of a closed directory.
var errFileClosing = errors.New("use of closed file")

// ReadDir: the next n entries in the directory's own order, or all of them for n <= 0.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	if f.fd < 0 {
		return nil, &PathError{"readdirent", f.name, errFileClosing}
	}
	if !f.listed {
		name := f.name
		if f.inRoot {
			name = fdPath(f.fd)
		}
		list, err := entries(name)
		if err != nil {
			return nil, &PathError{"readdirent", f.name, underlying(err)}
		}
		if f.inRoot {
			list = described(list)
		}
		f.rest, f.listed = list, true
	}
	if n <= 0 {
		list := f.rest
		f.rest = nil
		return list, nil
	}
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	list := f.rest[:min(n, len(f.rest))]
	f.rest = f.rest[len(list):]
	return list, nil
}

// fdPath is a path to an open file, whatever its name is by now.
func fdPath(fd int) string {
	digits := ""
	for n := fd; n > 0 || digits == ""; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	return "/proc/self/fd/" + digits
}

// described gives entries that need not look at their directory again.
func described(list []DirEntry) []DirEntry {
	var out []DirEntry
	for _, d := range list {
		if i, err := d.Info(); err == nil {
			out = append(out, fs.FileInfoToDirEntry(i))
		}
	}
	return out
}

func (f *File) Readdir(n int) ([]FileInfo, error) {
	list, err := f.ReadDir(n)
	infos := []FileInfo{}
	for _, d := range list {
		if i, err := d.Info(); err == nil {
			infos = append(infos, i)
		}
	}
	return infos, err
}

func (f *File) Readdirnames(n int) (names []string, err error) {
	list, err := f.ReadDir(n)
	names = []string{}
	for _, d := range list {
		names = append(names, d.Name())
	}
	return names, err
}

// Pipe is a pair of connected files.
func Pipe() (r *File, w *File, err error) {
	in, out, errno := pipe()
	if errno != 0 {
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	if r, errno = newPipe(in, "|0"); errno != 0 {
		closeFile(out)
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	if w, errno = newPipe(out, "|1"); errno != 0 {
		r.Close()
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	return r, w, nil
}

func newPipe(fd int, name string) (*File, int) {
	ticket, errno := pipeOpen(fd)
	return &File{fd: fd, name: name, pipe: ticket}, errno
}
