package os

import (
	"errors"
	"io/fs"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// Natives on names below an open directory; none follows a symbolic link.
func statAt(dir int, name string, into *syscall.Stat_t) (errno int)
func readLinkAt(dir int, name string) (target string, errno int)
func setTimesAt(dir int, name string, aSeconds, aNanoseconds, mSeconds, mNanoseconds int64) (errno int)

var errEscapes = errors.New("path escapes from parent")

// A Root is a directory below which files are opened: no path leads out of it, by .. or by symbolic links.
type Root struct {
	d *rootDir
}

// rootDir is the directory; it is closed when nobody uses it.
type rootDir struct {
	mu     sync.Mutex
	name   string
	fd     int
	users  int
	closed bool
}

func (d *rootDir) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.closed && d.users == 0 {
		closeFile(d.fd)
	}
	d.closed = true
}

func (d *rootDir) enter() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return ErrClosed
	}
	d.users++
	return nil
}

func (d *rootDir) leave() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.users--
	if d.closed && d.users == 0 {
		closeFile(d.fd)
	}
}

// OpenRoot opens a directory as a Root; symbolic links in its own name are followed.
func OpenRoot(name string) (*Root, error) {
	fd, errno := open(name, O_RDONLY, 0)
	if errno != 0 {
		return nil, failed("open", name, errno)
	}
	return newRoot(fd, name)
}

func newRoot(fd int, name string) (*Root, error) {
	i, err := info("open", name, fd, true)
	if err == nil && !i.IsDir() {
		closeFile(fd)
		return nil, &PathError{"open", name, errors.New("not a directory")}
	}
	d := &rootDir{name: name, fd: fd}
	runtime.SetFinalizer(d, (*rootDir).close)
	return &Root{d}, nil
}

// OpenInRoot opens a file for reading, below a directory that it cannot leave.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name is the directory's name as it was opened.
func (r *Root) Name() string { return r.d.name }

// Close closes the directory; files opened in it stay open.
func (r *Root) Close() error {
	r.d.close()
	return nil
}

// splitRoot splits a path into its parts, without those that are a single dot, but for the last.
func splitRoot(path string) (parts []string, slash bool, err error) {
	if path == "" {
		return nil, false, errors.New("empty path")
	}
	if path[0] == '/' {
		return nil, false, errEscapes
	}
	for from := 0; from < len(path); {
		to := from
		for to < len(path) && path[to] != '/' {
			to++
		}
		if n := len(parts); n > 0 && parts[n-1] == "." {
			parts = parts[:n-1]
		}
		parts = append(parts, path[from:to])
		from = to
		for from < len(path) && path[from] == '/' {
			from++
		}
		slash = from == len(path) && to < from
	}
	return parts, slash, nil
}

// linkError says that a name is a symbolic link, and where it leads.
type linkError string

func (linkError) Error() string { return "symbolic link" }

// linkOr is where a name leads if it is a symbolic link, else the error.
func linkOr(dir int, name string, err error) error {
	if target, errno := readLinkAt(dir, name); errno == 0 {
		return linkError(target)
	}
	return err
}

func errnoOf(errno int) error {
	if errno == 0 {
		return nil
	}
	return syscall.Errno(errno)
}

func lstatAt(dir int, name, shown string) (*fileInfo, error) {
	i := &fileInfo{name: base(shown)}
	if errno := statAt(dir, name, &i.stat); errno != 0 {
		return nil, syscall.Errno(errno)
	}
	i.mode = goMode(i.stat.Mode)
	return i, nil
}

func openDirAt(dir int, name string) (int, error) {
	fd, errno := openAt(dir, name, O_RDONLY|syscall.O_DIRECTORY, 0)
	if errno == 0 {
		return fd, nil
	}
	err := error(syscall.Errno(errno))
	if err == syscall.ELOOP || err == syscall.ENOTDIR {
		err = linkOr(dir, name, err)
	}
	return -1, err
}

// What walk does about a slash at the end.
const (
	slashFollows  = iota // the name must be a directory
	slashMayBeNew        // or nothing
	slashIgnored
)

// walk goes to the directory in which a path's last name stands, and does there what is to be done. A linkError
// that do or into gives makes it go where the link leads.
func (r *Root) walk(path string, slashes int, into func(dir int, name string) (int, error), do func(dir int, name string, slash bool) error) error {
	if err := r.d.enter(); err != nil {
		return err
	}
	defer r.d.leave()
	parts, slash, err := splitRoot(path)
	if err != nil {
		return err
	}
	dir := r.d.fd
	toTop := func() {
		if dir != r.d.fd {
			closeFile(dir)
		}
		dir = r.d.fd
	}
	defer toTop()
	const mostLinks, mostSteps, mostRestarts = 8, 255, 8
	links, restarts := 0, 0
	for at, steps := 0, 1; ; steps++ {
		if steps > mostSteps && restarts > mostRestarts {
			return syscall.ENAMETOOLONG
		}
		if parts[at] == ".." {
			// Names may have been moved: begin at the top, without what .. takes back.
			restarts++
			end := at
			for end < len(parts) && parts[end] == ".." {
				end++
			}
			if end-at > at {
				return errEscapes
			}
			parts = append(parts[:at-(end-at)], parts[end:]...)
			if len(parts) == 0 {
				parts = []string{"."}
			}
			at = 0
			toTop()
			continue
		}
		last := at == len(parts)-1
		if last {
			if err = endsInDir(dir, parts[at], slash, slashes); err == nil {
				if err = do(dir, parts[at], slash); err == nil {
					return nil
				}
			}
		} else {
			var fd int
			if fd, err = into(dir, parts[at]); err == nil {
				toTop()
				dir = fd
				at++
				continue
			}
		}
		if pe, ok := err.(*PathError); ok && pe.Path == "" {
			pe.Path = parts[0]
			for _, part := range parts[1 : at+1] {
				pe.Path += "/" + part
			}
			return pe
		}
		target, ok := err.(linkError)
		if !ok {
			return err
		}
		if links++; links > mostLinks {
			return syscall.ELOOP
		}
		inner, innerSlash, err := splitRoot(string(target))
		if err != nil {
			return err
		}
		if last && innerSlash {
			slash = true
		}
		rest := parts[at+1:]
		if n := len(inner); len(rest) > 0 && inner[n-1] == "." {
			inner = inner[:n-1]
		}
		parts = append(append(parts[:at:at], inner...), rest...)
	}
}

// endsInDir: where a path ends in a slash, its last name is a directory.
func endsInDir(dir int, name string, slash bool, slashes int) error {
	if !slash || slashes == slashIgnored {
		return nil
	}
	i, err := lstatAt(dir, name, name)
	switch {
	case err != nil && slashes == slashMayBeNew && IsNotExist(err):
		return nil
	case err != nil:
		return err
	case i.mode.Type() == ModeSymlink:
		return linkOr(dir, name, syscall.ENOTDIR)
	case !i.IsDir():
		return syscall.ENOTDIR
	}
	return nil
}

// simple walks with what is usual, and names the operation in an error.
func (r *Root) simple(op, path string, do func(dir int, name string) error) error {
	err := r.walk(path, slashFollows, openDirAt, func(dir int, name string, _ bool) error { return do(dir, name) })
	if err != nil {
		return &PathError{op, path, err}
	}
	return nil
}

func joined(dir, name string) string {
	if dir != "" && dir[len(dir)-1] == '/' {
		return dir + name
	}
	return dir + "/" + name
}

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create makes a file, or empties it.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

var errMode = errors.New("unsupported file mode")

// OpenFile opens a file. perm has no other bits than permissions.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if perm&0777 != perm {
		return nil, &PathError{"openat", name, errMode}
	}
	f := &File{name: joined(r.Name(), name), append: flag&O_APPEND != 0, inRoot: true}
	err := r.simple("openat", name, func(dir int, last string) error {
		fd, errno := openAt(dir, last, flag, uint32(perm))
		if f.fd = fd; errno == 0 {
			return nil
		}
		err := error(syscall.Errno(errno))
		exclusive := flag&(O_CREATE|O_EXCL) == O_CREATE|O_EXCL
		switch {
		case exclusive && err == syscall.ELOOP:
			return syscall.EEXIST
		case !exclusive && (err == syscall.ELOOP || err == syscall.ENOTDIR):
			return linkOr(dir, last, err)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// OpenRoot opens a directory as a Root of its own.
func (r *Root) OpenRoot(name string) (*Root, error) {
	var fd, errno int
	err := r.simple("openat", name, func(dir int, last string) error {
		fd, errno = openAt(dir, last, O_RDONLY, 0)
		err := errnoOf(errno)
		if err == syscall.ELOOP {
			return linkOr(dir, last, err)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return newRoot(fd, joined(r.Name(), name))
}

// Chmod changes a file's mode.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.simple("chmodat", name, func(dir int, last string) error {
		if err := linkOr(dir, last, nil); err != nil {
			return err
		}
		return errnoOf(callAt(atChmod, dir, last, 0, "", int(sysMode(mode)), 0))
	})
}

// Chown changes a file's owner and group; -1 leaves either as it is.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.simple("chownat", name, func(dir int, last string) error {
		if err := linkOr(dir, last, nil); err != nil {
			return err
		}
		return errnoOf(callAt(atChown, dir, last, 0, "", uid, gid))
	})
}

// Lchown is Chown of a symbolic link itself.
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.simple("lchownat", name, func(dir int, last string) error {
		return errnoOf(callAt(atChown, dir, last, 0, "", uid, gid))
	})
}

// Chtimes changes a file's times; a zero time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	const omit = 1<<30 - 2
	split := func(t time.Time) (int64, int64) {
		if t.IsZero() {
			return 0, omit
		}
		return t.Unix(), int64(t.Nanosecond())
	}
	a, aNano := split(atime)
	m, mNano := split(mtime)
	return r.simple("chtimesat", name, func(dir int, last string) error {
		if err := linkOr(dir, last, nil); err != nil {
			return err
		}
		return errnoOf(setTimesAt(dir, last, a, aNano, m, mNano))
	})
}

// Mkdir makes a directory.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm&0777 != perm {
		return &PathError{"mkdirat", name, errMode}
	}
	err := r.walk(name, slashIgnored, openDirAt, func(dir int, last string, _ bool) error {
		return errnoOf(callAt(atMkdir, dir, last, 0, "", int(perm), 0))
	})
	if err != nil {
		return &PathError{"mkdirat", name, err}
	}
	return nil
}

// MkdirAll makes a directory and those that it lies in.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm&0777 != perm {
		return &PathError{"mkdirat", name, errMode}
	}
	into := func(dir int, part string) (int, error) {
		for again := false; ; again = true {
			fd, err := openDirAt(dir, part)
			if _, isLink := err.(linkError); err == nil || isLink {
				return fd, err
			}
			if again || !IsNotExist(err) {
				return -1, &PathError{Op: "openat", Err: err}
			}
			if err := errnoOf(callAt(atMkdir, dir, part, 0, "", int(perm), 0)); err != nil && err != syscall.EEXIST {
				return -1, &PathError{Op: "mkdirat", Err: err}
			}
		}
	}
	err := r.walk(name, slashIgnored, into, func(dir int, last string, _ bool) error {
		err := errnoOf(callAt(atMkdir, dir, last, 0, "", int(perm), 0))
		if err == nil {
			return nil
		}
		if err == syscall.EEXIST {
			if i, e := lstatAt(dir, last, last); e == nil && i.IsDir() {
				return nil
			} else if e == nil && i.mode.Type() == ModeSymlink {
				leads, e := r.Stat(name)
				switch {
				case e == nil && leads.IsDir():
					return nil
				case e == nil:
					err = syscall.ENOTDIR
				case !IsNotExist(e):
					err = e
				}
			}
		}
		return &PathError{Op: "mkdirat", Err: err}
	})
	if err == nil {
		return nil
	}
	if _, ok := err.(*PathError); !ok {
		err = &PathError{"mkdirat", name, err}
	}
	return err
}

func removeAt(dir int, name string) error {
	err := errnoOf(callAt(atUnlink, dir, name, 0, "", 0, 0))
	if err == nil {
		return nil
	}
	asDir := errnoOf(callAt(atRmdir, dir, name, 0, "", 0, 0))
	if asDir == nil || asDir != syscall.ENOTDIR {
		return asDir
	}
	return err
}

// Remove removes a file or an empty directory.
func (r *Root) Remove(name string) error { return r.simple("removeat", name, removeAt) }

// removeAllAt removes a name and all below it.
func removeAllAt(dir int, name string) error {
	err := removeAt(dir, name)
	if err == nil || IsNotExist(err) {
		return nil
	}
	fd, errno := openAt(dir, name, O_RDONLY|syscall.O_DIRECTORY, 0)
	if errno != 0 {
		if IsNotExist(syscall.Errno(errno)) {
			return nil
		}
		return err
	}
	defer closeFile(fd)
	names, _, errno := readNames(fdPath(fd))
	if errno != 0 {
		return syscall.Errno(errno)
	}
	var first error
	for _, inner := range names {
		if err := removeAllAt(fd, inner); first == nil {
			first = err
		}
	}
	if err := removeAt(dir, name); err == nil || IsNotExist(err) {
		return nil
	} else if first == nil {
		first = err
	}
	return first
}

// RemoveAll removes a file or directory with all that is in it, if there is one.
func (r *Root) RemoveAll(name string) error {
	for name != "" && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	if n := len(name); n > 0 && name[n-1] == '.' && (n == 1 || name[n-2] == '/') {
		return &PathError{"RemoveAll", name, syscall.EINVAL}
	}
	err := r.walk(name, slashFollows, openDirAt, func(dir int, last string, _ bool) error { return removeAllAt(dir, last) })
	if err == nil || IsNotExist(err) {
		return nil
	}
	return &PathError{"RemoveAll", name, underlying(err)}
}

func (r *Root) stat(name string, follow bool) (FileInfo, error) {
	var found *fileInfo
	err := r.simple("statat", name, func(dir int, last string) error {
		i, err := lstatAt(dir, last, name)
		if err == nil && follow && i.mode.Type() == ModeSymlink {
			return linkOr(dir, last, syscall.ELOOP)
		}
		found = i
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Stat describes a file.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat describes a file, or a symbolic link itself.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

// Readlink says where a symbolic link leads, even if that is outside.
func (r *Root) Readlink(name string) (string, error) {
	var target string
	err := r.simple("readlinkat", name, func(dir int, last string) error {
		var errno int
		target, errno = readLinkAt(dir, last)
		return errnoOf(errno)
	})
	return target, err
}

// pair does something with two paths.
func (r *Root) pair(op, from, to string, slashes int, do func(fromDir int, from string, toDir int, to string, slash bool) error) error {
	err := r.walk(from, slashFollows, openDirAt, func(fromDir int, fromName string, _ bool) error {
		return r.walk(to, slashes, openDirAt, func(toDir int, toName string, slash bool) error {
			return do(fromDir, fromName, toDir, toName, slash)
		})
	})
	if err != nil {
		return &LinkError{op, from, to, err}
	}
	return nil
}

// Rename gives a file another name; one that has it is replaced, unless it is a directory.
func (r *Root) Rename(oldname, newname string) error {
	return r.pair("renameat", oldname, newname, slashMayBeNew, func(fromDir int, from string, toDir int, to string, slash bool) error {
		if slash {
			i, err := lstatAt(fromDir, from, from)
			if err != nil {
				return err
			}
			if !i.IsDir() {
				return syscall.ENOTDIR
			}
		}
		if there, err := lstatAt(toDir, to, to); err == nil && there.IsDir() {
			i, err := lstatAt(fromDir, from, from)
			if err != nil {
				return err
			}
			if to == from || !SameFile(there, i) {
				return syscall.EEXIST
			}
		}
		return errnoOf(callAt(atRename, fromDir, from, toDir, to, 0, 0))
	})
}

// Link gives a file a second name.
func (r *Root) Link(oldname, newname string) error {
	return r.pair("linkat", oldname, newname, slashFollows, func(fromDir int, from string, toDir int, to string, _ bool) error {
		return errnoOf(callAt(atLink, fromDir, from, toDir, to, 0, 0))
	})
}

// Symlink makes a symbolic link. It may lead outside: following it will fail then.
func (r *Root) Symlink(oldname, newname string) error {
	err := r.walk(newname, slashFollows, openDirAt, func(dir int, last string, _ bool) error {
		return errnoOf(callAt(atSymlink, 0, oldname, dir, last, 0, 0))
	})
	if err != nil {
		return &LinkError{"symlinkat", oldname, newname, err}
	}
	return nil
}

// ReadFile reads a file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.readAll()
}

// WriteFile writes a file, made with perm where it is not there.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err1 := f.Close(); err == nil {
		err = err1
	}
	return err
}

// FS is the directory as a file system.
func (r *Root) FS() fs.FS { return (*rootFS)(r) }

type rootFS Root

// in checks a name and gives the Root.
func (f *rootFS) in(op, name string) (*Root, error) {
	if !fs.ValidPath(name) {
		return nil, &PathError{op, name, ErrInvalid}
	}
	return (*Root)(f), nil
}

func (f *rootFS) Open(name string) (fs.File, error) {
	r, err := f.in("open", name)
	if err != nil {
		return nil, err
	}
	file, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f *rootFS) ReadDir(name string) ([]DirEntry, error) {
	r, err := f.in("readdir", name)
	if err != nil {
		return nil, err
	}
	file, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	list, err := file.ReadDir(-1)
	sortEntries(list)
	return list, err
}

func (f *rootFS) ReadFile(name string) ([]byte, error) {
	r, err := f.in("readfile", name)
	if err != nil {
		return nil, err
	}
	return r.ReadFile(name)
}

func sortEntries(list []DirEntry) {
	for i := range list {
		for j := i; j > 0 && list[j].Name() < list[j-1].Name(); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func (f *rootFS) ReadLink(name string) (string, error) {
	r, err := f.in("readlink", name)
	if err != nil {
		return "", err
	}
	return r.Readlink(name)
}

func (f *rootFS) Stat(name string) (FileInfo, error) {
	r, err := f.in("stat", name)
	if err != nil {
		return nil, err
	}
	return r.Stat(name)
}

func (f *rootFS) Lstat(name string) (FileInfo, error) {
	r, err := f.in("lstat", name)
	if err != nil {
		return nil, err
	}
	return r.Lstat(name)
}
