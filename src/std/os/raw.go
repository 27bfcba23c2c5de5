package os

import (
	"errors"
	"internal/core/io"
	"io/fs"
	"syscall"
)

// Chown changes the file's owner and group; -1 leaves either as it is.
func (f *File) Chown(uid, gid int) error {
	if err := f.check("chown"); err != nil {
		return err
	}
	return failed("chown", f.name, chown("", f.fd, uid, gid, true))
}

var errClosing = errors.New("use of closed file")

// rawFile is a file as a syscall.RawConn.
type rawFile struct{ f *File }

// SyscallConn gives the file's descriptor to functions.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	return rawFile{f}, nil
}

func (r rawFile) Control(f func(fd uintptr)) error {
	if r.f.fd < 0 {
		return errClosing
	}
	f(uintptr(r.f.fd))
	return nil
}

// A file on disk can always be read and written: a function that is not done has nothing to wait for there.
func (r rawFile) until(op string, write bool, f func(fd uintptr) bool) error {
	if r.f.fd < 0 {
		return errClosing
	}
	for !f(uintptr(r.f.fd)) {
		if !r.f.polled() {
			return ErrNoDeadline
		}
		if errno := pipeWait(r.f.pipe, write); errno != 0 {
			return pipeFailed(op, r.f.name, errno)
		}
	}
	return nil
}

func (r rawFile) Read(f func(fd uintptr) (done bool)) error  { return r.until("raw-read", false, f) }
func (r rawFile) Write(f func(fd uintptr) (done bool)) error { return r.until("raw-write", true, f) }

// CopyFS copies a file system into the directory dir, which is made where it is not there. Nothing is overwritten.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := dir
		if path != "." {
			if !fs.ValidPath(path) {
				return &PathError{"CopyFS", path, ErrInvalid}
			}
			target = dir + "/" + path
		}
		switch d.Type() {
		case ModeDir:
			return MkdirAll(target, 0777)
		case ModeSymlink:
			to, err := fs.ReadLink(fsys, path)
			if err != nil {
				return err
			}
			return Symlink(to, target)
		case 0:
			return copyFile(target, path, fsys)
		}
		return &PathError{"CopyFS", path, ErrInvalid}
	})
}

func copyFile(target, path string, fsys fs.FS) (err error) {
	from, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := OpenFile(target, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
	if err != nil {
		return err
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if _, err := to.Write(buf[:n]); err != nil {
				to.Close()
				return &PathError{"Copy", target, err}
			}
		}
		if errors.Is(err, io.EOF) {
			return to.Close()
		}
		if err != nil {
			to.Close()
			return &PathError{"Copy", target, err}
		}
	}
}

func (d dirFS) Lstat(name string) (fs.FileInfo, error) {
	full, err := d.full("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	if err != nil {
		return nil, named(err, name)
	}
	return info, nil
}

func (d dirFS) ReadLink(name string) (string, error) {
	full, err := d.full("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, named(err, name)
}
