// Package fstest has a file system in memory, and tests file systems.
package fstest

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// A MapFS is a file system of files by their paths. Directories need no entry.
type MapFS map[string]*MapFile

// A MapFile is a file, directory or symbolic link.
type MapFile struct {
	Data    []byte // of a link: where it leads
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
}

func missing(op, name string) error {
	return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// directory is one that has no entry.
func directory() *MapFile { return &MapFile{Mode: fs.ModeDir | 0555} }

// Open opens a file, behind symbolic links.
func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, missing("open", name)
	}
	real, ok := fsys.follow(name)
	if !ok {
		return nil, missing("open", name)
	}
	file := fsys[real]
	if file != nil && file.Mode&fs.ModeDir == 0 {
		return &openFile{name, info{path.Base(name), file}, 0}, nil
	}
	prefix := real + "/"
	if real == "." {
		prefix = ""
	}
	inside := map[string]*MapFile{}
	for full, f := range fsys {
		rest, ok := strings.CutPrefix(full, prefix)
		if !ok || rest == "." {
			continue
		}
		first, _, deeper := strings.Cut(rest, "/")
		if !deeper {
			inside[first] = f
		} else if inside[first] == nil {
			inside[first] = directory()
		}
	}
	if file == nil {
		if len(inside) == 0 && real != "." {
			return nil, missing("open", name)
		}
		file = directory()
	}
	d := &openDir{path: name, info: info{path.Base(name), file}}
	for name, f := range inside {
		d.entries = append(d.entries, &info{name, f})
	}
	slices.SortFunc(d.entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return d, nil
}

// follow resolves symbolic links; false: they lead nowhere.
func (fsys MapFS) follow(name string) (string, bool) {
	leads := func(part, rest string) (string, bool, bool) {
		f := fsys[part]
		if f == nil || f.Mode.Type() != fs.ModeSymlink {
			return "", false, false
		}
		target := string(f.Data)
		if path.IsAbs(target) {
			return "", false, true
		}
		to, ok := fsys.follow(path.Join(path.Dir(part), target) + rest)
		return to, ok, true
	}
	if to, ok, is := leads(name, ""); is {
		return to, ok
	}
	for i := range len(name) {
		if name[i] == '/' {
			if to, ok, is := leads(name[:i], name[i:]); is {
				return to, ok
			}
		}
	}
	return name, fs.ValidPath(name)
}

func (fsys MapFS) lstat(op, name string) (*info, error) {
	if !fs.ValidPath(name) {
		return nil, missing(op, name)
	}
	dir, ok := fsys.follow(path.Dir(name))
	if !ok {
		return nil, missing(op, name)
	}
	base := path.Base(name)
	real := path.Join(dir, base)
	if f := fsys[real]; f != nil {
		return &info{base, f}, nil
	}
	for full := range fsys {
		if strings.HasPrefix(full, real+"/") {
			return &info{base, directory()}, nil
		}
	}
	if real == "." {
		return &info{base, directory()}, nil
	}
	return nil, missing(op, name)
}

// ReadLink says where a symbolic link leads.
func (fsys MapFS) ReadLink(name string) (string, error) {
	i, err := fsys.lstat("readlink", name)
	if err != nil {
		return "", err
	}
	if i.Type() != fs.ModeSymlink {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return string(i.f.Data), nil
}

// Lstat describes a file, or a symbolic link itself.
func (fsys MapFS) Lstat(name string) (fs.FileInfo, error) {
	i, err := fsys.lstat("lstat", name)
	if err != nil {
		return nil, err
	}
	return i, nil
}

// opener hides the methods that use io/fs's functions from these.
type opener struct{ fs.FS }

func (fsys MapFS) ReadFile(name string) ([]byte, error)       { return fs.ReadFile(opener{fsys}, name) }
func (fsys MapFS) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(opener{fsys}, name) }
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(opener{fsys}, name) }
func (fsys MapFS) Glob(pattern string) ([]string, error)      { return fs.Glob(opener{fsys}, pattern) }

type noSub struct{ MapFS }

func (noSub) Sub() {}

// Sub is the file system below a directory.
func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(noSub{fsys}, dir) }

type info struct {
	name string
	f    *MapFile
}

func (i *info) Name() string               { return path.Base(i.name) }
func (i *info) Size() int64                { return int64(len(i.f.Data)) }
func (i *info) Mode() fs.FileMode          { return i.f.Mode }
func (i *info) Type() fs.FileMode          { return i.f.Mode.Type() }
func (i *info) ModTime() time.Time         { return i.f.ModTime }
func (i *info) IsDir() bool                { return i.f.Mode.IsDir() }
func (i *info) Sys() any                   { return i.f.Sys }
func (i *info) Info() (fs.FileInfo, error) { return i, nil }
func (i *info) String() string             { return fs.FormatFileInfo(i) }

type openFile struct {
	path string
	info
	at int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return &f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Read(b []byte) (int, error) {
	if f.at >= f.Size() {
		return 0, io.EOF
	}
	n := copy(b, f.f.Data[f.at:])
	f.at += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.Size()
	}
	if offset < 0 || offset > f.Size() {
		return 0, &fs.PathError{Op: "seek", Path: f.path, Err: fs.ErrInvalid}
	}
	f.at = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.Size() {
		return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
	}
	n := copy(b, f.f.Data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	path string
	info
	entries []fs.DirEntry // not read yet
}

func (d *openDir) Stat() (fs.FileInfo, error) { return &d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.entries)
	if count > 0 {
		if n == 0 {
			return nil, io.EOF
		}
		n = min(n, count)
	}
	list := slices.Clone(d.entries[:n])
	if list == nil {
		list = []fs.DirEntry{}
	}
	d.entries = d.entries[n:]
	return list, nil
}
